import type { OptionValues } from "../../config/table/option.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { Body } from "../api.ts";
import { OwnOptions } from "../own-options.ts";
import { ownLogging } from "./log-type.ts";
import type { dockerPluginOptions } from "./plugin-options.ts";

export type PluginOptions = OptionValues<typeof dockerPluginOptions>;

/** Docker's own socket, where on a node with Podman in its place nothing or Podman itself listens. */
const dockerSocket = /^unix:(?:\/\/)?(?:\/var)?\/run\/docker\.sock$/;

/** The plugin's options in the Podman driver's. @throws DriverError `invalidConfig` for what Podman cannot do */
export function translatePlugin(options: PluginOptions, written: Body): OwnOptions {
  const own = new OwnOptions(written);
  const { endpoint, socket_path, tls, gc, logging } = options;
  for (const [name, file] of Object.entries(tls ?? {})) {
    if (file === undefined) continue;
    throw invalidOption(`tls.${name}`, file, "Podman's API has no TLS: leave the tls block out, and use its unix socket");
  }
  const named = endpoint !== undefined && !dockerSocket.test(endpoint);
  if (named && (socket_path !== undefined || options.socket.length > 0)) {
    throw invalidOption("endpoint", endpoint, "cannot be used together with socket_path or socket; keep one of them");
  }
  own.keep("enabled", "socket_path", "socket", "client_http_timeout", "stats_interval");
  if (named) own.set("socket_path", endpoint, "endpoint");
  own.keep("auth", "extra_labels", "image_pull_timeout", "pull_activity_timeout", "disable_log_collection");
  if (logging !== undefined) own.set("logging", ownLogging(logging.type, logging.config).logging);
  const { period, creation_grace, ...dangling } = gc.dangling_containers;
  own.set("gc", {
    ...gc,
    image_delay: milliseconds(gc.image_delay),
    dangling_containers: { ...dangling, period: milliseconds(period), creation_grace: milliseconds(creation_grace) },
  });
  own.set("volumes", options.volumes);
  // privileged itself is judged here, and security_opt as Docker does, which does not tie it to privileged.
  own.set("allow_privileged", true);
  own.set("allow_caps", options.allow_caps);
  own.set("allow_runtimes", options.allow_runtimes);
  own.set("pids_limit", (options.pids_limit ?? 0) > 0 ? options.pids_limit : -1);
  return own;
}

const openModes =
  "allowed_modes is not set: every job may share the node's namespaces (pid_mode, ipc_mode, uts_mode, userns_mode), as in Nomad before 2.0.4; set allowed_modes {} to forbid it";

/** What of the plugin's options has no effect, and what is open that newer Nomads close. */
export function pluginWarnings(options: PluginOptions): readonly string[] {
  const { logging, infra_image, infra_image_pull_timeout, container_exists_attempts, allow_privileged, allowed_modes } =
    options;
  const group = "the network of a group needs no container";
  return [
    ...(logging === undefined ? [] : ownLogging(logging.type, logging.config).warnings),
    ...(infra_image === undefined ? [] : [`infra_image has no effect: ${group}`]),
    ...(infra_image_pull_timeout === undefined ? [] : [`infra_image_pull_timeout has no effect: ${group}`]),
    ...(container_exists_attempts === undefined
      ? []
      : ["container_exists_attempts has no effect: what is left of an earlier container is always replaced"]),
    ...(options.windows_allow_insecure_container_admin === true
      ? ["windows_allow_insecure_container_admin has no effect: it is about Windows"]
      : []),
    ...(allowed_modes === undefined && !allow_privileged ? [openModes] : []),
  ];
}

function milliseconds(duration: number): string {
  return `${duration}ms`;
}
