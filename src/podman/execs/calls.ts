import * as v from "valibot";
import { hijack } from "../hijack/open-connection.ts";
import type { ReplySchema } from "../http/response.ts";
import { id, number } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";
import type { ExecInspect, ExecsApi } from "./api.ts";

/** `POST /containers/{name}/exec`. */
const execCreatedSchema = v.object({ Id: id });

/** `GET /exec/{id}/json`. */
const execInspectSchema: ReplySchema<ExecInspect> = v.pipe(
  v.object({ Running: v.boolean(), Pid: number, ExitCode: number }),
  v.transform((raw) => ({
    running: raw.Running,
    pid: raw.Pid,
    exitCode: raw.ExitCode,
  })),
);

/** `/exec/…`. */
export function execsApi(transport: Transport): ExecsApi {
  const at = (execId: string, rest: string) => `/exec/${encodeURIComponent(execId)}${rest}`;

  return {
    async create(container, spec, options = {}) {
      const json = {
        AttachStdin: spec.attachStdin,
        AttachStdout: true,
        AttachStderr: true,
        Tty: spec.tty,
        Cmd: spec.command,
        Env: spec.environment,
      };
      const path = `/containers/${encodeURIComponent(container)}/exec`;
      const what = `exec in container ${container}`;
      return (await transport.json({ method: "POST", path, json, what, ...options }, execCreatedSchema)).Id;
    },

    start(execId, { tty, size, signal }) {
      const json = { Detach: false, Tty: tty, ...(size === undefined ? {} : { h: size.height, w: size.width }) };
      const what = `start exec session ${execId}`;
      return hijack(transport, { method: "POST", path: at(execId, "/start"), json, upgrade: true, framed: !tty, what, signal });
    },

    inspect(execId, options = {}) {
      const what = `inspect exec session ${execId}`;
      return transport.json({ method: "GET", path: at(execId, "/json"), what, ...options }, execInspectSchema);
    },

    async resize(execId, height, width, options = {}) {
      const what = `resize exec session ${execId}`;
      const query = { h: height, w: width };
      await transport.head({ method: "POST", path: at(execId, "/resize"), query, what, ...options });
    },

    async remove(execId, options = {}) {
      const what = `remove exec session ${execId}`;
      await transport.head({ method: "POST", path: at(execId, "/remove"), json: { Force: false }, what, ...options });
    },
  };
}
