export type OutputStream = "stdout" | "stderr";

export interface LogChunk {
  readonly stream: OutputStream;
  readonly data: Uint8Array;
}
