import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Puts `docker-credential-NAME` with that shell script on PATH as long as it is needed. */
export function helperProgram(directory: string, name: string, script: string): Disposable {
  const bin = join(directory, `bin-${name}`);
  mkdirSync(bin, { recursive: true });
  const program = join(bin, `docker-credential-${name}`);
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  const before = process.env["PATH"];
  process.env["PATH"] = `${bin}:${before}`;
  return {
    [Symbol.dispose]() {
      process.env["PATH"] = before;
    },
  };
}
