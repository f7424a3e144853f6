import { waitFor } from "../lab/wait-for.ts";
import type { SoakLab } from "./soak-lab.ts";

/** The request in which Podman is killed, and what is asked of the plugin for it. */
const requests = {
  create: /^POST \S+\/containers\/create/,
  start: /^POST \S+\/containers\/[^/]+\/start/,
  pull: /^POST \S+\/images\/(pull|create)/,
  exec: /^POST \S+\/exec\/[^/]+\/start/,
  stop: /^POST \S+\/containers\/[^/]+\/kill/,
  delete: /^DELETE \S+\/containers\//,
} as const;

/** Podman is killed while it works on one request of a task's; returns what was wrong with the task afterwards. */
export async function killedWithin(
  lab: SoakLab,
  operation: keyof typeof requests,
  random: () => number,
): Promise<readonly string[]> {
  const pulled =
    operation === "pull" ? { image: await lab.registryImage(), auth: { tls_verify: false }, force_pull: true } : {};
  const task = lab.newTask(pulled);
  const isEarly = operation === "create" || operation === "start" || operation === "pull";
  if (!isEarly) await task.start(lab.plugin);
  let killed: Promise<void> | undefined;
  const delay = random() * 100;
  lab.proxy.onRequest = (request) => {
    if (!requests[operation].test(request)) return;
    killed ??= Bun.sleep(delay).then(() => lab.podman.stop("SIGKILL"));
  };
  const act = () => (isEarly ? task.start(lab.plugin) : operation === "exec" ? task.execs(lab.plugin) : task.end(lab.plugin));
  const first = await act().then(
    (problems) => problems ?? [],
    (error: unknown) => String(error),
  );
  lab.proxy.onRequest = () => undefined;
  if (killed === undefined) throw new Error(`no request of ${operation} was seen: ${first}`);
  await killed;
  await lab.podman.start();
  // As Nomad tries again.
  const failed = typeof first === "string";
  if (failed) lab.errors.push(first);
  if (failed && isEarly) await waitFor("a start after Podman's", () => task.start(lab.plugin).then(() => true));
  const problems: string[] = !failed && operation !== "exec" && !isEarly ? [...first] : [];
  if (isEarly || operation === "exec" || failed) {
    await waitFor("the end after Podman's start", () => task.end(lab.plugin).then((found) => problems.push(...found) >= 0));
  }
  const most = failed && isEarly ? 2 : 1;
  if (task.starts > most) problems.push(`${operation}: the process was started ${task.starts} times`);
  await lab.reopenSessions();
  return problems;
}
