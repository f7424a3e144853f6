# A job that runs to its end: Nomad sees the exit code of the process.
variable "exit_code" {
  type    = number
  default = 0
}

job "batch" {
  type = "batch"

  group "work" {
    # No second try: what the process answered is what the job answers.
    restart {
      attempts = 0
      mode     = "fail"
    }
    reschedule {
      attempts  = 0
      unlimited = false
    }

    task "report" {
      driver = "podman"

      config {
        image   = "localhost/busybox:1"
        command = "/bin/sh"
        args    = ["-c", "echo working in $PWD; echo a warning >&2; exit ${var.exit_code}"]
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
