import { expect, test } from "bun:test";
import { exchange } from "../../fakes/exchange.ts";
import { empty, json } from "../../fakes/fake-podman.ts";

const base = "/v4.0.0/libpod";

test("create sends the command with its terminal and user", async () => {
  const spec = {
    command: ["sh", "-c", "id"],
    tty: true,
    attachStdin: true,
    environment: ["A=b"],
  };
  const { result, requests, last } = await exchange(json({ Id: "e1" }, 201), (podman) => podman.execs.create("web-1", spec));
  expect(result).toBe("e1");
  expect(requests).toEqual([`POST ${base}/containers/web-1/exec`]);
  expect(JSON.parse(last.body)).toEqual({
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
    Cmd: ["sh", "-c", "id"],
    Env: ["A=b"],
  });
});

test("inspect reads how the process is", async () => {
  const reply = { ID: "e1", ContainerID: "c1", Running: false, Pid: 0, ExitCode: 127, CanRemove: true };
  const { result, requests } = await exchange(json(reply), (podman) => podman.execs.inspect("e1"));
  expect(requests).toEqual([`GET ${base}/exec/e1/json`]);
  expect(result).toEqual({ running: false, pid: 0, exitCode: 127 });
});

test("resize sends height and width", async () => {
  const { requests } = await exchange(empty(201), (podman) => podman.execs.resize("e1", { height: 33, width: 99 }));
  expect(requests).toEqual([`POST ${base}/exec/e1/resize?h=33&w=99`]);
});

test("remove asks only for a session that has ended", async () => {
  const { requests, last } = await exchange(empty(200), (podman) => podman.execs.remove("e1"));
  expect(requests).toEqual([`POST ${base}/exec/e1/remove`]);
  expect(JSON.parse(last.body)).toEqual({ Force: false });
});
