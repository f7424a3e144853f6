/** `GET /exec/{id}/json`. */
export interface ExecInspect {
  readonly running: boolean;
  /** Process id on the host, 0 when there is none. */
  readonly pid: number;
  /** Means something only when {@link running} is false. */
  readonly exitCode: number;
}
