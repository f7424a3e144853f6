import * as v from "valibot";
import type { TerminalSize } from "../../core/exec.ts";
import { hijack } from "../hijack/open-connection.ts";
import type { CallOptions } from "../http/call-bound.ts";
import { id, number } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";

export interface ExecSpec {
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly attachStdin: boolean;
  readonly environment?: readonly string[];
}

/** `POST /containers/{name}/exec`. */
const execCreatedSchema = v.object({ Id: id });

/** `GET /exec/{id}/json`: the process id is that on the host, 0 when there is none. */
const execInspectSchema = v.object({ Running: v.boolean(), Pid: number, ExitCode: number });

export type ExecsApi = ReturnType<typeof execsApi>;

/** `/exec/…`. */
export function execsApi(transport: Transport) {
  const at = (execId: string, rest: string) => `/exec/${encodeURIComponent(execId)}${rest}`;

  return {
    /** Creates an exec session in a running container and returns its id. */
    async create(container: string, spec: ExecSpec, options: CallOptions = {}) {
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

    /** Starts it and takes over the connection (`Upgrade: tcp`). `size` only with a tty. */
    start(execId: string, options: { readonly tty: boolean; readonly size?: TerminalSize; readonly signal?: AbortSignal }) {
      const { tty, size, signal } = options;
      const json = { Detach: false, Tty: tty, ...(size === undefined ? {} : { h: size.height, w: size.width }) };
      const what = `start exec session ${execId}`;
      return hijack(transport, { method: "POST", path: at(execId, "/start"), json, upgrade: true, framed: !tty, what, signal });
    },

    /** The exit code means something only when it does not run. */
    async inspect(execId: string, options: CallOptions = {}) {
      const what = `inspect exec session ${execId}`;
      const request = { method: "GET", path: at(execId, "/json"), what, ...options } as const;
      const { Running, Pid, ExitCode } = await transport.json(request, execInspectSchema);
      return { running: Running, pid: Pid, exitCode: ExitCode };
    },

    async resize(execId: string, { height, width }: TerminalSize, options: CallOptions = {}) {
      const what = `resize exec session ${execId}`;
      const query = { h: height, w: width };
      await transport.head({ method: "POST", path: at(execId, "/resize"), query, what, ...options });
    },

    /** Removes the record of a session that has ended. `notFound` also of a Podman before 4.8, which has no such call. */
    async remove(execId: string, options: CallOptions = {}) {
      const what = `remove exec session ${execId}`;
      await transport.head({ method: "POST", path: at(execId, "/remove"), json: { Force: false }, what, ...options });
    },
  };
}
