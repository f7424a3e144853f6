/** Words of runc and crun that the tests' own Podman does not say; test/driver/start/refused-programs.podman.test.ts has those that it does. */
import { expect, test } from "bun:test";
import { rejectedProgram, unstartedProgram } from "../../../src/translate/errors/rejected-program.ts";
import { taskOptions } from "../../fixtures/task-input.ts";

const image = "docker.io/library/redis:7";

function refused(words: string, options: Readonly<Record<string, unknown>>): string | undefined {
  return rejectedProgram(`Podman: start container 0123456789ab: ${words}`, taskOptions({ image, ...options }))?.message;
}

test.each([
  [
    "crun: cannot find `` in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found",
    {},
    `command: must be set, because image ${image} has neither a CMD nor an ENTRYPOINT: write the program to start`,
  ],
  [
    "crun: executable file `redis-servr` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found",
    { command: "redis-servr" },
    `command = "redis-servr": image ${image} has no such program in $PATH`,
  ],
  [
    "crun: executable file `/nope` not found: No such file or directory: OCI runtime attempted to invoke a command that was not found",
    { command: "/nope" },
    `command = "/nope": image ${image} has no such file, and no mount brings one`,
  ],
  [
    "crun: executable file `redis-server --port 1` not found in $PATH: No such file or directory",
    { command: "redis-server --port 1" },
    `command = "redis-server --port 1": image ${image} has no such program in $PATH: put arguments into args`,
  ],
  [
    "crun: executable file `a b` not found in $PATH: No such file or directory",
    { entrypoint: ["a b"], command: "c" },
    `entrypoint = "a b": image ${image} has no such program in $PATH: make each argument an element of its own`,
  ],
  [
    "crun: the path `/local/run` exists but it is not executable: Operation not permitted: OCI permission denied",
    { command: "/local/run" },
    'command = "/local/run": it is a directory, or a file that the task\'s user may not execute',
  ],
  [
    "crun: the path `/local` is not a regular file: Operation not permitted: OCI permission denied",
    { command: "/local" },
    'command = "/local": it is a directory, or a file that the task\'s user may not execute',
  ],
  ["crun: open executable: Permission denied: OCI permission denied", { command: "/local/run" }, 'command = "/local/run": '],
  ["crun: open `/local/run`: Permission denied: OCI permission denied", { command: "/local/run" }, 'command = "/local/run": '],
  [
    "crun: exec container process `/usr/bin/tool`: Exec format error: OCI runtime error",
    { command: "tool" },
    'command = "tool": it is no program of this node\'s architecture',
  ],
  [
    "runc: runc create failed: unable to start container process: error during container init: exec /usr/bin/tool: exec format error",
    { command: "tool" },
    'command = "tool": it is no program of this node\'s architecture',
  ],
  [
    "crun: exec container process (missing dynamic library?) `/bin/tool`: No such file or directory",
    { command: "/bin/tool" },
    `command = "/bin/tool": image ${image} lacks the interpreter or the dynamic loader that it names`,
  ],
  [
    'runc: runc create failed: unable to start container process: error during container init: exec: "start": executable file not found in $PATH',
    {},
    `image = "${image}": image ${image} has no such program in $PATH (start is its own entrypoint or command)`,
  ],
])("rejectedProgram() knows what %j is about", (words, options, message) => {
  expect(refused(words, options)).toStartWith(message);
});

test("rejectedProgram() shows no credentials of an archive's URL", () => {
  const secret = "oci-archive:https://u:s3cret@host/image.tar?token=s3cret";
  const message = refused("executable file `x` not found in $PATH", { image: secret });
  expect(message).toStartWith('image = "oci-archive:https://…@host/image.tar?…": ');
  expect(message).not.toContain("s3cret");
});

test.each([
  "crun: open `/proc/sys/net/core/nope`: Permission denied",
  "crun: mount `/x` to `/y`: No such file or directory",
  "runc: runc create failed: unable to start container process: error mounting: permission denied",
])("rejectedProgram() blames no program for %j", (words) => {
  const message = refused(words, { command: "sh" });
  expect(message).toBeUndefined();
});

test.each([
  ["2026-11-21T02:15:04.05+00:00 stderr F exec /usr/bin/tool: exec format error", "architecture"],
  [
    '2026-11-21T02:15:04.05+00:00 stderr F {"msg":"exec container process `/usr/bin/tool`: Exec format error","level":"error","time":"2026"}',
    "architecture",
  ],
  [
    '2026-11-21T02:15:04.05+00:00 stderr F {"msg":"exec container process (missing dynamic library?) `/usr/bin/tool`: No such file or directory"}',
    "lacks the interpreter",
  ],
])("unstartedProgram() knows %j", (line, why) => {
  expect(unstartedProgram(line)).toMatch(new RegExp(`^"/usr/bin/tool" could not be executed: .*${why}`));
});
