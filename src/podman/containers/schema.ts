import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { flag, id, map, number, text, texts, time } from "../http/schema-parts.ts";
import type { ContainerInspect, ContainerStatus } from "./types.ts";

/** Podman's names of states → ours; one that is not here is `unknown`. */
const statuses: Readonly<Record<string, ContainerStatus>> = {
  configured: "created",
  created: "created",
  initialized: "initialized",
  running: "running",
  paused: "paused",
  stopping: "stopping",
  stopped: "stopped",
  exited: "exited",
  removing: "removing",
};

const status = v.transform((name: string): ContainerStatus => statuses[name.toLowerCase()] ?? "unknown");

const addresses = {
  IPAddress: text,
  GlobalIPv6Address: text,
};

const healthCheckRun = v.object({ Start: text, Output: text });

const state = v.object({
  Status: v.pipe(v.string(), status),
  Running: v.boolean(),
  ExitCode: number,
  OOMKilled: flag,
  Error: text,
  Pid: number,
  ConmonPid: number,
  StartedAt: time,
  FinishedAt: time,
  CgroupPath: text,
  // Without a check: an object with an empty Status in 4.x, null in 5.x (docs/podman-quirks.md#inspect-shapes).
  Health: v.nullish(v.object({ Status: text, FailingStreak: number, Log: v.nullish(v.array(healthCheckRun), []) })),
});

const config = v.object({
  Labels: map,
  StopSignal: v.pipe(v.nullish(v.union([v.string(), v.number()]), ""), v.transform(String)),
  Healthcheck: v.nullish(v.object({ Test: texts, Interval: number, Timeout: number, Retries: number })),
});

const hostConfig = v.object({ LogConfig: v.nullish(v.object({ Type: text, Path: text }), {}) });

const mount = v.object({ Type: text, Source: text, Destination: text });

const inspect = v.object({
  Id: id,
  Name: v.string(),
  State: state,
  Image: text,
  Dependencies: texts,
  ConmonPidFile: text,
  Config: config,
  HostConfig: hostConfig,
  Mounts: v.nullish(v.array(mount), []),
  NetworkSettings: v.nullish(
    v.object({
      ...addresses,
      Networks: v.nullish(v.record(v.string(), v.nullish(v.object(addresses), {})), {}),
    }),
    {},
  ),
});

/** `GET /containers/{name}/json`. */
export const containerInspectSchema: ReplySchema<ContainerInspect> = v.pipe(inspect, v.transform(container));

function container(raw: v.InferOutput<typeof inspect>): ContainerInspect {
  const { Config, HostConfig, State } = raw;
  return {
    id: raw.Id,
    name: raw.Name.replace(/^\//, ""),
    state: containerState(State),
    imageId: raw.Image.replace(/^sha256:/, ""),
    labels: Config.Labels,
    stopSignal: Config.StopSignal,
    healthCheck: healthCheck(Config.Healthcheck),
    log: { driver: HostConfig.LogConfig.Type, path: HostConfig.LogConfig.Path },
    networkSettings: raw.NetworkSettings,
    mounts: raw.Mounts.map((each) => ({
      type: each.Type,
      source: each.Source,
      destination: each.Destination,
    })),
    dependencies: raw.Dependencies,
    conmonPidFile: raw.ConmonPidFile,
  };
}

const nanosecondsPerMillisecond = 1e6;

function healthCheck(raw: v.InferOutput<typeof config>["Healthcheck"]): ContainerInspect["healthCheck"] {
  const kind = raw?.Test[0] ?? "";
  if (raw === null || raw === undefined || kind === "" || kind === "NONE") return undefined;
  const rest = raw.Test.slice(1);
  return {
    command: kind === "CMD-SHELL" ? ["/bin/sh", "-c", rest.join(" ")] : rest,
    interval: raw.Interval / nanosecondsPerMillisecond,
    timeout: raw.Timeout / nanosecondsPerMillisecond,
    retries: raw.Retries,
  };
}

function health(raw: v.InferOutput<typeof state>["Health"]): ContainerInspect["state"]["health"] {
  if (raw === null || raw === undefined || raw.Status === "") return undefined;
  const last = raw.Log.at(-1);
  return {
    status: raw.Status,
    failingStreak: raw.FailingStreak,
    lastCheck: last && { startedAt: last.Start, output: last.Output },
  };
}

function containerState(raw: v.InferOutput<typeof state>): ContainerInspect["state"] {
  return {
    status: raw.Status,
    running: raw.Running,
    exitCode: raw.ExitCode,
    oomKilled: raw.OOMKilled,
    error: raw.Error,
    pid: raw.Pid,
    conmonPid: raw.ConmonPid,
    startedAt: raw.StartedAt,
    finishedAt: raw.FinishedAt,
    cgroupPath: raw.CgroupPath,
    health: health(raw.Health),
  };
}

/** One row of `GET /containers/json`. */
export type ContainerListEntry = v.InferOutput<typeof containerListSchema>[number];

/** `GET /containers/json`; null when there is none. */
export const containerListSchema = v.nullish(
  v.array(
    v.pipe(
      v.object({ Id: id, Names: texts, State: v.pipe(text, status), Labels: map, Created: time }),
      v.transform((raw) => ({
        id: raw.Id,
        names: raw.Names,
        status: raw.State,
        labels: raw.Labels,
        createdAt: raw.Created,
      })),
    ),
  ),
  [],
);

/** `POST /containers/create`. */
export const createdSchema = v.object({ Id: id, Warnings: texts });
