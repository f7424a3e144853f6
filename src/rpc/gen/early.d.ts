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
