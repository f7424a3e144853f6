const ipv4Form = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const ipv6Group = /^[0-9a-fA-F]{1,4}$/;
const ipv6Groups = 8;

/** 4 or 6 for an IP address without zone or prefix length, undefined for anything else. */
export function ipVersion(text: string): 4 | 6 | undefined {
  if (ipv4Form.test(text)) return 4;
  return isIpv6(text) ? 6 : undefined;
}

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const embedded = last !== undefined && ipv4Form.test(last);
  const hexadecimal = embedded ? groups.slice(0, -1) : groups;
  if (embedded && text.endsWith("::")) return false;
  if (!hexadecimal.every((group) => ipv6Group.test(group))) return false;
  const count = hexadecimal.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < ipv6Groups : count === ipv6Groups;
}

/** Where an address stands in a subnet: `network` and `broadcast` are IPv4 addresses that belong to no single machine. */
export type PlaceInSubnet = "outside" | "network" | "broadcast" | "inside";

/** @param subnet with its prefix length, such as `10.88.0.0/16`; in one that cannot be read, everything is `inside` */
export function placeInSubnet(address: string, subnet: string): PlaceInSubnet {
  const [base = "", prefix = ""] = subnet.split("/");
  const version = ipVersion(base);
  if (version === undefined || !/^\d+$/.test(prefix)) return "inside";
  const hostBits = (version === 4 ? 32 : 128) - Number(prefix);
  if (ipVersion(address) !== version || hostBits < 0) return "outside";
  const size = 1n << BigInt(hostBits);
  const offset = ipNumber(address) - (ipNumber(base) / size) * size;
  if (offset < 0n || offset >= size) return "outside";
  if (version === 6 || size <= 2n) return "inside";
  if (offset === 0n) return "network";
  return offset === size - 1n ? "broadcast" : "inside";
}

/** True when both texts mean the same address. */
export function sameAddress(one: string, other: string): boolean {
  const version = ipVersion(one);
  return version !== undefined && version === ipVersion(other) && ipNumber(one) === ipNumber(other);
}

/** An address that {@link ipVersion} knows, as a number. */
function ipNumber(address: string): bigint {
  if (!address.includes(":")) return fold(address.split(".").map(Number), 8n);
  const end = address.lastIndexOf(":") + 1;
  const last = address.slice(end);
  const hexadecimal = last.includes(".") ? `${address.slice(0, end)}${embeddedGroups(last)}` : address;
  const [head = [], tail = []] = hexadecimal.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: ipv6Groups - head.length - tail.length }, () => "0");
  return fold(
    [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16)),
    16n,
  );
}

/** The last 32 bits of an IPv6 address, which may be written as an IPv4 address. */
function embeddedGroups(ipv4: string): string {
  const value = fold(ipv4.split(".").map(Number), 8n);
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function fold(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((number, part) => (number << bits) | BigInt(part), 0n);
}
