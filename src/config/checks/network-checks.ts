/** Checks of addresses and of what names them. */
import * as v from "valibot";
import { ipVersion } from "../../core/ip-address.ts";
import { matching } from "./values.ts";

export const ipAddress = address('must be an IP address, such as "10.88.0.10" or "fd00::10"', 4, 6);
export const ipv4Address = address('must be an IPv4 address, such as "10.88.0.10"', 4);
export const ipv6Address = address('must be an IPv6 address, such as "fd00::10"', 6);

/** Not valibot's own check: that takes zones (`fe80::1%eth0`), which Podman does not, and not every form of IPv6. */
function address(allowed: string, ...versions: readonly (4 | 6)[]) {
  return v.pipe(
    v.string(allowed),
    v.check((text) => versions.some((version) => ipVersion(text) === version), allowed),
  );
}

const subnetAllowed = 'must be an IP network with its prefix, such as "10.89.7.0/24"';

/** Address and prefix length of a network. */
export const subnet = v.pipe(
  v.string(subnetAllowed),
  v.check((value) => {
    const [network = "", prefix = "", ...rest] = value.split("/");
    const version = ipVersion(network);
    const longest = version === 4 ? 32 : 128;
    return version !== undefined && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest;
  }, subnetAllowed),
);

/**
 * Six octets with colons or dashes between them, as Go's net.ParseMAC takes them; neither all zero nor a group's (odd first
 * octet), which the kernel gives no interface.
 */
export const macAddress = matching(
  /^(?!00(?:[:-]00){5})[0-9a-fA-F][02468aceACE]([:-])[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2}){4}$/,
  'must be the MAC address of one interface, such as "92:d0:c6:0a:29:33"',
);

const hostAllowed = 'must be "name:address", such as "db:10.0.0.5" or "db:[::1]", or "name:host-gateway"';

/** A line of /etc/hosts in Podman's notation, `name[;name…]:address`; IPv6 with or without brackets. */
export const extraHost = v.pipe(
  v.string(hostAllowed),
  v.check((value) => {
    const colon = value.indexOf(":");
    const address = value.slice(colon + 1).replace(/^\[(.*)\]$/, "$1");
    const named = /^[A-Za-z0-9_.-]+(;[A-Za-z0-9_.-]+)*$/.test(value.slice(0, Math.max(colon, 0)));
    return named && (address === "host-gateway" || ipVersion(address) !== undefined);
  }, hostAllowed),
);

const socketAllowed = 'must be a unix socket or a URL, such as "unix:///run/podman/podman.sock" or "tcp://127.0.0.1:8080"';

/**
 * Where Podman's API is. Accepts `unix:/x`, `unix:///x`, `unix://run/x` (the Go driver's documentation writes it without
 * the slash), `/x`, `tcp://host:port` and `http://host:port`; becomes `unix:///x` or `http://host:port`.
 */
export const socketAddress = v.pipe(
  v.string(socketAllowed),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const address = normalSocketAddress(dataset.value.trim());
    if (address !== undefined) return address;
    addIssue({ message: socketAllowed });
    return NEVER;
  }),
);

/** Longest path of a unix socket, in bytes: `sockaddr_un.sun_path` without its closing zero. */
const longestPath = 107;

function normalSocketAddress(text: string): string | undefined {
  if (/^(unix:|\/)/.test(text)) {
    const path = text.replace(/^unix:(\/\/)?/, "");
    const absolute = path.startsWith("/") ? path : `/${path}`;
    const fits = new TextEncoder().encode(absolute).length <= longestPath && !absolute.includes("\0");
    return absolute !== "/" && fits ? `unix://${absolute}` : undefined;
  }
  const [, host, port] = /^(?:tcp|http):\/\/(\[[0-9a-fA-F:.]+\]|[^/:@\s[\]]+):(\d{1,5})\/?$/.exec(text) ?? [];
  if (host === undefined || !(Number(port) >= 1 && Number(port) <= 65_535)) return undefined;
  return `http://${host}:${port}`;
}

/** What `network_mode` says; without a prefix or word that is known it is the name of a Podman network. */
export type NetworkModeText =
  | { readonly kind: "bridge" | "host" | "none" }
  | { readonly kind: "pasta" | "slirp4netns"; readonly words: readonly string[] }
  | { readonly kind: "container" | "ns" | "task"; readonly value: string }
  | { readonly kind: "network"; readonly name: string };

export function parseNetworkMode(text: string): NetworkModeText {
  const [, word = text, value] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  switch (word) {
    case "pasta":
    case "slirp4netns":
      return { kind: word, words: value?.split(",") ?? [] };
    case "container":
    case "ns":
    case "task":
      if (value !== undefined) return { kind: word, value };
      break;
    case "bridge":
    case "host":
    case "none":
      if (value === undefined) return { kind: word };
  }
  return { kind: "network", name: text };
}
