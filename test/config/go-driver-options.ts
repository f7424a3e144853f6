/**
 * Every option of HashiCorp's driver, v0.6.5, by its path, from the schemas that it answers itself
 * (test/e2e/go-driver-options.test.ts asks it).
 */
const plugin =
  "auth auth.config auth.helper client_http_timeout disable_log_collection dns_servers extra_labels gc gc.container " +
  "logging logging.driver logging.options networking networking.default_rootless_mode recover_stopped socket " +
  "socket.name socket.socket_path socket_path volumes volumes.enabled volumes.selinuxlabel";
const task =
  "apparmor_profile arch args auth auth.password auth.tls_verify auth.username auth_soft_fail cap_add cap_drop " +
  "command cpu_cfs_period cpu_hard_limit devices entrypoint extra_hosts force_pull hostname image " +
  "image_pull_timeout init init_path ipc_mode ipv4_address ipv6_address labels logging logging.driver " +
  "logging.options memory_reservation memory_swap memory_swappiness network_mode oom_score_adj os pids_limit " +
  "port_map ports privileged readonly_rootfs security_opt selinux_opts shm_size socket static_ips static_mac sysctl " +
  "tmpfs tty ulimit userns variant volumes working_dir";

export const goDriverOptions: Readonly<Record<"plugin" | "task", readonly string[]>> = {
  plugin: plugin.split(" "),
  task: task.split(" "),
};
