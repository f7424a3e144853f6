# A job of the systemd-nspawn driver, unchanged: the driver's executable lies in plugin_dir as nspawn. The image is a
# directory with a Debian and its systemd: debootstrap --include=systemd,systemd-sysv,dbus bookworm /var/lib/machines/debian
job "nspawn" {
  group "group" {
    task "debian" {
      driver = "nspawn"

      config {
        image       = "/var/lib/machines/debian"
        ephemeral   = true
        resolv_conf = "copy-host"
      }

      resources {
        cpu    = 500
        memory = 512
      }
    }
  }
}
