# A pod: a task that only sleeps makes the network namespace, so that server and exporter can each be restarted without
# the other losing its network. Ports belong to the task that makes the network.
job "pod" {
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

    task "pod" {
      driver = "podman"

      lifecycle {
        hook    = "prestart"
        sidecar = true
      }

      config {
        image   = "localhost/busybox:1"
        command = "/bin/sleep"
        args    = ["infinity"]
        init    = true
        ports   = ["server", "exporter"]
      }

      resources {
        cpu    = 20
        memory = 16
      }
    }

    task "server" {
      driver = "podman"

      config {
        image        = "localhost/example-server:1"
        network_mode = "task:pod"
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
        image        = "localhost/example-exporter:1"
        network_mode = "task:pod"
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
