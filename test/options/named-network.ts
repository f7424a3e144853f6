import { call, type OptionsLab } from "./options-lab.ts";

export interface NamedNetwork {
  readonly name: string;
  /** The first three numbers of its IPv4 addresses. */
  readonly subnet: string;
  /** What its IPv6 addresses begin with. */
  readonly subnet6: string;
}

/** A network of the lab's Podman with names and both address families, made when first asked for; 4 is the first by name. */
export function namedNetwork(lab: OptionsLab, number: 1 | 2 | 4): Promise<NamedNetwork> {
  return network(lab, number, `10.${214 + number}.${lab.number}`);
}

/** One without IPv4. */
export function onlyIpv6Network(lab: OptionsLab): Promise<NamedNetwork> {
  return network(lab, 3, undefined);
}

async function network(lab: OptionsLab, number: number, subnet: string | undefined): Promise<NamedNetwork> {
  const name = `${number === 4 ? "a" : ""}ndpo${lab.number}n${number}`;
  const subnet6 = `fd00:${lab.number}:${number}:`;
  if ((await lab.podman.tryPodman("network", "exists", name)).exitCode !== 0) {
    await call(lab.podman, "POST", "/networks/create", {
      name,
      driver: "bridge",
      network_interface: name,
      dns_enabled: true,
      // With it Podman adds an IPv4 subnet of its own to a network that has none.
      ...(subnet === undefined ? {} : { ipv6_enabled: true }),
      subnets: [...(subnet === undefined ? [] : [{ subnet: `${subnet}.0/24` }]), { subnet: `${subnet6}:/64` }],
    });
  }
  return { name, subnet: subnet ?? "", subnet6 };
}
