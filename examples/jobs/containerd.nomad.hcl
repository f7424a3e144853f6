# A job of the containerd driver, unchanged: the driver's executable lies in plugin_dir as containerd-driver.
job "containerd" {
  group "group" {
    task "shell" {
      driver = "containerd-driver"

      config {
        image   = "localhost/busybox:1"
        command = "/bin/sh"
        args    = ["-c", "echo running in $PWD; trap 'exit 0' TERM; while :; do sleep 0.1; done"]
        cwd     = "/srv/work"
        seccomp = true
        cap_add = ["CAP_NET_ADMIN"]
        mounts = [
          {
            type    = "tmpfs"
            target  = "/scratch"
            source  = "tmpfs"
            options = ["size=16m", "mode=1777"]
          }
        ]
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
