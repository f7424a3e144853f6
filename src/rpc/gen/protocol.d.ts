import * as $protobuf from "protobufjs";
export namespace hashicorp {

namespace nomad {

namespace plugins {

namespace base {

namespace proto {

enum PluginType {
UNKNOWN = 0,
DRIVER = 2,
DEVICE = 3
}

interface IPluginInfoRequest {
}

class PluginInfoRequest implements IPluginInfoRequest {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IPluginInfoRequest);
public static encode(message: hashicorp.nomad.plugins.base.proto.IPluginInfoRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.PluginInfoRequest;
}

interface IPluginInfoResponse {
type?: (hashicorp.nomad.plugins.base.proto.PluginType|null);
pluginApiVersions?: (string[]|null);
pluginVersion?: (string|null);
name?: (string|null);
}

class PluginInfoResponse implements IPluginInfoResponse {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IPluginInfoResponse);
public type: hashicorp.nomad.plugins.base.proto.PluginType;
public pluginApiVersions: string[];
public pluginVersion: string;
public name: string;
public static encode(message: hashicorp.nomad.plugins.base.proto.IPluginInfoResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.PluginInfoResponse;
}

interface IConfigSchemaRequest {
}

class ConfigSchemaRequest implements IConfigSchemaRequest {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IConfigSchemaRequest);
public static encode(message: hashicorp.nomad.plugins.base.proto.IConfigSchemaRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.ConfigSchemaRequest;
}

interface IConfigSchemaResponse {
spec?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class ConfigSchemaResponse implements IConfigSchemaResponse {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IConfigSchemaResponse);
public spec?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.base.proto.IConfigSchemaResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.ConfigSchemaResponse;
}

interface ISetConfigRequest {
msgpackConfig?: (Uint8Array|null);
nomadConfig?: (hashicorp.nomad.plugins.base.proto.INomadConfig|null);
pluginApiVersion?: (string|null);
}

class SetConfigRequest implements ISetConfigRequest {
constructor(properties?: hashicorp.nomad.plugins.base.proto.ISetConfigRequest);
public msgpackConfig: Uint8Array;
public nomadConfig?: (hashicorp.nomad.plugins.base.proto.INomadConfig|null);
public pluginApiVersion: string;
public static encode(message: hashicorp.nomad.plugins.base.proto.ISetConfigRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.SetConfigRequest;
}

interface ISetConfigResponse {
}

class SetConfigResponse implements ISetConfigResponse {
constructor(properties?: hashicorp.nomad.plugins.base.proto.ISetConfigResponse);
public static encode(message: hashicorp.nomad.plugins.base.proto.ISetConfigResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.SetConfigResponse;
}

interface INomadConfig {
driver?: (hashicorp.nomad.plugins.base.proto.INomadDriverConfig|null);
}

class NomadConfig implements INomadConfig {
constructor(properties?: hashicorp.nomad.plugins.base.proto.INomadConfig);
public driver?: (hashicorp.nomad.plugins.base.proto.INomadDriverConfig|null);
public static encode(message: hashicorp.nomad.plugins.base.proto.INomadConfig, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.NomadConfig;
}

interface INomadDriverConfig {
ClientMaxPort?: (number|null);
ClientMinPort?: (number|null);
Topology?: (hashicorp.nomad.plugins.base.proto.IClientTopology|null);
}

class NomadDriverConfig implements INomadDriverConfig {
constructor(properties?: hashicorp.nomad.plugins.base.proto.INomadDriverConfig);
public ClientMaxPort: number;
public ClientMinPort: number;
public Topology?: (hashicorp.nomad.plugins.base.proto.IClientTopology|null);
public static encode(message: hashicorp.nomad.plugins.base.proto.INomadDriverConfig, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.NomadDriverConfig;
}

interface IClientTopology {
nodeIds?: (number[]|null);
distances?: (hashicorp.nomad.plugins.base.proto.IClientTopologySLIT|null);
cores?: (hashicorp.nomad.plugins.base.proto.IClientTopologyCore[]|null);
overrideTotalCompute?: (number|null);
overrideWitholdCompute?: (number|null);
}

class ClientTopology implements IClientTopology {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IClientTopology);
public nodeIds: number[];
public distances?: (hashicorp.nomad.plugins.base.proto.IClientTopologySLIT|null);
public cores: hashicorp.nomad.plugins.base.proto.IClientTopologyCore[];
public overrideTotalCompute: number;
public overrideWitholdCompute: number;
public static encode(message: hashicorp.nomad.plugins.base.proto.IClientTopology, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.ClientTopology;
}

interface IClientTopologySLIT {
dimension?: (number|null);
values?: (number[]|null);
}

class ClientTopologySLIT implements IClientTopologySLIT {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IClientTopologySLIT);
public dimension: number;
public values: number[];
public static encode(message: hashicorp.nomad.plugins.base.proto.IClientTopologySLIT, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.ClientTopologySLIT;
}

enum CoreGrade {
Performance = 0,
Efficiency = 1
}

interface IClientTopologyCore {
socketId?: (number|null);
nodeId?: (number|null);
coreId?: (number|null);
coreGrade?: (hashicorp.nomad.plugins.base.proto.CoreGrade|null);
disable?: (boolean|null);
baseSpeed?: (number|null);
maxSpeed?: (number|null);
guessSpeed?: (number|null);
}

class ClientTopologyCore implements IClientTopologyCore {
constructor(properties?: hashicorp.nomad.plugins.base.proto.IClientTopologyCore);
public socketId: number;
public nodeId: number;
public coreId: number;
public coreGrade: hashicorp.nomad.plugins.base.proto.CoreGrade;
public disable: boolean;
public baseSpeed: number;
public maxSpeed: number;
public guessSpeed: number;
public static encode(message: hashicorp.nomad.plugins.base.proto.IClientTopologyCore, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.base.proto.ClientTopologyCore;
}
}
}

namespace shared {

namespace hclspec {

interface ISpec {
object?: (hashicorp.nomad.plugins.shared.hclspec.IObjectSpec|null);
array?: (hashicorp.nomad.plugins.shared.hclspec.IArraySpec|null);
Attr?: (hashicorp.nomad.plugins.shared.hclspec.IAttr|null);
blockValue?: (hashicorp.nomad.plugins.shared.hclspec.IBlock|null);
blockAttrs?: (hashicorp.nomad.plugins.shared.hclspec.IBlockAttrs|null);
blockList?: (hashicorp.nomad.plugins.shared.hclspec.IBlockList|null);
blockSet?: (hashicorp.nomad.plugins.shared.hclspec.IBlockSet|null);
blockMap?: (hashicorp.nomad.plugins.shared.hclspec.IBlockMap|null);
"default"?: (hashicorp.nomad.plugins.shared.hclspec.IDefault|null);
literal?: (hashicorp.nomad.plugins.shared.hclspec.ILiteral|null);
}

class Spec implements ISpec {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.ISpec);
public object?: (hashicorp.nomad.plugins.shared.hclspec.IObjectSpec|null);
public array?: (hashicorp.nomad.plugins.shared.hclspec.IArraySpec|null);
public Attr?: (hashicorp.nomad.plugins.shared.hclspec.IAttr|null);
public blockValue?: (hashicorp.nomad.plugins.shared.hclspec.IBlock|null);
public blockAttrs?: (hashicorp.nomad.plugins.shared.hclspec.IBlockAttrs|null);
public blockList?: (hashicorp.nomad.plugins.shared.hclspec.IBlockList|null);
public blockSet?: (hashicorp.nomad.plugins.shared.hclspec.IBlockSet|null);
public blockMap?: (hashicorp.nomad.plugins.shared.hclspec.IBlockMap|null);
public default?: (hashicorp.nomad.plugins.shared.hclspec.IDefault|null);
public literal?: (hashicorp.nomad.plugins.shared.hclspec.ILiteral|null);
public block?: ("object"|"array"|"Attr"|"blockValue"|"blockAttrs"|"blockList"|"blockSet"|"blockMap"|"default"|"literal");
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.ISpec, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.Spec;
}

interface IObjectSpec {
attributes?: ({ [k: string]: hashicorp.nomad.plugins.shared.hclspec.ISpec }|null);
}

class ObjectSpec implements IObjectSpec {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IObjectSpec);
public attributes: { [k: string]: hashicorp.nomad.plugins.shared.hclspec.ISpec };
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IObjectSpec, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.ObjectSpec;
}

interface IArraySpec {
values?: (hashicorp.nomad.plugins.shared.hclspec.ISpec[]|null);
}

class ArraySpec implements IArraySpec {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IArraySpec);
public values: hashicorp.nomad.plugins.shared.hclspec.ISpec[];
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IArraySpec, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.ArraySpec;
}

interface IAttr {
name?: (string|null);
type?: (string|null);
required?: (boolean|null);
}

class Attr implements IAttr {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IAttr);
public name: string;
public type: string;
public required: boolean;
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IAttr, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.Attr;
}

interface IBlock {
name?: (string|null);
required?: (boolean|null);
nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class Block implements IBlock {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IBlock);
public name: string;
public required: boolean;
public nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IBlock, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.Block;
}

interface IBlockAttrs {
name?: (string|null);
type?: (string|null);
required?: (boolean|null);
}

class BlockAttrs implements IBlockAttrs {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IBlockAttrs);
public name: string;
public type: string;
public required: boolean;
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IBlockAttrs, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.BlockAttrs;
}

interface IBlockList {
name?: (string|null);
minItems?: (number|null);
maxItems?: (number|null);
nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class BlockList implements IBlockList {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IBlockList);
public name: string;
public minItems: number;
public maxItems: number;
public nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IBlockList, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.BlockList;
}

interface IBlockSet {
name?: (string|null);
minItems?: (number|null);
maxItems?: (number|null);
nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class BlockSet implements IBlockSet {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IBlockSet);
public name: string;
public minItems: number;
public maxItems: number;
public nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IBlockSet, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.BlockSet;
}

interface IBlockMap {
name?: (string|null);
labels?: (string[]|null);
nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class BlockMap implements IBlockMap {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IBlockMap);
public name: string;
public labels: string[];
public nested?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IBlockMap, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.BlockMap;
}

interface ILiteral {
value?: (string|null);
}

class Literal implements ILiteral {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.ILiteral);
public value: string;
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.ILiteral, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.Literal;
}

interface IDefault {
primary?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
"default"?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class Default implements IDefault {
constructor(properties?: hashicorp.nomad.plugins.shared.hclspec.IDefault);
public primary?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public default?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.shared.hclspec.IDefault, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.hclspec.Default;
}
}

namespace structs {

interface IAttribute {
floatVal?: (number|null);
intVal?: (number|null);
stringVal?: (string|null);
boolVal?: (boolean|null);
unit?: (string|null);
}

class Attribute implements IAttribute {
constructor(properties?: hashicorp.nomad.plugins.shared.structs.IAttribute);
public floatVal?: (number|null);
public intVal?: (number|null);
public stringVal?: (string|null);
public boolVal?: (boolean|null);
public unit: string;
public value?: ("floatVal"|"intVal"|"stringVal"|"boolVal");
public static encode(message: hashicorp.nomad.plugins.shared.structs.IAttribute, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.structs.Attribute;
}

interface IRecoverableError {
recoverable?: (boolean|null);
}

class RecoverableError implements IRecoverableError {
constructor(properties?: hashicorp.nomad.plugins.shared.structs.IRecoverableError);
public recoverable: boolean;
public static encode(message: hashicorp.nomad.plugins.shared.structs.IRecoverableError, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.shared.structs.RecoverableError;
}
}
}

namespace drivers {

namespace proto {

interface IInitRequest {
}

class InitRequest implements IInitRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IInitRequest);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IInitRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.InitRequest;
}

interface IInitResponse {
}

class InitResponse implements IInitResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IInitResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IInitResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.InitResponse;
}

interface IShutdownRequest {
}

class ShutdownRequest implements IShutdownRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IShutdownRequest);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IShutdownRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ShutdownRequest;
}

interface IShutdownResponse {
}

class ShutdownResponse implements IShutdownResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IShutdownResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IShutdownResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ShutdownResponse;
}

interface ITaskConfigSchemaRequest {
}

class TaskConfigSchemaRequest implements ITaskConfigSchemaRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskConfigSchemaRequest);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskConfigSchemaRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskConfigSchemaRequest;
}

interface ITaskConfigSchemaResponse {
spec?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
}

class TaskConfigSchemaResponse implements ITaskConfigSchemaResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskConfigSchemaResponse);
public spec?: (hashicorp.nomad.plugins.shared.hclspec.ISpec|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskConfigSchemaResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskConfigSchemaResponse;
}

interface ICapabilitiesRequest {
}

class CapabilitiesRequest implements ICapabilitiesRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ICapabilitiesRequest);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ICapabilitiesRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.CapabilitiesRequest;
}

interface ICapabilitiesResponse {
capabilities?: (hashicorp.nomad.plugins.drivers.proto.IDriverCapabilities|null);
}

class CapabilitiesResponse implements ICapabilitiesResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ICapabilitiesResponse);
public capabilities?: (hashicorp.nomad.plugins.drivers.proto.IDriverCapabilities|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ICapabilitiesResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.CapabilitiesResponse;
}

interface IDriverCapabilities {
sendSignals?: (boolean|null);
exec?: (boolean|null);
fsIsolation?: (hashicorp.nomad.plugins.drivers.proto.DriverCapabilities.FSIsolation|null);
networkIsolationModes?: (hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.NetworkIsolationMode[]|null);
mustCreateNetwork?: (boolean|null);
mountConfigs?: (hashicorp.nomad.plugins.drivers.proto.DriverCapabilities.MountConfigs|null);
disableLogCollection?: (boolean|null);
dynamicWorkloadUsers?: (boolean|null);
}

class DriverCapabilities implements IDriverCapabilities {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDriverCapabilities);
public sendSignals: boolean;
public exec: boolean;
public fsIsolation: hashicorp.nomad.plugins.drivers.proto.DriverCapabilities.FSIsolation;
public networkIsolationModes: hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.NetworkIsolationMode[];
public mustCreateNetwork: boolean;
public mountConfigs: hashicorp.nomad.plugins.drivers.proto.DriverCapabilities.MountConfigs;
public disableLogCollection: boolean;
public dynamicWorkloadUsers: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDriverCapabilities, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DriverCapabilities;
}

namespace DriverCapabilities {

enum FSIsolation {
NONE = 0,
CHROOT = 1,
IMAGE = 2,
UNVEIL = 3
}

enum MountConfigs {
ANY_MOUNTS = 0,
NO_MOUNTS = 1
}
}

interface IFingerprintRequest {
}

class FingerprintRequest implements IFingerprintRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IFingerprintRequest);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IFingerprintRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.FingerprintRequest;
}

interface IFingerprintResponse {
attributes?: ({ [k: string]: hashicorp.nomad.plugins.shared.structs.IAttribute }|null);
health?: (hashicorp.nomad.plugins.drivers.proto.FingerprintResponse.HealthState|null);
healthDescription?: (string|null);
err?: (string|null);
}

class FingerprintResponse implements IFingerprintResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IFingerprintResponse);
public attributes: { [k: string]: hashicorp.nomad.plugins.shared.structs.IAttribute };
public health: hashicorp.nomad.plugins.drivers.proto.FingerprintResponse.HealthState;
public healthDescription: string;
public err: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IFingerprintResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.FingerprintResponse;
}

namespace FingerprintResponse {

enum HealthState {
UNDETECTED = 0,
UNHEALTHY = 1,
HEALTHY = 2
}
}

interface IRecoverTaskRequest {
taskId?: (string|null);
handle?: (hashicorp.nomad.plugins.drivers.proto.ITaskHandle|null);
}

class RecoverTaskRequest implements IRecoverTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IRecoverTaskRequest);
public taskId: string;
public handle?: (hashicorp.nomad.plugins.drivers.proto.ITaskHandle|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IRecoverTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.RecoverTaskRequest;
}

interface IRecoverTaskResponse {
}

class RecoverTaskResponse implements IRecoverTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IRecoverTaskResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IRecoverTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.RecoverTaskResponse;
}

interface IStartTaskRequest {
task?: (hashicorp.nomad.plugins.drivers.proto.ITaskConfig|null);
}

class StartTaskRequest implements IStartTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IStartTaskRequest);
public task?: (hashicorp.nomad.plugins.drivers.proto.ITaskConfig|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IStartTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.StartTaskRequest;
}

interface IStartTaskResponse {
result?: (hashicorp.nomad.plugins.drivers.proto.StartTaskResponse.Result|null);
driverErrorMsg?: (string|null);
handle?: (hashicorp.nomad.plugins.drivers.proto.ITaskHandle|null);
networkOverride?: (hashicorp.nomad.plugins.drivers.proto.INetworkOverride|null);
}

class StartTaskResponse implements IStartTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IStartTaskResponse);
public result: hashicorp.nomad.plugins.drivers.proto.StartTaskResponse.Result;
public driverErrorMsg: string;
public handle?: (hashicorp.nomad.plugins.drivers.proto.ITaskHandle|null);
public networkOverride?: (hashicorp.nomad.plugins.drivers.proto.INetworkOverride|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IStartTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.StartTaskResponse;
}

namespace StartTaskResponse {

enum Result {
SUCCESS = 0,
RETRY = 1,
FATAL = 2
}
}

interface IWaitTaskRequest {
taskId?: (string|null);
}

class WaitTaskRequest implements IWaitTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IWaitTaskRequest);
public taskId: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IWaitTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.WaitTaskRequest;
}

interface IWaitTaskResponse {
result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
err?: (string|null);
}

class WaitTaskResponse implements IWaitTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IWaitTaskResponse);
public result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
public err: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IWaitTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.WaitTaskResponse;
}

interface IStopTaskRequest {
taskId?: (string|null);
timeout?: (google.protobuf.IDuration|null);
signal?: (string|null);
}

class StopTaskRequest implements IStopTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IStopTaskRequest);
public taskId: string;
public timeout?: (google.protobuf.IDuration|null);
public signal: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IStopTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.StopTaskRequest;
}

interface IStopTaskResponse {
}

class StopTaskResponse implements IStopTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IStopTaskResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IStopTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.StopTaskResponse;
}

interface IDestroyTaskRequest {
taskId?: (string|null);
force?: (boolean|null);
}

class DestroyTaskRequest implements IDestroyTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDestroyTaskRequest);
public taskId: string;
public force: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDestroyTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DestroyTaskRequest;
}

interface IDestroyTaskResponse {
}

class DestroyTaskResponse implements IDestroyTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDestroyTaskResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDestroyTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DestroyTaskResponse;
}

interface IInspectTaskRequest {
taskId?: (string|null);
}

class InspectTaskRequest implements IInspectTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IInspectTaskRequest);
public taskId: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IInspectTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.InspectTaskRequest;
}

interface IInspectTaskResponse {
task?: (hashicorp.nomad.plugins.drivers.proto.ITaskStatus|null);
driver?: (hashicorp.nomad.plugins.drivers.proto.ITaskDriverStatus|null);
networkOverride?: (hashicorp.nomad.plugins.drivers.proto.INetworkOverride|null);
}

class InspectTaskResponse implements IInspectTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IInspectTaskResponse);
public task?: (hashicorp.nomad.plugins.drivers.proto.ITaskStatus|null);
public driver?: (hashicorp.nomad.plugins.drivers.proto.ITaskDriverStatus|null);
public networkOverride?: (hashicorp.nomad.plugins.drivers.proto.INetworkOverride|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IInspectTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.InspectTaskResponse;
}

interface ITaskStatsRequest {
taskId?: (string|null);
collectionInterval?: (google.protobuf.IDuration|null);
}

class TaskStatsRequest implements ITaskStatsRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskStatsRequest);
public taskId: string;
public collectionInterval?: (google.protobuf.IDuration|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskStatsRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskStatsRequest;
}

interface ITaskStatsResponse {
stats?: (hashicorp.nomad.plugins.drivers.proto.ITaskStats|null);
}

class TaskStatsResponse implements ITaskStatsResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskStatsResponse);
public stats?: (hashicorp.nomad.plugins.drivers.proto.ITaskStats|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskStatsResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskStatsResponse;
}

interface ITaskEventsRequest {
}

class TaskEventsRequest implements ITaskEventsRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskEventsRequest);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskEventsRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskEventsRequest;
}

interface ISignalTaskRequest {
taskId?: (string|null);
signal?: (string|null);
}

class SignalTaskRequest implements ISignalTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ISignalTaskRequest);
public taskId: string;
public signal: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ISignalTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.SignalTaskRequest;
}

interface ISignalTaskResponse {
}

class SignalTaskResponse implements ISignalTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ISignalTaskResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ISignalTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.SignalTaskResponse;
}

interface IExecTaskRequest {
taskId?: (string|null);
command?: (string[]|null);
timeout?: (google.protobuf.IDuration|null);
}

class ExecTaskRequest implements IExecTaskRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IExecTaskRequest);
public taskId: string;
public command: string[];
public timeout?: (google.protobuf.IDuration|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IExecTaskRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskRequest;
}

interface IExecTaskResponse {
stdout?: (Uint8Array|null);
stderr?: (Uint8Array|null);
result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
}

class ExecTaskResponse implements IExecTaskResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IExecTaskResponse);
public stdout: Uint8Array;
public stderr: Uint8Array;
public result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IExecTaskResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskResponse;
}

interface IExecTaskStreamingRequest {
setup?: (hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ISetup|null);
ttySize?: (hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ITerminalSize|null);
stdin?: (hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation|null);
}

class ExecTaskStreamingRequest implements IExecTaskStreamingRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingRequest);
public setup?: (hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ISetup|null);
public ttySize?: (hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ITerminalSize|null);
public stdin?: (hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest;
}

namespace ExecTaskStreamingRequest {

interface ISetup {
taskId?: (string|null);
command?: (string[]|null);
tty?: (boolean|null);
}

class Setup implements ISetup {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ISetup);
public taskId: string;
public command: string[];
public tty: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ISetup, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.Setup;
}

interface ITerminalSize {
height?: (number|null);
width?: (number|null);
}

class TerminalSize implements ITerminalSize {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ITerminalSize);
public height: number;
public width: number;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.ITerminalSize, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.TerminalSize;
}
}

interface IExecTaskStreamingIOOperation {
data?: (Uint8Array|null);
close?: (boolean|null);
}

class ExecTaskStreamingIOOperation implements IExecTaskStreamingIOOperation {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation);
public data: Uint8Array;
public close: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation;
}

interface IExecTaskStreamingResponse {
stdout?: (hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation|null);
stderr?: (hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation|null);
exited?: (boolean|null);
result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
}

class ExecTaskStreamingResponse implements IExecTaskStreamingResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingResponse);
public stdout?: (hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation|null);
public stderr?: (hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingIOOperation|null);
public exited: boolean;
public result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingResponse;
}

interface ICreateNetworkRequest {
allocId?: (string|null);
hostname?: (string|null);
}

class CreateNetworkRequest implements ICreateNetworkRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ICreateNetworkRequest);
public allocId: string;
public hostname: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ICreateNetworkRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.CreateNetworkRequest;
}

interface ICreateNetworkResponse {
isolationSpec?: (hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec|null);
created?: (boolean|null);
}

class CreateNetworkResponse implements ICreateNetworkResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ICreateNetworkResponse);
public isolationSpec?: (hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec|null);
public created: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ICreateNetworkResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.CreateNetworkResponse;
}

interface IDestroyNetworkRequest {
allocId?: (string|null);
isolationSpec?: (hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec|null);
}

class DestroyNetworkRequest implements IDestroyNetworkRequest {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDestroyNetworkRequest);
public allocId: string;
public isolationSpec?: (hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDestroyNetworkRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DestroyNetworkRequest;
}

interface IDestroyNetworkResponse {
}

class DestroyNetworkResponse implements IDestroyNetworkResponse {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDestroyNetworkResponse);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDestroyNetworkResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DestroyNetworkResponse;
}

interface INetworkIsolationSpec {
mode?: (hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.NetworkIsolationMode|null);
path?: (string|null);
labels?: ({ [k: string]: string }|null);
hostsConfig?: (hashicorp.nomad.plugins.drivers.proto.IHostsConfig|null);
}

class NetworkIsolationSpec implements INetworkIsolationSpec {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec);
public mode: hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.NetworkIsolationMode;
public path: string;
public labels: { [k: string]: string };
public hostsConfig?: (hashicorp.nomad.plugins.drivers.proto.IHostsConfig|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec;
}

namespace NetworkIsolationSpec {

enum NetworkIsolationMode {
HOST = 0,
GROUP = 1,
TASK = 2,
NONE = 3
}
}

interface IHostsConfig {
hostname?: (string|null);
address?: (string|null);
}

class HostsConfig implements IHostsConfig {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IHostsConfig);
public hostname: string;
public address: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IHostsConfig, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.HostsConfig;
}

interface IDNSConfig {
servers?: (string[]|null);
searches?: (string[]|null);
options?: (string[]|null);
}

class DNSConfig implements IDNSConfig {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDNSConfig);
public servers: string[];
public searches: string[];
public options: string[];
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDNSConfig, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DNSConfig;
}

interface ITaskConfig {
id?: (string|null);
name?: (string|null);
msgpackDriverConfig?: (Uint8Array|null);
env?: ({ [k: string]: string }|null);
deviceEnv?: ({ [k: string]: string }|null);
resources?: (hashicorp.nomad.plugins.drivers.proto.IResources|null);
mounts?: (hashicorp.nomad.plugins.drivers.proto.IMount[]|null);
devices?: (hashicorp.nomad.plugins.drivers.proto.IDevice[]|null);
user?: (string|null);
allocDir?: (string|null);
stdoutPath?: (string|null);
stderrPath?: (string|null);
taskGroupName?: (string|null);
jobName?: (string|null);
allocId?: (string|null);
networkIsolationSpec?: (hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec|null);
dns?: (hashicorp.nomad.plugins.drivers.proto.IDNSConfig|null);
jobId?: (string|null);
namespace?: (string|null);
nodeName?: (string|null);
nodeId?: (string|null);
parentJobId?: (string|null);
}

class TaskConfig implements ITaskConfig {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskConfig);
public id: string;
public name: string;
public msgpackDriverConfig: Uint8Array;
public env: { [k: string]: string };
public deviceEnv: { [k: string]: string };
public resources?: (hashicorp.nomad.plugins.drivers.proto.IResources|null);
public mounts: hashicorp.nomad.plugins.drivers.proto.IMount[];
public devices: hashicorp.nomad.plugins.drivers.proto.IDevice[];
public user: string;
public allocDir: string;
public stdoutPath: string;
public stderrPath: string;
public taskGroupName: string;
public jobName: string;
public allocId: string;
public networkIsolationSpec?: (hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec|null);
public dns?: (hashicorp.nomad.plugins.drivers.proto.IDNSConfig|null);
public jobId: string;
public namespace: string;
public nodeName: string;
public nodeId: string;
public parentJobId: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskConfig, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskConfig;
}

interface IResources {
allocatedResources?: (hashicorp.nomad.plugins.drivers.proto.IAllocatedTaskResources|null);
linuxResources?: (hashicorp.nomad.plugins.drivers.proto.ILinuxResources|null);
ports?: (hashicorp.nomad.plugins.drivers.proto.IPortMapping[]|null);
}

class Resources implements IResources {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IResources);
public allocatedResources?: (hashicorp.nomad.plugins.drivers.proto.IAllocatedTaskResources|null);
public linuxResources?: (hashicorp.nomad.plugins.drivers.proto.ILinuxResources|null);
public ports: hashicorp.nomad.plugins.drivers.proto.IPortMapping[];
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IResources, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.Resources;
}

interface IAllocatedTaskResources {
cpu?: (hashicorp.nomad.plugins.drivers.proto.IAllocatedCpuResources|null);
memory?: (hashicorp.nomad.plugins.drivers.proto.IAllocatedMemoryResources|null);
networks?: (hashicorp.nomad.plugins.drivers.proto.INetworkResource[]|null);
}

class AllocatedTaskResources implements IAllocatedTaskResources {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IAllocatedTaskResources);
public cpu?: (hashicorp.nomad.plugins.drivers.proto.IAllocatedCpuResources|null);
public memory?: (hashicorp.nomad.plugins.drivers.proto.IAllocatedMemoryResources|null);
public networks: hashicorp.nomad.plugins.drivers.proto.INetworkResource[];
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IAllocatedTaskResources, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.AllocatedTaskResources;
}

interface IAllocatedCpuResources {
cpuShares?: (number|null);
}

class AllocatedCpuResources implements IAllocatedCpuResources {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IAllocatedCpuResources);
public cpuShares: number;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IAllocatedCpuResources, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.AllocatedCpuResources;
}

interface IAllocatedMemoryResources {
memoryMb?: (number|null);
memoryMaxMb?: (number|null);
}

class AllocatedMemoryResources implements IAllocatedMemoryResources {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IAllocatedMemoryResources);
public memoryMb: number;
public memoryMaxMb: number;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IAllocatedMemoryResources, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.AllocatedMemoryResources;
}

interface INetworkResource {
device?: (string|null);
cidr?: (string|null);
ip?: (string|null);
mbits?: (number|null);
reservedPorts?: (hashicorp.nomad.plugins.drivers.proto.INetworkPort[]|null);
dynamicPorts?: (hashicorp.nomad.plugins.drivers.proto.INetworkPort[]|null);
}

class NetworkResource implements INetworkResource {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.INetworkResource);
public device: string;
public cidr: string;
public ip: string;
public mbits: number;
public reservedPorts: hashicorp.nomad.plugins.drivers.proto.INetworkPort[];
public dynamicPorts: hashicorp.nomad.plugins.drivers.proto.INetworkPort[];
public static encode(message: hashicorp.nomad.plugins.drivers.proto.INetworkResource, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.NetworkResource;
}

interface INetworkPort {
label?: (string|null);
value?: (number|null);
}

class NetworkPort implements INetworkPort {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.INetworkPort);
public label: string;
public value: number;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.INetworkPort, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.NetworkPort;
}

interface IPortMapping {
label?: (string|null);
value?: (number|null);
to?: (number|null);
hostIp?: (string|null);
}

class PortMapping implements IPortMapping {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IPortMapping);
public label: string;
public value: number;
public to: number;
public hostIp: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IPortMapping, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.PortMapping;
}

interface ILinuxResources {
cpuPeriod?: (number|null);
cpuQuota?: (number|null);
cpuShares?: (number|null);
memoryLimitBytes?: (number|null);
oomScoreAdj?: (number|null);
cpusetCpus?: (string|null);
PercentTicks?: (number|null);
cpusetCgroup?: (string|null);
}

class LinuxResources implements ILinuxResources {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ILinuxResources);
public cpuPeriod: number;
public cpuQuota: number;
public cpuShares: number;
public memoryLimitBytes: number;
public oomScoreAdj: number;
public cpusetCpus: string;
public PercentTicks: number;
public cpusetCgroup: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ILinuxResources, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.LinuxResources;
}

interface IMount {
taskPath?: (string|null);
hostPath?: (string|null);
readonly?: (boolean|null);
propagationMode?: (string|null);
selinuxLabel?: (string|null);
requestName?: (string|null);
}

class Mount implements IMount {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IMount);
public taskPath: string;
public hostPath: string;
public readonly: boolean;
public propagationMode: string;
public selinuxLabel: string;
public requestName: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IMount, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.Mount;
}

interface IDevice {
taskPath?: (string|null);
hostPath?: (string|null);
cgroupPermissions?: (string|null);
}

class Device implements IDevice {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDevice);
public taskPath: string;
public hostPath: string;
public cgroupPermissions: string;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDevice, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.Device;
}

enum TaskState {
UNKNOWN = 0,
RUNNING = 1,
EXITED = 2
}

interface ITaskHandle {
version?: (number|null);
config?: (hashicorp.nomad.plugins.drivers.proto.ITaskConfig|null);
state?: (hashicorp.nomad.plugins.drivers.proto.TaskState|null);
driverState?: (Uint8Array|null);
}

class TaskHandle implements ITaskHandle {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskHandle);
public version: number;
public config?: (hashicorp.nomad.plugins.drivers.proto.ITaskConfig|null);
public state: hashicorp.nomad.plugins.drivers.proto.TaskState;
public driverState: Uint8Array;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskHandle, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskHandle;
}

interface INetworkOverride {
portMap?: ({ [k: string]: number }|null);
addr?: (string|null);
autoAdvertise?: (boolean|null);
}

class NetworkOverride implements INetworkOverride {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.INetworkOverride);
public portMap: { [k: string]: number };
public addr: string;
public autoAdvertise: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.INetworkOverride, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.NetworkOverride;
}

interface IExitResult {
exitCode?: (number|null);
signal?: (number|null);
oomKilled?: (boolean|null);
}

class ExitResult implements IExitResult {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IExitResult);
public exitCode: number;
public signal: number;
public oomKilled: boolean;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IExitResult, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.ExitResult;
}

interface ITaskStatus {
id?: (string|null);
name?: (string|null);
state?: (hashicorp.nomad.plugins.drivers.proto.TaskState|null);
startedAt?: (google.protobuf.ITimestamp|null);
completedAt?: (google.protobuf.ITimestamp|null);
result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
}

class TaskStatus implements ITaskStatus {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskStatus);
public id: string;
public name: string;
public state: hashicorp.nomad.plugins.drivers.proto.TaskState;
public startedAt?: (google.protobuf.ITimestamp|null);
public completedAt?: (google.protobuf.ITimestamp|null);
public result?: (hashicorp.nomad.plugins.drivers.proto.IExitResult|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskStatus, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskStatus;
}

interface ITaskDriverStatus {
attributes?: ({ [k: string]: string }|null);
}

class TaskDriverStatus implements ITaskDriverStatus {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskDriverStatus);
public attributes: { [k: string]: string };
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskDriverStatus, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskDriverStatus;
}

interface ITaskStats {
id?: (string|null);
timestamp?: (google.protobuf.ITimestamp|null);
aggResourceUsage?: (hashicorp.nomad.plugins.drivers.proto.ITaskResourceUsage|null);
resourceUsageByPid?: ({ [k: string]: hashicorp.nomad.plugins.drivers.proto.ITaskResourceUsage }|null);
}

class TaskStats implements ITaskStats {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskStats);
public id: string;
public timestamp?: (google.protobuf.ITimestamp|null);
public aggResourceUsage?: (hashicorp.nomad.plugins.drivers.proto.ITaskResourceUsage|null);
public resourceUsageByPid: { [k: string]: hashicorp.nomad.plugins.drivers.proto.ITaskResourceUsage };
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskStats, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskStats;
}

interface ITaskResourceUsage {
cpu?: (hashicorp.nomad.plugins.drivers.proto.ICPUUsage|null);
memory?: (hashicorp.nomad.plugins.drivers.proto.IMemoryUsage|null);
}

class TaskResourceUsage implements ITaskResourceUsage {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ITaskResourceUsage);
public cpu?: (hashicorp.nomad.plugins.drivers.proto.ICPUUsage|null);
public memory?: (hashicorp.nomad.plugins.drivers.proto.IMemoryUsage|null);
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ITaskResourceUsage, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.TaskResourceUsage;
}

interface ICPUUsage {
systemMode?: (number|null);
userMode?: (number|null);
totalTicks?: (number|null);
throttledPeriods?: (number|null);
throttledTime?: (number|null);
percent?: (number|null);
measuredFields?: (hashicorp.nomad.plugins.drivers.proto.CPUUsage.Fields[]|null);
}

class CPUUsage implements ICPUUsage {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.ICPUUsage);
public systemMode: number;
public userMode: number;
public totalTicks: number;
public throttledPeriods: number;
public throttledTime: number;
public percent: number;
public measuredFields: hashicorp.nomad.plugins.drivers.proto.CPUUsage.Fields[];
public static encode(message: hashicorp.nomad.plugins.drivers.proto.ICPUUsage, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.CPUUsage;
}

namespace CPUUsage {

enum Fields {
SYSTEM_MODE = 0,
USER_MODE = 1,
TOTAL_TICKS = 2,
THROTTLED_PERIODS = 3,
THROTTLED_TIME = 4,
PERCENT = 5
}
}

interface IMemoryUsage {
rss?: (number|null);
cache?: (number|null);
maxUsage?: (number|null);
kernelUsage?: (number|null);
kernelMaxUsage?: (number|null);
measuredFields?: (hashicorp.nomad.plugins.drivers.proto.MemoryUsage.Fields[]|null);
usage?: (number|null);
swap?: (number|null);
}

class MemoryUsage implements IMemoryUsage {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IMemoryUsage);
public rss: number;
public cache: number;
public maxUsage: number;
public kernelUsage: number;
public kernelMaxUsage: number;
public measuredFields: hashicorp.nomad.plugins.drivers.proto.MemoryUsage.Fields[];
public usage: number;
public swap: number;
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IMemoryUsage, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.MemoryUsage;
}

namespace MemoryUsage {

enum Fields {
RSS = 0,
CACHE = 1,
MAX_USAGE = 2,
KERNEL_USAGE = 3,
KERNEL_MAX_USAGE = 4,
USAGE = 5,
SWAP = 6
}
}

interface IDriverTaskEvent {
taskId?: (string|null);
allocId?: (string|null);
taskName?: (string|null);
timestamp?: (google.protobuf.ITimestamp|null);
message?: (string|null);
annotations?: ({ [k: string]: string }|null);
}

class DriverTaskEvent implements IDriverTaskEvent {
constructor(properties?: hashicorp.nomad.plugins.drivers.proto.IDriverTaskEvent);
public taskId: string;
public allocId: string;
public taskName: string;
public timestamp?: (google.protobuf.ITimestamp|null);
public message: string;
public annotations: { [k: string]: string };
public static encode(message: hashicorp.nomad.plugins.drivers.proto.IDriverTaskEvent, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hashicorp.nomad.plugins.drivers.proto.DriverTaskEvent;
}
}
}
}
}
}

export namespace grpc {

namespace health {

namespace v1 {

interface IHealthCheckRequest {
service?: (string|null);
}

class HealthCheckRequest implements IHealthCheckRequest {
constructor(properties?: grpc.health.v1.IHealthCheckRequest);
public service: string;
public static encode(message: grpc.health.v1.IHealthCheckRequest, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest;
}

interface IHealthCheckResponse {
status?: (grpc.health.v1.HealthCheckResponse.ServingStatus|null);
}

class HealthCheckResponse implements IHealthCheckResponse {
constructor(properties?: grpc.health.v1.IHealthCheckResponse);
public status: grpc.health.v1.HealthCheckResponse.ServingStatus;
public static encode(message: grpc.health.v1.IHealthCheckResponse, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse;
}

namespace HealthCheckResponse {

enum ServingStatus {
UNKNOWN = 0,
SERVING = 1,
NOT_SERVING = 2,
SERVICE_UNKNOWN = 3
}
}
}
}
}

export namespace plugin {

interface IEmpty {
}

class Empty implements IEmpty {
constructor(properties?: plugin.IEmpty);
public static encode(message: plugin.IEmpty, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): plugin.Empty;
}

interface IStdioData {
channel?: (plugin.StdioData.Channel|null);
data?: (Uint8Array|null);
}

class StdioData implements IStdioData {
constructor(properties?: plugin.IStdioData);
public channel: plugin.StdioData.Channel;
public data: Uint8Array;
public static encode(message: plugin.IStdioData, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): plugin.StdioData;
}

namespace StdioData {

enum Channel {
INVALID = 0,
STDOUT = 1,
STDERR = 2
}
}

interface IConnInfo {
serviceId?: (number|null);
network?: (string|null);
address?: (string|null);
knock?: (plugin.ConnInfo.IKnock|null);
}

class ConnInfo implements IConnInfo {
constructor(properties?: plugin.IConnInfo);
public serviceId: number;
public network: string;
public address: string;
public knock?: (plugin.ConnInfo.IKnock|null);
public static encode(message: plugin.IConnInfo, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): plugin.ConnInfo;
}

namespace ConnInfo {

interface IKnock {
knock?: (boolean|null);
ack?: (boolean|null);
error?: (string|null);
}

class Knock implements IKnock {
constructor(properties?: plugin.ConnInfo.IKnock);
public knock: boolean;
public ack: boolean;
public error: string;
public static encode(message: plugin.ConnInfo.IKnock, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): plugin.ConnInfo.Knock;
}
}
}

export namespace google {

namespace protobuf {

interface IDuration {
seconds?: (number|null);
nanos?: (number|null);
}

class Duration implements IDuration {
constructor(properties?: google.protobuf.IDuration);
public seconds: number;
public nanos: number;
public static encode(message: google.protobuf.IDuration, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Duration;
}

interface ITimestamp {
seconds?: (number|null);
nanos?: (number|null);
}

class Timestamp implements ITimestamp {
constructor(properties?: google.protobuf.ITimestamp);
public seconds: number;
public nanos: number;
public static encode(message: google.protobuf.ITimestamp, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp;
}

interface IEmpty {
}

class Empty implements IEmpty {
constructor(properties?: google.protobuf.IEmpty);
public static encode(message: google.protobuf.IEmpty, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Empty;
}

interface IAny {
type_url?: (string|null);
value?: (Uint8Array|null);
}

class Any implements IAny {
constructor(properties?: google.protobuf.IAny);
public type_url: string;
public value: Uint8Array;
public static encode(message: google.protobuf.IAny, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Any;
}
}

namespace rpc {

interface IStatus {
code?: (number|null);
message?: (string|null);
details?: (google.protobuf.IAny[]|null);
}

class Status implements IStatus {
constructor(properties?: google.rpc.IStatus);
public code: number;
public message: string;
public details: google.protobuf.IAny[];
public static encode(message: google.rpc.IStatus, writer?: $protobuf.Writer): $protobuf.Writer;
public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.rpc.Status;
}
}
}
