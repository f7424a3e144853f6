import { info } from "../fixtures/podman-responses.ts";
import { type FakeAnswer, failure, json } from "./fake-podman.ts";

/** What a Podman answers, by the beginning of method and path behind the version; whatever it does not know is not found. */
export function answers(rows: Readonly<Record<string, FakeAnswer>>): FakeAnswer {
  const known: Readonly<Record<string, FakeAnswer>> = {
    "GET /_ping": json("OK", 200, { "Libpod-API-Version": "4.3.1" }),
    "GET /info": json(info),
    ...rows,
  };
  return (socket, request) => {
    const asked = `${request.method} ${request.path.replace("/v4.0.0/libpod", "")}`;
    const found = Object.entries(known).find(([beginning]) => asked.startsWith(beginning));
    (found?.[1] ?? failure(404, "no such container"))(socket, request);
  };
}
