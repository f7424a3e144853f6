import type { ImageRecipe } from "./image.ts";

/** A shell and its tools: for tests and for the batch example. */
export const busybox: ImageRecipe = { reference: "localhost/busybox:1", command: ["sh"] };

/** Redis of the Debian package redis-tools, with a line on stderr before it starts and its own log on stdout. */
export const redis: ImageRecipe = {
  reference: "localhost/redis:debian",
  // redis-server is one program under several names; the package with the service in it would start one on this machine.
  programs: { "/usr/bin/redis-server": "/usr/bin/redis-check-rdb", "/usr/bin/redis-cli": "/usr/bin/redis-cli" },
  directories: ["data"],
  files: {
    "/usr/local/bin/start-redis": [
      "#!/bin/sh",
      "# What a real image's entrypoint does: prepare, say so on stderr, become the server.",
      'echo "start-redis: data directory is $(pwd), $(ls | wc -l) files in it" >&2',
      'exec redis-server "$@"',
      "",
    ].join("\n"),
  },
  entrypoint: ["/usr/local/bin/start-redis"],
  command: ["--bind", "0.0.0.0", "--protected-mode", "no", "--appendonly", "yes", "--maxclients", "500"],
};

/** The first process of a container has no default action for SIGTERM: without a trap it would be killed after the whole kill_timeout. */
const untilTerminated = ["trap 'exit 0' TERM", "wait"];

/** A server with a public port, 4222, and a monitoring port, 8222, that listens on the loopback address only. */
export const server: ImageRecipe = {
  reference: "localhost/example-server:1",
  files: {
    "/srv/public/index.html": "hello from the server\n",
    "/srv/monitor/varz": "requests_total 42\n",
    "/usr/local/bin/serve": [
      "#!/bin/sh",
      "echo 'server: public on 4222, monitoring on 127.0.0.1:8222'",
      "httpd -p 127.0.0.1:8222 -h /srv/monitor",
      "httpd -f -p 4222 -h /srv/public &",
      ...untilTerminated,
      "",
    ].join("\n"),
  },
  command: ["/usr/local/bin/serve"],
};

/** An exporter: answers /cgi-bin/metrics on port 7777 with what it reads from the server's monitoring port. */
export const client: ImageRecipe = {
  reference: "localhost/example-exporter:1",
  files: {
    "/srv/cgi-bin/metrics": [
      "#!/bin/sh",
      "printf 'Content-Type: text/plain\\r\\n\\r\\n'",
      "wget -q -O - http://127.0.0.1:8222/varz || echo 'server_up 0'",
      "",
    ].join("\n"),
    "/usr/local/bin/export": [
      "#!/bin/sh",
      "echo 'exporter: metrics on 7777'",
      "httpd -f -p 7777 -h /srv &",
      ...untilTerminated,
      "",
    ].join("\n"),
  },
  command: ["/usr/local/bin/export"],
};
