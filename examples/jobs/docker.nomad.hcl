# A job of Nomad's built-in Docker driver, unchanged: the executable lies in plugin_dir as docker.
job "docker" {
  group "group" {
    network {
      mode = "bridge"
      port "http" { to = 8080 }
    }

    task "web" {
      driver = "docker"

      config {
        image    = "localhost/busybox:1"
        command  = "/bin/sh"
        args     = ["-c", "echo serving in $PWD; exec httpd -f -p 8080"]
        work_dir = "/srv/web"
        ports    = ["http"]
        cap_drop = ["all"]

        mount {
          type   = "tmpfs"
          target = "/scratch"
          tmpfs_options {
            size = 16777216
          }
        }

        sysctl = {
          "net.core.somaxconn" = "16384"
        }

        logging {
          type = "json-file"
          config {
            max-size = "10m"
          }
        }
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
