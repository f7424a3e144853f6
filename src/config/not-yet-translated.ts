/**
 * Task options of the tables that the translation does not carry out yet: a job that sets one is refused, instead of having
 * it ignored. An option leaves this list with the code that does what it says.
 */
export const notYetTranslated: readonly string[] = [
  "pull_policy",
  "annotations",
  "timezone",
  "umask",
  "stop_signal",
  "runtime",
  "group_add",
  "pid_mode",
  "uts_mode",
  "cgroupns",
  "mount",
  "mounts",
  "storage_opt",
  "secrets",
  "networks",
  "network_aliases",
  "healthcheck",
  "healthchecks",
];
