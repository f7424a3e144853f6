import { DriverError } from "../../core/errors.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Where the driver that had a name before notes what it runs for a task, and how that is ended by hand. */
const originals: Readonly<Record<string, { readonly field: string; readonly command: string }>> = {
  docker: { field: "ContainerID", command: "docker rm --force" },
  "containerd-driver": { field: "ContainerName", command: "ctr --namespace nomad tasks kill --signal SIGKILL" },
  nspawn: { field: "MachineName", command: "machinectl terminate" },
};

const dockersIdLength = 64;
const shortIdLength = 12;

/** Why a state that another driver of this name wrote is no use, and how what it started is ended: it may still run. */
export function writtenByAnother(driverName: string, state: Fields): DriverError {
  const original = originals[driverName];
  const name = original === undefined ? undefined : state[original.field];
  const byHand =
    original !== undefined && typeof name === "string" && /^[\w.-]{1,200}$/.test(name)
      ? `end what may still run of it with ${original.command} ${name.length === dockersIdLength ? name.slice(0, shortIdLength) : name}`
      : "end what may still run of it by hand";
  return new DriverError(
    "invalidRequest",
    `the task was started by another ${driverName} driver than this one, which runs tasks in Podman: it cannot be recovered: ${byHand}, and drain a node before its driver is replaced`,
  );
}
