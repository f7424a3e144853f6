# The network namespace is Nomad's: every task of the group joins it, and Nomad forwards the ports itself.
# The node needs the CNI plugins (Debian: containernetworking-plugins, with cni_path = "/usr/lib/cni").
job "group" {
  # Healthy after two seconds without a failure; for real services leave this out.
  update {
    min_healthy_time = "2s"
  }

  group "group" {
    network {
      mode = "bridge"

      port "server" {
        to = 4222
      }
      port "exporter" {
        to = 7777
      }
    }

    task "server" {
      driver = "podman"

      config {
        image = "localhost/example-server:1"
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }

    task "exporter" {
      driver = "podman"

      lifecycle {
        hook    = "poststart"
        sidecar = true
      }

      config {
        image = "localhost/example-exporter:1"
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
