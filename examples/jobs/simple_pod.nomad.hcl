# Two tasks, one network namespace, made by the main task: the exporter joins it with "task:server" and reaches the
# server's monitoring port, which listens on the loopback address only. Ports belong to the task that makes the network.
job "simple_pod" {
  # Healthy after two seconds without a failure; for real services leave this out.
  update {
    min_healthy_time = "2s"
  }

  group "group" {
    network {
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
        ports = ["server", "exporter"]
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }

    task "exporter" {
      driver = "podman"

      # Nomad starts it when the server runs.
      lifecycle {
        hook    = "poststart"
        sidecar = true
      }

      config {
        image        = "localhost/example-exporter:1"
        network_mode = "task:server"
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
