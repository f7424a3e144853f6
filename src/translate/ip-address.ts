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
