import type { ExecsApi } from "./api.ts";
import { badReply } from "./error-map.ts";
import { hijack } from "./hijack.ts";
import type { Transport } from "./transport.ts";
import type { ExecInspect } from "./types.ts";

/** `/exec/…`. */
export function execsApi(transport: Transport): ExecsApi {
  return {
    async create(container, spec, options = {}) {
      const what = `exec in container ${container}`;
      const reply = await transport.json<{ Id?: string }>({
        method: "POST",
        path: `/containers/${encodeURIComponent(container)}/exec`,
        json: {
          AttachStdin: spec.attachStdin,
          AttachStdout: true,
          AttachStderr: true,
          Tty: spec.tty,
          Cmd: spec.command,
          Env: spec.environment,
          User: spec.user,
          WorkingDir: spec.workingDirectory,
        },
        what,
        ...options,
      });
      if (typeof reply.Id !== "string" || reply.Id === "") throw badReply(what, "no id");
      return reply.Id;
    },

    start(execId, { tty, size, signal }) {
      const body = { Detach: false, Tty: tty, ...(size === undefined ? {} : { h: size.height, w: size.width }) };
      return hijack(transport, {
        path: `/exec/${execId}/start`,
        body,
        framed: !tty,
        what: `start exec session ${execId}`,
        signal,
      });
    },

    inspect: (execId, options = {}) =>
      transport.json<ExecInspect>({
        method: "GET",
        path: `/exec/${execId}/json`,
        what: `inspect exec session ${execId}`,
        ...options,
      }),

    async resize(execId, height, width, options = {}) {
      const query = { h: height, w: width };
      await transport.head({
        method: "POST",
        path: `/exec/${execId}/resize`,
        query,
        what: `resize exec session ${execId}`,
        ...options,
      });
    },
  };
}
