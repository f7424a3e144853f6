import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canary, formsOf, processesWith } from "../lab/secrets.ts";

/** A password and a token that every task of a soak is given, and the places in which they must not be found. */
export class SoakSecrets {
  readonly #password = canary("password");
  readonly #token = canary("token");
  readonly #logs: (readonly string[])[] = [];

  /** Of each task. */
  get env(): Readonly<Record<string, string>> {
    return { TOKEN: this.#token };
  }

  /** A task's options with the password. */
  withAuth(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return { ...options, auth: { username: "u", password: this.#password, ...(options["auth"] as object | undefined) } };
  }

  /** Lines that are looked through later, as long as they may become more. */
  watch(lines: readonly string[]): void {
    this.#logs.push(lines);
  }

  /** Processes that show the password to other users, or have inherited it. */
  inProcesses(): string[] {
    return processesWith(this.#password).map((place) => `the password stands in /proc/${place}`);
  }

  /** Lines of the logs, and files below a directory, with one of them in it. A container's environment is Podman's to keep. */
  inLogsAndFiles(directory: string): string[] {
    const forms = [...formsOf(this.#password), this.#token];
    const lines = this.#logs.flat().filter((line) => forms.some((form) => line.includes(form)));
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => formsOf(this.#password).some((form) => readFileSync(path).includes(form)));
    return [
      ...lines.map((line) => `a secret stands in the log: ${line}`),
      ...files.map((path) => `a password stands in ${path}`),
    ];
  }
}
