import type { ExecConnection } from "../hijack/exec-connection.ts";
import type { CallOptions } from "../http/call-bound.ts";

/** `GET /exec/{id}/json`. */
export interface ExecInspect {
  readonly running: boolean;
  /** Process id on the host, 0 when there is none. */
  readonly pid: number;
  /** Means something only when {@link running} is false. */
  readonly exitCode: number;
}

export interface ExecSpec {
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly attachStdin: boolean;
  readonly environment?: readonly string[];
}

export interface ExecsApi {
  /** Creates an exec session in a running container and returns its id. */
  create(container: string, spec: ExecSpec, options?: CallOptions): Promise<string>;
  /** Starts it and takes over the connection (`Upgrade: tcp`). `size` only with a tty. */
  start(
    execId: string,
    options: {
      readonly tty: boolean;
      readonly size?: { readonly height: number; readonly width: number };
      readonly signal?: AbortSignal;
    },
  ): Promise<ExecConnection>;
  inspect(execId: string, options?: CallOptions): Promise<ExecInspect>;
  resize(execId: string, height: number, width: number, options?: CallOptions): Promise<void>;
  /** Removes the record of a session that has ended. `notFound` also of a Podman before 4.8, which has no such call. */
  remove(execId: string, options?: CallOptions): Promise<void>;
}
