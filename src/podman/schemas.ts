/** Checks of Podman's shorter answers. */
import * as v from "valibot";
import type { ReplySchema } from "./reply.ts";
import { command, flag, id, map, number, text, texts } from "./schema-parts.ts";
import type { ExecInspect, ImageInspect, NetworkInspect, PodmanEvent } from "./types.ts";

/** `POST /containers/{name}/exec`. */
export const execCreatedSchema = v.object({ Id: id });

/** `GET /exec/{id}/json`. */
export const execInspectSchema: ReplySchema<ExecInspect> = v.pipe(
  v.object({ ID: id, ContainerID: text, Running: v.boolean(), Pid: number, ExitCode: number }),
  v.transform((raw) => ({
    id: raw.ID,
    containerId: raw.ContainerID,
    running: raw.Running,
    pid: raw.Pid,
    exitCode: raw.ExitCode,
  })),
);

const imageConfig = v.object({
  User: text,
  WorkingDir: text,
  Entrypoint: command,
  Cmd: command,
  Env: texts,
  Volumes: v.nullish(v.record(v.string(), v.unknown()), {}),
  StopSignal: text,
});

/** `GET /images/{name}/json`. */
export const imageInspectSchema: ReplySchema<ImageInspect> = v.pipe(
  v.object({
    Id: id,
    RepoTags: texts,
    RepoDigests: texts,
    Size: number,
    Os: text,
    Architecture: text,
    Labels: map,
    Config: v.nullish(imageConfig, {}),
    Healthcheck: v.nullish(v.unknown()),
  }),
  v.transform(({ Config, ...raw }) => ({
    id: raw.Id.replace(/^sha256:/, ""),
    names: raw.RepoTags,
    digests: raw.RepoDigests,
    size: raw.Size,
    os: raw.Os,
    architecture: raw.Architecture,
    user: Config.User,
    workingDirectory: Config.WorkingDir,
    entrypoint: Config.Entrypoint,
    command: Config.Cmd,
    environment: Config.Env,
    labels: raw.Labels,
    volumes: Object.keys(Config.Volumes),
    stopSignal: Config.StopSignal,
    hasHealthcheck: raw.Healthcheck !== undefined && raw.Healthcheck !== null,
  })),
);

/** `GET /images/json`. */
export const imageIdsSchema: ReplySchema<readonly string[]> = v.pipe(
  v.nullish(v.array(v.object({ Id: id })), []),
  v.transform((images) => images.map(({ Id }) => Id.replace(/^sha256:/, ""))),
);

/** `POST /images/load`. */
export const loadedSchema = v.object({ Names: texts });

/**
 * A line of a pull: libpod's `stream` while it goes on, then the id, or an error. In Docker's shape `status` and
 * `progressDetail` of the layer `id` while it goes on, and the image's `id` in the last line.
 */
export const pullLineSchema = v.object({
  stream: text,
  error: text,
  id: text,
  images: texts,
  status: text,
  progressDetail: v.nullish(v.object({ current: v.nullish(v.number()), total: v.nullish(v.number()) }), {}),
});

/** `GET /networks/{name}/json`. */
export const networkInspectSchema: ReplySchema<NetworkInspect> = v.pipe(
  v.object({
    name: v.string(),
    id: text,
    driver: text,
    network_interface: text,
    subnets: v.nullish(v.array(v.object({ subnet: text, gateway: text })), []),
    ipv6_enabled: flag,
    internal: flag,
    dns_enabled: flag,
  }),
  v.transform((raw) => ({
    name: raw.name,
    id: raw.id,
    driver: raw.driver,
    interfaceName: raw.network_interface,
    subnets: raw.subnets,
    ipv6Enabled: raw.ipv6_enabled,
    internal: raw.internal,
    dnsEnabled: raw.dns_enabled,
  })),
);

/** `GET /networks/json`. */
export const networkNamesSchema: ReplySchema<readonly string[]> = v.pipe(
  v.nullish(v.array(v.object({ name: v.string() })), []),
  v.transform((all) => all.map(({ name }) => name)),
);

/** A line of `GET /events`. `status` is deprecated, so `Action` is read; some 5.x send the exit code only where there is one
 * (docs/podman-quirks.md#events). */
export const eventSchema: ReplySchema<PodmanEvent> = v.pipe(
  v.object({
    Type: text,
    Action: v.string(),
    Actor: v.object({ ID: text, Attributes: map }),
    time: number,
    timeNano: number,
    HealthStatus: text,
  }),
  v.transform(({ Type, Action, Actor, time, timeNano, HealthStatus }) => ({
    type: Type,
    action: Action,
    id: Actor.ID,
    name: Actor.Attributes["name"] ?? "",
    exitCode: Action === "died" ? exitCode(Actor.Attributes["containerExitCode"]) : undefined,
    healthStatus: HealthStatus === "" ? undefined : HealthStatus,
    attributes: Actor.Attributes,
    time: timeNano > 0 ? timeNano / 1e6 : time * 1000,
  })),
);

function exitCode(digits: string | undefined): number | undefined {
  return digits !== undefined && /^-?\d+$/.test(digits) ? Number(digits) : undefined;
}
