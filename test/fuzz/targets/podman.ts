/** What Podman's service sends: JSON, streams, HTTP on raw connections, and errors in words. */
import { expect } from "bun:test";
import fc from "fast-check";
import { AttachFrames } from "../../../src/codec/attach-frames.ts";
import { jsonLines } from "../../../src/codec/json-lines.ts";
import { errorCode } from "../../../src/core/errors.ts";
import { pullError } from "../../../src/driver/images/pull-error.ts";
import { containerInspectSchema, containerListSchema, createdSchema } from "../../../src/podman/containers/schema.ts";
import { BrokenChunks } from "../../../src/podman/http/chunked-body.ts";
import { statusError } from "../../../src/podman/http/error-map.ts";
import { checkedReply, type ReplySchema } from "../../../src/podman/http/response.ts";
import { ResponseReader } from "../../../src/podman/http/response-reader.ts";
import { imageIdsSchema, imageInspectSchema, loadedSchema, pullLineSchema } from "../../../src/podman/images/schema.ts";
import { eventSchema, infoSchema } from "../../../src/podman/system/schema.ts";
import { podmanWarning } from "../../../src/translate/errors/podman-warning.ts";
import { rejectedNetwork } from "../../../src/translate/errors/rejected-network.ts";
import { rejectedOption } from "../../../src/translate/errors/rejected-option.ts";
import { rejectedProgram } from "../../../src/translate/errors/rejected-program.ts";
import * as samples from "../../fixtures/podman-responses.ts";
import { resources, taskOptions } from "../../fixtures/task-input.ts";
import { expectLine, laterRejection, rejection, type Target, target } from "../target.ts";
import { damaged, damagedText, mutated, text } from "../values.ts";

const pullLine = { status: "Downloading", id: "0123456789ab", progressDetail: { current: 1, total: 2 }, images: ["a"] };
const imageInspect = { Id: "sha256:ab", Os: "linux", Architecture: "amd64", Config: { Cmd: ["sh"] }, RepoTags: ["a:1"] };

/** Each kind of answer, with one that a Podman gave. */
const answers: readonly (readonly [ReplySchema<unknown>, unknown])[] = [
  [containerInspectSchema, samples.inspected],
  [containerInspectSchema, samples.inspectedByPodman5],
  [containerListSchema, [samples.listed, samples.listed]],
  [createdSchema, { Id: samples.containerId, Warnings: ["w"] }],
  [infoSchema, samples.info],
  [eventSchema, samples.event("died")],
  [imageInspectSchema, imageInspect],
  [imageIdsSchema, [{ Id: "sha256:ab" }]],
  [loadedSchema, { Names: ["a"] }],
  [pullLineSchema, pullLine],
];

const answer = fc.oneof(...answers.map(([schema, sample]) => mutated(sample).map((value) => ({ schema, value }))));

const json = target("Podman's JSON", answer, ({ schema, value }) => {
  rejection(() => checkedReply(schema, value, "ask Podman"));
});

/** The bytes in pieces, as sockets give them. */
const pieces = (bytes: fc.Arbitrary<Uint8Array>) =>
  fc.tuple(bytes, fc.integer({ min: 1, max: 40 })).map(([whole, length]) => {
    const cut: Uint8Array[] = [];
    for (let at = 0; at < whole.length; at += length) cut.push(whole.subarray(at, at + length));
    return cut;
  });

const lines = fc
  .array(fc.oneof(mutated(pullLine), mutated(samples.event("died"))), { maxLength: 4 })
  .map((all) => Buffer.from(all.map((each) => `${JSON.stringify(each)}\n`).join("")));

const stream = target("Podman's streams of JSON", pieces(damaged(lines)), async (chunks) => {
  const source = async function* () {
    yield* chunks;
  };
  await laterRejection(async () => {
    for await (const value of jsonLines(source(), "read events", 4_096)) checkedReply(pullLineSchema, value, "pull image a");
  });
});

const frame = fc.tuple(fc.constantFrom(0, 1, 2, 3), fc.uint8Array({ maxLength: 30 })).map(([kind, payload]) => {
  const head = Buffer.alloc(8);
  head[0] = kind;
  head.writeUInt32BE(payload.length, 4);
  return Buffer.concat([head, payload]);
});

const frames = target(
  "attach frames",
  pieces(damaged(fc.array(frame, { maxLength: 4 }).map((all) => Buffer.concat(all)))),
  (chunks) => {
    const decoder = new AttachFrames("follow the log");
    let given = 0;
    rejection(() => {
      for (const chunk of chunks) decoder.push(chunk, (_, payload) => (given += payload.length));
    });
    expect(given).toBeLessThanOrEqual(chunks.reduce((sum, { length }) => sum + length, 0));
  },
);

const heads = fc.constantFrom(
  "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\n\r\nstream",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  'HTTP/1.1 404 Not Found\r\nContent-Length: 33\r\n\r\n{"cause":"no such container",...}',
  'HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n\r\n{"message":"a\\nb"}',
);

const http = target("HTTP on raw connections", pieces(damaged(heads.map((head) => Buffer.from(head)))), (chunks) => {
  const reader = new ResponseReader("attach");
  try {
    rejection(() => {
      for (const chunk of chunks) reader.push(chunk, () => {});
      reader.finish();
    });
  } catch (error) {
    // Both are mapped where the connection is known.
    if (!(error instanceof BrokenChunks) && errorCode(error) !== "ECONNRESET") throw error;
  }
});

const knownWords = [
  "container create: faccessat /dev/nope: no such file or directory",
  "crun: executable file `/nope` not found: No such file or directory: OCI runtime attempted to invoke a command that was not found",
  'runc: exec: "redis-servr": executable file not found in $PATH: OCI runtime attempted to invoke a command that was not found',
  "IPAM error: requested ip address 10.88.0.5 is already allocated to container ID abc",
  "requested static ip 10.1.1.1 not in any subnet on network podman",
  "rootlessport listen tcp 0.0.0.0:80: bind: permission denied",
  "reading manifest 1 in docker.io/library/a: unauthorized: authentication required",
  "initializing source docker://u:p@h/a: pinging container registry h: 500 Internal Server Error",
  "Your kernel does not support memory soft limit capabilities or the cgroup is not mounted. It is discarded.",
  "crun: open `/proc/sys/net/core/nope`: No such file or directory: OCI runtime attempted",
];

const words = fc.oneof(
  damagedText(fc.constantFrom(...knownWords)),
  fc.tuple(fc.constantFrom(...knownWords), text).map((all) => all.join(": ")),
);
const asked = taskOptions({ devices: ["/dev/nope"], command: "/nope", sysctl: { "net.core.nope": "1" } });

const errors = target(
  "Podman's errors",
  fc.record({ words, status: fc.integer({ min: 400, max: 599 }) }),
  ({ words, status }) => {
    const body = JSON.stringify({ cause: words, message: words, response: status });
    const answered = [statusError("start container a", status, body), statusError("start container a", status, words)];
    // What follows is given no more of Podman's words than these hold.
    const found = answered.flatMap((error) => [
      error,
      rejectedOption(error.message, { options: asked, user: "" }),
      rejectedProgram(error.message, asked),
      rejectedNetwork(error.message, { options: asked, ports: [] }),
      pullError("docker.io/library/a:1", undefined, error),
    ]);
    for (const error of found) if (error !== undefined) expectLine(error.message);
    podmanWarning(words.slice(0, 2_000), { body: {}, resources: resources() });
  },
);

export const podmanTargets: readonly Target[] = [json, stream, frames, http, errors];
