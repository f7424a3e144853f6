# A service with a port and a volume: data survives a restart of the task in the directory ./data of its allocation.
job "redis" {
  # Healthy after two seconds without a failure; for real services leave this out.
  update {
    min_healthy_time = "2s"
  }

  group "cache" {
    network {
      # Podman forwards a free port of the node to 6379 in the container.
      port "redis" {
        to = 6379
      }
    }

    task "redis" {
      driver = "podman"

      config {
        # ./scripts/demo makes this image from Debian's redis. With a registry at hand: docker.io/library/redis:7
        image = "localhost/redis:debian"
        ports = ["redis"]

        # A relative path is below the task's own directory.
        volumes     = ["local:/data"]
        working_dir = "/data"

        labels = {
          "app" = "cache"
        }
      }

      # Redis saves its data on SIGTERM; it has this long before it is killed.
      kill_signal  = "SIGTERM"
      kill_timeout = "20s"

      service {
        name     = "redis"
        port     = "redis"
        provider = "nomad"

        check {
          type     = "tcp"
          interval = "2s"
          timeout  = "1s"
        }
      }

      resources {
        cpu    = 200
        memory = 128
      }
    }
  }
}
