/** Body of `POST /libpod/networks/create`, what of it is sent. */
export interface NetworkBody {
  readonly name: string;
  readonly driver: "bridge";
  readonly dns_enabled: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** The bridge on the node; Podman names one when it is absent. */
  readonly network_interface?: string;
  /** `mode: unmanaged` (Podman 5.4) leaves a bridge as it is. */
  readonly options?: Readonly<Record<string, string>>;
  readonly ipam_options?: { readonly driver: string };
  readonly subnets?: readonly { readonly subnet: string }[];
}
