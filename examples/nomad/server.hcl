# A single Nomad server, to try things out:
#   nomad agent -config server.hcl
data_dir = "/opt/nomad/server"

server {
  enabled          = true
  bootstrap_expect = 1
}
