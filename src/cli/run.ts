import { readFileSync } from "node:fs";
import { DriverError, errorCode, messageOf } from "../core/errors.ts";
import { podmanDriverName } from "../core/names.ts";
import type { Dialect } from "../dialects/api.ts";
import type { Driver } from "../driver/api.ts";
import type { PodmanClient } from "../podman/client.ts";
import type { Command } from "./args.ts";
import { explanation, help, misuseText } from "./help.ts";

/** What the commands need of the rest of the program. */
export interface CommandDeps {
  readonly version: string;
  /** What jobs call the driver. */
  readonly driverName: string;
  dialect(): Promise<Dialect>;
  /** A driver that is configured for the socket and changes nothing on the node. */
  configuredDriver(socket: string | undefined): Promise<Driver>;
  podmanClient(socket: string | undefined): Promise<PodmanClient>;
  /** From now on an interrupt of the user aborts this, and no longer ends the program. */
  interruption(): AbortSignal;
  /** True when a person reads stdout. */
  readonly terminal: boolean;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** Runs what a person asked for. Resolves with the exit code. */
export async function runCommand(command: Command, deps: CommandDeps): Promise<number> {
  switch (command.name) {
    case "version":
      deps.stdout(
        `nomad-driver-podman ${deps.version}${deps.driverName === podmanDriverName ? "" : `, as ${deps.driverName}`}\n`,
      );
      return 0;
    case "help":
      deps.stdout(help);
      return 0;
    case "explain":
      deps.stderr(explanation);
      return 1;
    case "misuse":
      deps.stderr(misuseText(command.problem));
      return 2;
    case "fingerprint":
      return fingerprint(command.socket, command.oneLine, deps);
    case "self-test":
      return selfTest(command, deps);
    case "validate":
      return validate(command.file, deps);
  }
}

async function fingerprint(socket: string | undefined, oneLine: boolean, deps: CommandDeps): Promise<number> {
  try {
    const { fingerprintReport } = await import("./fingerprint.ts");
    const driver = (await deps.dialect()).around(await deps.configuredDriver(socket));
    const { text, exitCode } = await fingerprintReport(driver, oneLine);
    deps.stdout(text);
    await driver.shutdown();
    return exitCode;
  } catch (error) {
    deps.stderr(`nomad-driver-podman: ${messageOf(error)}\n`);
    return 1;
  }
}

async function selfTest(command: Extract<Command, { name: "self-test" }>, deps: CommandDeps): Promise<number> {
  try {
    const [{ selfTest }, { printSelfTest }] = await Promise.all([
      import("./self-test/self-test.ts"),
      import("./print-self-test.ts"),
    ]);
    const { socket, image, json } = command;
    const client = await deps.podmanClient(socket);
    const signal = deps.interruption();
    const steps = selfTest({ newDriver: () => deps.configuredDriver(socket), client, image, signal });
    return await printSelfTest(steps, { ...deps, json, signal });
  } catch (error) {
    deps.stderr(`nomad-driver-podman: ${messageOf(error)}\n`);
    return 1;
  }
}

async function validate(file: string, deps: CommandDeps): Promise<number> {
  try {
    const [{ validateJobFile, validationExitCode }, { printFindings }] = await Promise.all([
      import("./validate.ts"),
      import("./print-findings.ts"),
    ]);
    const findings = validateJobFile(contents(file), await deps.dialect());
    await printFindings(findings, deps.driverName, deps.stdout, deps.terminal);
    return validationExitCode(findings);
  } catch (error) {
    deps.stderr(`nomad-driver-podman: ${file}: ${messageOf(error)}\n`);
    return 1;
  }
}

/** What Node's words for the commonest of its codes mean. */
const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory: name the JSON file of a job in it",
  EACCES: "it cannot be read: permission denied",
};

/** @param file of the job, `-` for standard input @throws DriverError `invalidRequest` in plain words */
function contents(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (cause) {
    throw new DriverError("invalidRequest", unreadable[errorCode(cause)] ?? messageOf(cause), { cause });
  }
}
