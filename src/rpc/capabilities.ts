import { hashicorp } from "./gen/protocol.js";

type WireCapabilities = hashicorp.nomad.plugins.drivers.proto.IDriverCapabilities;

const { DriverCapabilities, NetworkIsolationSpec } = hashicorp.nomad.plugins.drivers.proto;
const { HOST, GROUP, TASK } = NetworkIsolationSpec.NetworkIsolationMode;

/** What the driver can do, as Nomad's client asks before it offers the driver to jobs. */
export function capabilities(logCollectionDisabled: boolean): WireCapabilities {
  return {
    sendSignals: true,
    exec: true,
    fsIsolation: DriverCapabilities.FSIsolation.IMAGE,
    networkIsolationModes: [HOST, GROUP, TASK],
    mustCreateNetwork: false,
    mountConfigs: DriverCapabilities.MountConfigs.ANY_MOUNTS,
    disableLogCollection: logCollectionDisabled,
    dynamicWorkloadUsers: false,
  };
}
