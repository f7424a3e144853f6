# A Nomad client that runs Podman tasks. Put nomad-driver-podman into plugin_dir, then:
#   nomad agent -config client.hcl
data_dir   = "/opt/nomad/client"
plugin_dir = "/opt/nomad/plugins"

# Apart from that of server.hcl, so that both agents can run on one machine. The client's own status is then at
#   NOMAD_ADDR=http://127.0.0.1:5646 nomad node status -self
ports {
  http = 5646
}

client {
  enabled = true
  servers = ["127.0.0.1:4647"]

  # For groups with network { mode = "bridge" }. Debian: containernetworking-plugins
  cni_path = "/usr/lib/cni"
}

plugin "nomad-driver-podman" {
  config {
    # Podman's API: systemctl enable --now podman.socket
    socket_path = "unix:///run/podman/podman.sock"

    volumes {
      enabled = true
    }

    gc {
      container = true
    }
  }
}
