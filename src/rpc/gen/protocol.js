/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import * as $protobuf from "../protobuf.ts";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const hashicorp = $root.hashicorp = (() => {

const hashicorp = {};

hashicorp.nomad = (function() {

const nomad = {};

nomad.plugins = (function() {

const plugins = {};

plugins.base = (function() {

const base = {};

base.proto = (function() {

const proto = {};

proto.PluginType = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "UNKNOWN"] = 0;
values[valuesById[2] = "DRIVER"] = 2;
values[valuesById[3] = "DEVICE"] = 3;
return values;
})();

proto.PluginInfoRequest = (function() {

function PluginInfoRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

PluginInfoRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

PluginInfoRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.PluginInfoRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return PluginInfoRequest;
})();

proto.PluginInfoResponse = (function() {

function PluginInfoResponse(properties) {
this.pluginApiVersions = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

PluginInfoResponse.prototype.type = 0;
PluginInfoResponse.prototype.pluginApiVersions = $util.emptyArray;
PluginInfoResponse.prototype.pluginVersion = "";
PluginInfoResponse.prototype.name = "";

PluginInfoResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.type != null && Object.hasOwnProperty.call(message, "type"))
writer.uint32(8).int32(message.type);
if (message.pluginApiVersions != null && message.pluginApiVersions.length)
for (let i = 0; i < message.pluginApiVersions.length; ++i)
writer.uint32(18).string(message.pluginApiVersions[i]);
if (message.pluginVersion != null && Object.hasOwnProperty.call(message, "pluginVersion"))
writer.uint32(26).string(message.pluginVersion);
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(34).string(message.name);
return writer;
};

PluginInfoResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.PluginInfoResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.type = reader.int32();
break;
}
case 2: {
if (!(message.pluginApiVersions && message.pluginApiVersions.length))
message.pluginApiVersions = [];
message.pluginApiVersions.push(reader.string());
break;
}
case 3: {
message.pluginVersion = reader.string();
break;
}
case 4: {
message.name = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return PluginInfoResponse;
})();

proto.ConfigSchemaRequest = (function() {

function ConfigSchemaRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ConfigSchemaRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

ConfigSchemaRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.ConfigSchemaRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ConfigSchemaRequest;
})();

proto.ConfigSchemaResponse = (function() {

function ConfigSchemaResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ConfigSchemaResponse.prototype.spec = null;

ConfigSchemaResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.spec != null && Object.hasOwnProperty.call(message, "spec"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.spec, writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

ConfigSchemaResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.ConfigSchemaResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.spec = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ConfigSchemaResponse;
})();

proto.SetConfigRequest = (function() {

function SetConfigRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

SetConfigRequest.prototype.msgpackConfig = $util.newBuffer([]);
SetConfigRequest.prototype.nomadConfig = null;
SetConfigRequest.prototype.pluginApiVersion = "";

SetConfigRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.msgpackConfig != null && Object.hasOwnProperty.call(message, "msgpackConfig"))
writer.uint32(10).bytes(message.msgpackConfig);
if (message.nomadConfig != null && Object.hasOwnProperty.call(message, "nomadConfig"))
$root.hashicorp.nomad.plugins.base.proto.NomadConfig.encode(message.nomadConfig, writer.uint32(18).fork(), q + 1).ldelim();
if (message.pluginApiVersion != null && Object.hasOwnProperty.call(message, "pluginApiVersion"))
writer.uint32(26).string(message.pluginApiVersion);
return writer;
};

SetConfigRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.SetConfigRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.msgpackConfig = reader.bytes();
break;
}
case 2: {
message.nomadConfig = $root.hashicorp.nomad.plugins.base.proto.NomadConfig.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.pluginApiVersion = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return SetConfigRequest;
})();

proto.SetConfigResponse = (function() {

function SetConfigResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

SetConfigResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

SetConfigResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.SetConfigResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return SetConfigResponse;
})();

proto.NomadConfig = (function() {

function NomadConfig(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

NomadConfig.prototype.driver = null;

NomadConfig.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.driver != null && Object.hasOwnProperty.call(message, "driver"))
$root.hashicorp.nomad.plugins.base.proto.NomadDriverConfig.encode(message.driver, writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

NomadConfig.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.NomadConfig();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.driver = $root.hashicorp.nomad.plugins.base.proto.NomadDriverConfig.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return NomadConfig;
})();

proto.NomadDriverConfig = (function() {

function NomadDriverConfig(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

NomadDriverConfig.prototype.ClientMaxPort = 0;
NomadDriverConfig.prototype.ClientMinPort = 0;
NomadDriverConfig.prototype.Topology = null;

NomadDriverConfig.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.ClientMaxPort != null && Object.hasOwnProperty.call(message, "ClientMaxPort"))
writer.uint32(8).uint32(message.ClientMaxPort);
if (message.ClientMinPort != null && Object.hasOwnProperty.call(message, "ClientMinPort"))
writer.uint32(16).uint32(message.ClientMinPort);
if (message.Topology != null && Object.hasOwnProperty.call(message, "Topology"))
$root.hashicorp.nomad.plugins.base.proto.ClientTopology.encode(message.Topology, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

NomadDriverConfig.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.NomadDriverConfig();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.ClientMaxPort = reader.uint32();
break;
}
case 2: {
message.ClientMinPort = reader.uint32();
break;
}
case 3: {
message.Topology = $root.hashicorp.nomad.plugins.base.proto.ClientTopology.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return NomadDriverConfig;
})();

proto.ClientTopology = (function() {

function ClientTopology(properties) {
this.nodeIds = [];
this.cores = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ClientTopology.prototype.nodeIds = $util.emptyArray;
ClientTopology.prototype.distances = null;
ClientTopology.prototype.cores = $util.emptyArray;
ClientTopology.prototype.overrideTotalCompute = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
ClientTopology.prototype.overrideWitholdCompute = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

ClientTopology.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.nodeIds != null && message.nodeIds.length) {
writer.uint32(10).fork();
for (let i = 0; i < message.nodeIds.length; ++i)
writer.uint32(message.nodeIds[i]);
writer.ldelim();
}
if (message.distances != null && Object.hasOwnProperty.call(message, "distances"))
$root.hashicorp.nomad.plugins.base.proto.ClientTopologySLIT.encode(message.distances, writer.uint32(18).fork(), q + 1).ldelim();
if (message.cores != null && message.cores.length)
for (let i = 0; i < message.cores.length; ++i)
$root.hashicorp.nomad.plugins.base.proto.ClientTopologyCore.encode(message.cores[i], writer.uint32(26).fork(), q + 1).ldelim();
if (message.overrideTotalCompute != null && Object.hasOwnProperty.call(message, "overrideTotalCompute"))
writer.uint32(32).uint64(message.overrideTotalCompute);
if (message.overrideWitholdCompute != null && Object.hasOwnProperty.call(message, "overrideWitholdCompute"))
writer.uint32(40).uint64(message.overrideWitholdCompute);
return writer;
};

ClientTopology.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.ClientTopology();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (!(message.nodeIds && message.nodeIds.length))
message.nodeIds = [];
if ((tag & 7) === 2) {
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
while (reader.pos < end2)
message.nodeIds.push(reader.uint32());
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
} else
message.nodeIds.push(reader.uint32());
break;
}
case 2: {
message.distances = $root.hashicorp.nomad.plugins.base.proto.ClientTopologySLIT.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
if (!(message.cores && message.cores.length))
message.cores = [];
message.cores.push($root.hashicorp.nomad.plugins.base.proto.ClientTopologyCore.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
case 4: {
message.overrideTotalCompute = reader.uint64();
break;
}
case 5: {
message.overrideWitholdCompute = reader.uint64();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ClientTopology;
})();

proto.ClientTopologySLIT = (function() {

function ClientTopologySLIT(properties) {
this.values = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ClientTopologySLIT.prototype.dimension = 0;
ClientTopologySLIT.prototype.values = $util.emptyArray;

ClientTopologySLIT.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.dimension != null && Object.hasOwnProperty.call(message, "dimension"))
writer.uint32(8).uint32(message.dimension);
if (message.values != null && message.values.length) {
writer.uint32(18).fork();
for (let i = 0; i < message.values.length; ++i)
writer.uint32(message.values[i]);
writer.ldelim();
}
return writer;
};

ClientTopologySLIT.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.ClientTopologySLIT();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.dimension = reader.uint32();
break;
}
case 2: {
if (!(message.values && message.values.length))
message.values = [];
if ((tag & 7) === 2) {
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
while (reader.pos < end2)
message.values.push(reader.uint32());
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
} else
message.values.push(reader.uint32());
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ClientTopologySLIT;
})();

proto.CoreGrade = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "Performance"] = 0;
values[valuesById[1] = "Efficiency"] = 1;
return values;
})();

proto.ClientTopologyCore = (function() {

function ClientTopologyCore(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ClientTopologyCore.prototype.socketId = 0;
ClientTopologyCore.prototype.nodeId = 0;
ClientTopologyCore.prototype.coreId = 0;
ClientTopologyCore.prototype.coreGrade = 0;
ClientTopologyCore.prototype.disable = false;
ClientTopologyCore.prototype.baseSpeed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
ClientTopologyCore.prototype.maxSpeed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
ClientTopologyCore.prototype.guessSpeed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

ClientTopologyCore.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.socketId != null && Object.hasOwnProperty.call(message, "socketId"))
writer.uint32(8).uint32(message.socketId);
if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
writer.uint32(16).uint32(message.nodeId);
if (message.coreId != null && Object.hasOwnProperty.call(message, "coreId"))
writer.uint32(24).uint32(message.coreId);
if (message.coreGrade != null && Object.hasOwnProperty.call(message, "coreGrade"))
writer.uint32(32).int32(message.coreGrade);
if (message.disable != null && Object.hasOwnProperty.call(message, "disable"))
writer.uint32(40).bool(message.disable);
if (message.baseSpeed != null && Object.hasOwnProperty.call(message, "baseSpeed"))
writer.uint32(48).uint64(message.baseSpeed);
if (message.maxSpeed != null && Object.hasOwnProperty.call(message, "maxSpeed"))
writer.uint32(56).uint64(message.maxSpeed);
if (message.guessSpeed != null && Object.hasOwnProperty.call(message, "guessSpeed"))
writer.uint32(64).uint64(message.guessSpeed);
return writer;
};

ClientTopologyCore.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.base.proto.ClientTopologyCore();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.socketId = reader.uint32();
break;
}
case 2: {
message.nodeId = reader.uint32();
break;
}
case 3: {
message.coreId = reader.uint32();
break;
}
case 4: {
message.coreGrade = reader.int32();
break;
}
case 5: {
message.disable = reader.bool();
break;
}
case 6: {
message.baseSpeed = reader.uint64();
break;
}
case 7: {
message.maxSpeed = reader.uint64();
break;
}
case 8: {
message.guessSpeed = reader.uint64();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ClientTopologyCore;
})();

return proto;
})();

return base;
})();

plugins.shared = (function() {

const shared = {};

shared.hclspec = (function() {

const hclspec = {};

hclspec.Spec = (function() {

function Spec(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Spec.prototype.object = null;
Spec.prototype.array = null;
Spec.prototype.Attr = null;
Spec.prototype.blockValue = null;
Spec.prototype.blockAttrs = null;
Spec.prototype.blockList = null;
Spec.prototype.blockSet = null;
Spec.prototype.blockMap = null;
Spec.prototype["default"] = null;
Spec.prototype.literal = null;

let $oneOfFields;

Object.defineProperty(Spec.prototype, "block", {
get: $util.oneOfGetter($oneOfFields = ["object", "array", "Attr", "blockValue", "blockAttrs", "blockList", "blockSet", "blockMap", "default", "literal"]),
set: $util.oneOfSetter($oneOfFields)
});

Spec.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.object != null && Object.hasOwnProperty.call(message, "object"))
$root.hashicorp.nomad.plugins.shared.hclspec.ObjectSpec.encode(message.object, writer.uint32(10).fork(), q + 1).ldelim();
if (message.array != null && Object.hasOwnProperty.call(message, "array"))
$root.hashicorp.nomad.plugins.shared.hclspec.ArraySpec.encode(message.array, writer.uint32(18).fork(), q + 1).ldelim();
if (message.Attr != null && Object.hasOwnProperty.call(message, "Attr"))
$root.hashicorp.nomad.plugins.shared.hclspec.Attr.encode(message.Attr, writer.uint32(26).fork(), q + 1).ldelim();
if (message.blockValue != null && Object.hasOwnProperty.call(message, "blockValue"))
$root.hashicorp.nomad.plugins.shared.hclspec.Block.encode(message.blockValue, writer.uint32(34).fork(), q + 1).ldelim();
if (message.blockAttrs != null && Object.hasOwnProperty.call(message, "blockAttrs"))
$root.hashicorp.nomad.plugins.shared.hclspec.BlockAttrs.encode(message.blockAttrs, writer.uint32(42).fork(), q + 1).ldelim();
if (message.blockList != null && Object.hasOwnProperty.call(message, "blockList"))
$root.hashicorp.nomad.plugins.shared.hclspec.BlockList.encode(message.blockList, writer.uint32(50).fork(), q + 1).ldelim();
if (message.blockSet != null && Object.hasOwnProperty.call(message, "blockSet"))
$root.hashicorp.nomad.plugins.shared.hclspec.BlockSet.encode(message.blockSet, writer.uint32(58).fork(), q + 1).ldelim();
if (message.blockMap != null && Object.hasOwnProperty.call(message, "blockMap"))
$root.hashicorp.nomad.plugins.shared.hclspec.BlockMap.encode(message.blockMap, writer.uint32(66).fork(), q + 1).ldelim();
if (message["default"] != null && Object.hasOwnProperty.call(message, "default"))
$root.hashicorp.nomad.plugins.shared.hclspec.Default.encode(message["default"], writer.uint32(74).fork(), q + 1).ldelim();
if (message.literal != null && Object.hasOwnProperty.call(message, "literal"))
$root.hashicorp.nomad.plugins.shared.hclspec.Literal.encode(message.literal, writer.uint32(82).fork(), q + 1).ldelim();
return writer;
};

Spec.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.Spec();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.object = $root.hashicorp.nomad.plugins.shared.hclspec.ObjectSpec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.array = $root.hashicorp.nomad.plugins.shared.hclspec.ArraySpec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.Attr = $root.hashicorp.nomad.plugins.shared.hclspec.Attr.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 4: {
message.blockValue = $root.hashicorp.nomad.plugins.shared.hclspec.Block.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 5: {
message.blockAttrs = $root.hashicorp.nomad.plugins.shared.hclspec.BlockAttrs.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 6: {
message.blockList = $root.hashicorp.nomad.plugins.shared.hclspec.BlockList.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 7: {
message.blockSet = $root.hashicorp.nomad.plugins.shared.hclspec.BlockSet.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 8: {
message.blockMap = $root.hashicorp.nomad.plugins.shared.hclspec.BlockMap.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 9: {
message["default"] = $root.hashicorp.nomad.plugins.shared.hclspec.Default.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 10: {
message.literal = $root.hashicorp.nomad.plugins.shared.hclspec.Literal.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Spec;
})();

hclspec.ObjectSpec = (function() {

function ObjectSpec(properties) {
this.attributes = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ObjectSpec.prototype.attributes = $util.emptyObject;

ObjectSpec.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.attributes != null && Object.hasOwnProperty.call(message, "attributes"))
for (let keys = Object.keys(message.attributes), i = 0; i < keys.length; ++i) {
writer.uint32(10).fork().uint32(10).string(keys[i]);
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.attributes[keys[i]], writer.uint32(18).fork(), q + 1).ldelim().ldelim();
}
return writer;
};

ObjectSpec.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.ObjectSpec();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (message.attributes === $util.emptyObject)
message.attributes = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = null;
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.attributes, key);
message.attributes[key] = value;
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ObjectSpec;
})();

hclspec.ArraySpec = (function() {

function ArraySpec(properties) {
this.values = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ArraySpec.prototype.values = $util.emptyArray;

ArraySpec.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.values != null && message.values.length)
for (let i = 0; i < message.values.length; ++i)
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.values[i], writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

ArraySpec.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.ArraySpec();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (!(message.values && message.values.length))
message.values = [];
message.values.push($root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ArraySpec;
})();

hclspec.Attr = (function() {

function Attr(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Attr.prototype.name = "";
Attr.prototype.type = "";
Attr.prototype.required = false;

Attr.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(10).string(message.name);
if (message.type != null && Object.hasOwnProperty.call(message, "type"))
writer.uint32(18).string(message.type);
if (message.required != null && Object.hasOwnProperty.call(message, "required"))
writer.uint32(24).bool(message.required);
return writer;
};

Attr.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.Attr();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.name = reader.string();
break;
}
case 2: {
message.type = reader.string();
break;
}
case 3: {
message.required = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Attr;
})();

hclspec.Block = (function() {

function Block(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Block.prototype.name = "";
Block.prototype.required = false;
Block.prototype.nested = null;

Block.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(10).string(message.name);
if (message.required != null && Object.hasOwnProperty.call(message, "required"))
writer.uint32(16).bool(message.required);
if (message.nested != null && Object.hasOwnProperty.call(message, "nested"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.nested, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

Block.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.Block();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.name = reader.string();
break;
}
case 2: {
message.required = reader.bool();
break;
}
case 3: {
message.nested = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Block;
})();

hclspec.BlockAttrs = (function() {

function BlockAttrs(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

BlockAttrs.prototype.name = "";
BlockAttrs.prototype.type = "";
BlockAttrs.prototype.required = false;

BlockAttrs.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(10).string(message.name);
if (message.type != null && Object.hasOwnProperty.call(message, "type"))
writer.uint32(18).string(message.type);
if (message.required != null && Object.hasOwnProperty.call(message, "required"))
writer.uint32(24).bool(message.required);
return writer;
};

BlockAttrs.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.BlockAttrs();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.name = reader.string();
break;
}
case 2: {
message.type = reader.string();
break;
}
case 3: {
message.required = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return BlockAttrs;
})();

hclspec.BlockList = (function() {

function BlockList(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

BlockList.prototype.name = "";
BlockList.prototype.minItems = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
BlockList.prototype.maxItems = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
BlockList.prototype.nested = null;

BlockList.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(10).string(message.name);
if (message.minItems != null && Object.hasOwnProperty.call(message, "minItems"))
writer.uint32(16).uint64(message.minItems);
if (message.maxItems != null && Object.hasOwnProperty.call(message, "maxItems"))
writer.uint32(24).uint64(message.maxItems);
if (message.nested != null && Object.hasOwnProperty.call(message, "nested"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.nested, writer.uint32(34).fork(), q + 1).ldelim();
return writer;
};

BlockList.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.BlockList();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.name = reader.string();
break;
}
case 2: {
message.minItems = reader.uint64();
break;
}
case 3: {
message.maxItems = reader.uint64();
break;
}
case 4: {
message.nested = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return BlockList;
})();

hclspec.BlockSet = (function() {

function BlockSet(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

BlockSet.prototype.name = "";
BlockSet.prototype.minItems = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
BlockSet.prototype.maxItems = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
BlockSet.prototype.nested = null;

BlockSet.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(10).string(message.name);
if (message.minItems != null && Object.hasOwnProperty.call(message, "minItems"))
writer.uint32(16).uint64(message.minItems);
if (message.maxItems != null && Object.hasOwnProperty.call(message, "maxItems"))
writer.uint32(24).uint64(message.maxItems);
if (message.nested != null && Object.hasOwnProperty.call(message, "nested"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.nested, writer.uint32(34).fork(), q + 1).ldelim();
return writer;
};

BlockSet.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.BlockSet();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.name = reader.string();
break;
}
case 2: {
message.minItems = reader.uint64();
break;
}
case 3: {
message.maxItems = reader.uint64();
break;
}
case 4: {
message.nested = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return BlockSet;
})();

hclspec.BlockMap = (function() {

function BlockMap(properties) {
this.labels = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

BlockMap.prototype.name = "";
BlockMap.prototype.labels = $util.emptyArray;
BlockMap.prototype.nested = null;

BlockMap.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(10).string(message.name);
if (message.labels != null && message.labels.length)
for (let i = 0; i < message.labels.length; ++i)
writer.uint32(18).string(message.labels[i]);
if (message.nested != null && Object.hasOwnProperty.call(message, "nested"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.nested, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

BlockMap.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.BlockMap();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.name = reader.string();
break;
}
case 2: {
if (!(message.labels && message.labels.length))
message.labels = [];
message.labels.push(reader.string());
break;
}
case 3: {
message.nested = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return BlockMap;
})();

hclspec.Literal = (function() {

function Literal(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Literal.prototype.value = "";

Literal.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.value != null && Object.hasOwnProperty.call(message, "value"))
writer.uint32(10).string(message.value);
return writer;
};

Literal.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.Literal();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.value = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Literal;
})();

hclspec.Default = (function() {

function Default(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Default.prototype.primary = null;
Default.prototype["default"] = null;

Default.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.primary != null && Object.hasOwnProperty.call(message, "primary"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.primary, writer.uint32(10).fork(), q + 1).ldelim();
if (message["default"] != null && Object.hasOwnProperty.call(message, "default"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message["default"], writer.uint32(18).fork(), q + 1).ldelim();
return writer;
};

Default.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.hclspec.Default();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.primary = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message["default"] = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Default;
})();

return hclspec;
})();

shared.structs = (function() {

const structs = {};

structs.Attribute = (function() {

function Attribute(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Attribute.prototype.floatVal = null;
Attribute.prototype.intVal = null;
Attribute.prototype.stringVal = null;
Attribute.prototype.boolVal = null;
Attribute.prototype.unit = "";

let $oneOfFields;

Object.defineProperty(Attribute.prototype, "value", {
get: $util.oneOfGetter($oneOfFields = ["floatVal", "intVal", "stringVal", "boolVal"]),
set: $util.oneOfSetter($oneOfFields)
});

Attribute.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.floatVal != null && Object.hasOwnProperty.call(message, "floatVal"))
writer.uint32(9).double(message.floatVal);
if (message.intVal != null && Object.hasOwnProperty.call(message, "intVal"))
writer.uint32(16).int64(message.intVal);
if (message.stringVal != null && Object.hasOwnProperty.call(message, "stringVal"))
writer.uint32(26).string(message.stringVal);
if (message.boolVal != null && Object.hasOwnProperty.call(message, "boolVal"))
writer.uint32(32).bool(message.boolVal);
if (message.unit != null && Object.hasOwnProperty.call(message, "unit"))
writer.uint32(42).string(message.unit);
return writer;
};

Attribute.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.structs.Attribute();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.floatVal = reader.double();
break;
}
case 2: {
message.intVal = reader.int64();
break;
}
case 3: {
message.stringVal = reader.string();
break;
}
case 4: {
message.boolVal = reader.bool();
break;
}
case 5: {
message.unit = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Attribute;
})();

structs.RecoverableError = (function() {

function RecoverableError(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

RecoverableError.prototype.recoverable = false;

RecoverableError.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.recoverable != null && Object.hasOwnProperty.call(message, "recoverable"))
writer.uint32(8).bool(message.recoverable);
return writer;
};

RecoverableError.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.shared.structs.RecoverableError();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.recoverable = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return RecoverableError;
})();

return structs;
})();

return shared;
})();

plugins.drivers = (function() {

const drivers = {};

drivers.proto = (function() {

const proto = {};

proto.InitRequest = (function() {

function InitRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

InitRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

InitRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.InitRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return InitRequest;
})();

proto.InitResponse = (function() {

function InitResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

InitResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

InitResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.InitResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return InitResponse;
})();

proto.ShutdownRequest = (function() {

function ShutdownRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ShutdownRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

ShutdownRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ShutdownRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ShutdownRequest;
})();

proto.ShutdownResponse = (function() {

function ShutdownResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ShutdownResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

ShutdownResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ShutdownResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ShutdownResponse;
})();

proto.TaskConfigSchemaRequest = (function() {

function TaskConfigSchemaRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskConfigSchemaRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

TaskConfigSchemaRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskConfigSchemaRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskConfigSchemaRequest;
})();

proto.TaskConfigSchemaResponse = (function() {

function TaskConfigSchemaResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskConfigSchemaResponse.prototype.spec = null;

TaskConfigSchemaResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.spec != null && Object.hasOwnProperty.call(message, "spec"))
$root.hashicorp.nomad.plugins.shared.hclspec.Spec.encode(message.spec, writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

TaskConfigSchemaResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskConfigSchemaResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.spec = $root.hashicorp.nomad.plugins.shared.hclspec.Spec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskConfigSchemaResponse;
})();

proto.CapabilitiesRequest = (function() {

function CapabilitiesRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

CapabilitiesRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

CapabilitiesRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.CapabilitiesRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return CapabilitiesRequest;
})();

proto.CapabilitiesResponse = (function() {

function CapabilitiesResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

CapabilitiesResponse.prototype.capabilities = null;

CapabilitiesResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.capabilities != null && Object.hasOwnProperty.call(message, "capabilities"))
$root.hashicorp.nomad.plugins.drivers.proto.DriverCapabilities.encode(message.capabilities, writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

CapabilitiesResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.CapabilitiesResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.capabilities = $root.hashicorp.nomad.plugins.drivers.proto.DriverCapabilities.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return CapabilitiesResponse;
})();

proto.DriverCapabilities = (function() {

function DriverCapabilities(properties) {
this.networkIsolationModes = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DriverCapabilities.prototype.sendSignals = false;
DriverCapabilities.prototype.exec = false;
DriverCapabilities.prototype.fsIsolation = 0;
DriverCapabilities.prototype.networkIsolationModes = $util.emptyArray;
DriverCapabilities.prototype.mustCreateNetwork = false;
DriverCapabilities.prototype.mountConfigs = 0;
DriverCapabilities.prototype.disableLogCollection = false;
DriverCapabilities.prototype.dynamicWorkloadUsers = false;

DriverCapabilities.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.sendSignals != null && Object.hasOwnProperty.call(message, "sendSignals"))
writer.uint32(8).bool(message.sendSignals);
if (message.exec != null && Object.hasOwnProperty.call(message, "exec"))
writer.uint32(16).bool(message.exec);
if (message.fsIsolation != null && Object.hasOwnProperty.call(message, "fsIsolation"))
writer.uint32(24).int32(message.fsIsolation);
if (message.networkIsolationModes != null && message.networkIsolationModes.length) {
writer.uint32(34).fork();
for (let i = 0; i < message.networkIsolationModes.length; ++i)
writer.int32(message.networkIsolationModes[i]);
writer.ldelim();
}
if (message.mustCreateNetwork != null && Object.hasOwnProperty.call(message, "mustCreateNetwork"))
writer.uint32(40).bool(message.mustCreateNetwork);
if (message.mountConfigs != null && Object.hasOwnProperty.call(message, "mountConfigs"))
writer.uint32(48).int32(message.mountConfigs);
if (message.disableLogCollection != null && Object.hasOwnProperty.call(message, "disableLogCollection"))
writer.uint32(64).bool(message.disableLogCollection);
if (message.dynamicWorkloadUsers != null && Object.hasOwnProperty.call(message, "dynamicWorkloadUsers"))
writer.uint32(72).bool(message.dynamicWorkloadUsers);
return writer;
};

DriverCapabilities.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DriverCapabilities();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.sendSignals = reader.bool();
break;
}
case 2: {
message.exec = reader.bool();
break;
}
case 3: {
message.fsIsolation = reader.int32();
break;
}
case 4: {
if (!(message.networkIsolationModes && message.networkIsolationModes.length))
message.networkIsolationModes = [];
if ((tag & 7) === 2) {
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
while (reader.pos < end2)
message.networkIsolationModes.push(reader.int32());
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
} else
message.networkIsolationModes.push(reader.int32());
break;
}
case 5: {
message.mustCreateNetwork = reader.bool();
break;
}
case 6: {
message.mountConfigs = reader.int32();
break;
}
case 8: {
message.disableLogCollection = reader.bool();
break;
}
case 9: {
message.dynamicWorkloadUsers = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

DriverCapabilities.FSIsolation = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "NONE"] = 0;
values[valuesById[1] = "CHROOT"] = 1;
values[valuesById[2] = "IMAGE"] = 2;
values[valuesById[3] = "UNVEIL"] = 3;
return values;
})();

DriverCapabilities.MountConfigs = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "ANY_MOUNTS"] = 0;
values[valuesById[1] = "NO_MOUNTS"] = 1;
return values;
})();

return DriverCapabilities;
})();

proto.FingerprintRequest = (function() {

function FingerprintRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

FingerprintRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

FingerprintRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.FingerprintRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return FingerprintRequest;
})();

proto.FingerprintResponse = (function() {

function FingerprintResponse(properties) {
this.attributes = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

FingerprintResponse.prototype.attributes = $util.emptyObject;
FingerprintResponse.prototype.health = 0;
FingerprintResponse.prototype.healthDescription = "";
FingerprintResponse.prototype.err = "";

FingerprintResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.attributes != null && Object.hasOwnProperty.call(message, "attributes"))
for (let keys = Object.keys(message.attributes), i = 0; i < keys.length; ++i) {
writer.uint32(10).fork().uint32(10).string(keys[i]);
$root.hashicorp.nomad.plugins.shared.structs.Attribute.encode(message.attributes[keys[i]], writer.uint32(18).fork(), q + 1).ldelim().ldelim();
}
if (message.health != null && Object.hasOwnProperty.call(message, "health"))
writer.uint32(16).int32(message.health);
if (message.healthDescription != null && Object.hasOwnProperty.call(message, "healthDescription"))
writer.uint32(26).string(message.healthDescription);
if (message.err != null && Object.hasOwnProperty.call(message, "err"))
writer.uint32(34).string(message.err);
return writer;
};

FingerprintResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.FingerprintResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (message.attributes === $util.emptyObject)
message.attributes = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = null;
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = $root.hashicorp.nomad.plugins.shared.structs.Attribute.decode(reader, reader.uint32(), undefined, long + 1);
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.attributes, key);
message.attributes[key] = value;
break;
}
case 2: {
message.health = reader.int32();
break;
}
case 3: {
message.healthDescription = reader.string();
break;
}
case 4: {
message.err = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

FingerprintResponse.HealthState = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "UNDETECTED"] = 0;
values[valuesById[1] = "UNHEALTHY"] = 1;
values[valuesById[2] = "HEALTHY"] = 2;
return values;
})();

return FingerprintResponse;
})();

proto.RecoverTaskRequest = (function() {

function RecoverTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

RecoverTaskRequest.prototype.taskId = "";
RecoverTaskRequest.prototype.handle = null;

RecoverTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.handle != null && Object.hasOwnProperty.call(message, "handle"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskHandle.encode(message.handle, writer.uint32(18).fork(), q + 1).ldelim();
return writer;
};

RecoverTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.RecoverTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
message.handle = $root.hashicorp.nomad.plugins.drivers.proto.TaskHandle.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return RecoverTaskRequest;
})();

proto.RecoverTaskResponse = (function() {

function RecoverTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

RecoverTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

RecoverTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.RecoverTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return RecoverTaskResponse;
})();

proto.StartTaskRequest = (function() {

function StartTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

StartTaskRequest.prototype.task = null;

StartTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.task != null && Object.hasOwnProperty.call(message, "task"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskConfig.encode(message.task, writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

StartTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.StartTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.task = $root.hashicorp.nomad.plugins.drivers.proto.TaskConfig.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return StartTaskRequest;
})();

proto.StartTaskResponse = (function() {

function StartTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

StartTaskResponse.prototype.result = 0;
StartTaskResponse.prototype.driverErrorMsg = "";
StartTaskResponse.prototype.handle = null;
StartTaskResponse.prototype.networkOverride = null;

StartTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.result != null && Object.hasOwnProperty.call(message, "result"))
writer.uint32(8).int32(message.result);
if (message.driverErrorMsg != null && Object.hasOwnProperty.call(message, "driverErrorMsg"))
writer.uint32(18).string(message.driverErrorMsg);
if (message.handle != null && Object.hasOwnProperty.call(message, "handle"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskHandle.encode(message.handle, writer.uint32(26).fork(), q + 1).ldelim();
if (message.networkOverride != null && Object.hasOwnProperty.call(message, "networkOverride"))
$root.hashicorp.nomad.plugins.drivers.proto.NetworkOverride.encode(message.networkOverride, writer.uint32(34).fork(), q + 1).ldelim();
return writer;
};

StartTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.StartTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.result = reader.int32();
break;
}
case 2: {
message.driverErrorMsg = reader.string();
break;
}
case 3: {
message.handle = $root.hashicorp.nomad.plugins.drivers.proto.TaskHandle.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 4: {
message.networkOverride = $root.hashicorp.nomad.plugins.drivers.proto.NetworkOverride.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

StartTaskResponse.Result = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "SUCCESS"] = 0;
values[valuesById[1] = "RETRY"] = 1;
values[valuesById[2] = "FATAL"] = 2;
return values;
})();

return StartTaskResponse;
})();

proto.WaitTaskRequest = (function() {

function WaitTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

WaitTaskRequest.prototype.taskId = "";

WaitTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
return writer;
};

WaitTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.WaitTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return WaitTaskRequest;
})();

proto.WaitTaskResponse = (function() {

function WaitTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

WaitTaskResponse.prototype.result = null;
WaitTaskResponse.prototype.err = "";

WaitTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.result != null && Object.hasOwnProperty.call(message, "result"))
$root.hashicorp.nomad.plugins.drivers.proto.ExitResult.encode(message.result, writer.uint32(10).fork(), q + 1).ldelim();
if (message.err != null && Object.hasOwnProperty.call(message, "err"))
writer.uint32(18).string(message.err);
return writer;
};

WaitTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.WaitTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.result = $root.hashicorp.nomad.plugins.drivers.proto.ExitResult.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.err = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return WaitTaskResponse;
})();

proto.StopTaskRequest = (function() {

function StopTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

StopTaskRequest.prototype.taskId = "";
StopTaskRequest.prototype.timeout = null;
StopTaskRequest.prototype.signal = "";

StopTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.timeout != null && Object.hasOwnProperty.call(message, "timeout"))
$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(18).fork(), q + 1).ldelim();
if (message.signal != null && Object.hasOwnProperty.call(message, "signal"))
writer.uint32(26).string(message.signal);
return writer;
};

StopTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.StopTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
message.timeout = $root.google.protobuf.Duration.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.signal = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return StopTaskRequest;
})();

proto.StopTaskResponse = (function() {

function StopTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

StopTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

StopTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.StopTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return StopTaskResponse;
})();

proto.DestroyTaskRequest = (function() {

function DestroyTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DestroyTaskRequest.prototype.taskId = "";
DestroyTaskRequest.prototype.force = false;

DestroyTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.force != null && Object.hasOwnProperty.call(message, "force"))
writer.uint32(16).bool(message.force);
return writer;
};

DestroyTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DestroyTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
message.force = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return DestroyTaskRequest;
})();

proto.DestroyTaskResponse = (function() {

function DestroyTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DestroyTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

DestroyTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DestroyTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return DestroyTaskResponse;
})();

proto.InspectTaskRequest = (function() {

function InspectTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

InspectTaskRequest.prototype.taskId = "";

InspectTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
return writer;
};

InspectTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.InspectTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return InspectTaskRequest;
})();

proto.InspectTaskResponse = (function() {

function InspectTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

InspectTaskResponse.prototype.task = null;
InspectTaskResponse.prototype.driver = null;
InspectTaskResponse.prototype.networkOverride = null;

InspectTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.task != null && Object.hasOwnProperty.call(message, "task"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskStatus.encode(message.task, writer.uint32(10).fork(), q + 1).ldelim();
if (message.driver != null && Object.hasOwnProperty.call(message, "driver"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskDriverStatus.encode(message.driver, writer.uint32(18).fork(), q + 1).ldelim();
if (message.networkOverride != null && Object.hasOwnProperty.call(message, "networkOverride"))
$root.hashicorp.nomad.plugins.drivers.proto.NetworkOverride.encode(message.networkOverride, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

InspectTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.InspectTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.task = $root.hashicorp.nomad.plugins.drivers.proto.TaskStatus.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.driver = $root.hashicorp.nomad.plugins.drivers.proto.TaskDriverStatus.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.networkOverride = $root.hashicorp.nomad.plugins.drivers.proto.NetworkOverride.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return InspectTaskResponse;
})();

proto.TaskStatsRequest = (function() {

function TaskStatsRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskStatsRequest.prototype.taskId = "";
TaskStatsRequest.prototype.collectionInterval = null;

TaskStatsRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.collectionInterval != null && Object.hasOwnProperty.call(message, "collectionInterval"))
$root.google.protobuf.Duration.encode(message.collectionInterval, writer.uint32(18).fork(), q + 1).ldelim();
return writer;
};

TaskStatsRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskStatsRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
message.collectionInterval = $root.google.protobuf.Duration.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskStatsRequest;
})();

proto.TaskStatsResponse = (function() {

function TaskStatsResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskStatsResponse.prototype.stats = null;

TaskStatsResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.stats != null && Object.hasOwnProperty.call(message, "stats"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskStats.encode(message.stats, writer.uint32(10).fork(), q + 1).ldelim();
return writer;
};

TaskStatsResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskStatsResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.stats = $root.hashicorp.nomad.plugins.drivers.proto.TaskStats.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskStatsResponse;
})();

proto.TaskEventsRequest = (function() {

function TaskEventsRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskEventsRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

TaskEventsRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskEventsRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskEventsRequest;
})();

proto.SignalTaskRequest = (function() {

function SignalTaskRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

SignalTaskRequest.prototype.taskId = "";
SignalTaskRequest.prototype.signal = "";

SignalTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.signal != null && Object.hasOwnProperty.call(message, "signal"))
writer.uint32(18).string(message.signal);
return writer;
};

SignalTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.SignalTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
message.signal = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return SignalTaskRequest;
})();

proto.SignalTaskResponse = (function() {

function SignalTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

SignalTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

SignalTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.SignalTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return SignalTaskResponse;
})();

proto.ExecTaskRequest = (function() {

function ExecTaskRequest(properties) {
this.command = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ExecTaskRequest.prototype.taskId = "";
ExecTaskRequest.prototype.command = $util.emptyArray;
ExecTaskRequest.prototype.timeout = null;

ExecTaskRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.command != null && message.command.length)
for (let i = 0; i < message.command.length; ++i)
writer.uint32(18).string(message.command[i]);
if (message.timeout != null && Object.hasOwnProperty.call(message, "timeout"))
$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

ExecTaskRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
if (!(message.command && message.command.length))
message.command = [];
message.command.push(reader.string());
break;
}
case 3: {
message.timeout = $root.google.protobuf.Duration.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ExecTaskRequest;
})();

proto.ExecTaskResponse = (function() {

function ExecTaskResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ExecTaskResponse.prototype.stdout = $util.newBuffer([]);
ExecTaskResponse.prototype.stderr = $util.newBuffer([]);
ExecTaskResponse.prototype.result = null;

ExecTaskResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.stdout != null && Object.hasOwnProperty.call(message, "stdout"))
writer.uint32(10).bytes(message.stdout);
if (message.stderr != null && Object.hasOwnProperty.call(message, "stderr"))
writer.uint32(18).bytes(message.stderr);
if (message.result != null && Object.hasOwnProperty.call(message, "result"))
$root.hashicorp.nomad.plugins.drivers.proto.ExitResult.encode(message.result, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

ExecTaskResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.stdout = reader.bytes();
break;
}
case 2: {
message.stderr = reader.bytes();
break;
}
case 3: {
message.result = $root.hashicorp.nomad.plugins.drivers.proto.ExitResult.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ExecTaskResponse;
})();

proto.ExecTaskStreamingRequest = (function() {

function ExecTaskStreamingRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ExecTaskStreamingRequest.prototype.setup = null;
ExecTaskStreamingRequest.prototype.ttySize = null;
ExecTaskStreamingRequest.prototype.stdin = null;

ExecTaskStreamingRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.setup != null && Object.hasOwnProperty.call(message, "setup"))
$root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.Setup.encode(message.setup, writer.uint32(10).fork(), q + 1).ldelim();
if (message.ttySize != null && Object.hasOwnProperty.call(message, "ttySize"))
$root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.TerminalSize.encode(message.ttySize, writer.uint32(18).fork(), q + 1).ldelim();
if (message.stdin != null && Object.hasOwnProperty.call(message, "stdin"))
$root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation.encode(message.stdin, writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

ExecTaskStreamingRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.setup = $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.Setup.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.ttySize = $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.TerminalSize.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.stdin = $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

ExecTaskStreamingRequest.Setup = (function() {

function Setup(properties) {
this.command = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Setup.prototype.taskId = "";
Setup.prototype.command = $util.emptyArray;
Setup.prototype.tty = false;

Setup.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.command != null && message.command.length)
for (let i = 0; i < message.command.length; ++i)
writer.uint32(18).string(message.command[i]);
if (message.tty != null && Object.hasOwnProperty.call(message, "tty"))
writer.uint32(24).bool(message.tty);
return writer;
};

Setup.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.Setup();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
if (!(message.command && message.command.length))
message.command = [];
message.command.push(reader.string());
break;
}
case 3: {
message.tty = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Setup;
})();

ExecTaskStreamingRequest.TerminalSize = (function() {

function TerminalSize(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TerminalSize.prototype.height = 0;
TerminalSize.prototype.width = 0;

TerminalSize.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.height != null && Object.hasOwnProperty.call(message, "height"))
writer.uint32(8).int32(message.height);
if (message.width != null && Object.hasOwnProperty.call(message, "width"))
writer.uint32(16).int32(message.width);
return writer;
};

TerminalSize.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingRequest.TerminalSize();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.height = reader.int32();
break;
}
case 2: {
message.width = reader.int32();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TerminalSize;
})();

return ExecTaskStreamingRequest;
})();

proto.ExecTaskStreamingIOOperation = (function() {

function ExecTaskStreamingIOOperation(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ExecTaskStreamingIOOperation.prototype.data = $util.newBuffer([]);
ExecTaskStreamingIOOperation.prototype.close = false;

ExecTaskStreamingIOOperation.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.data != null && Object.hasOwnProperty.call(message, "data"))
writer.uint32(10).bytes(message.data);
if (message.close != null && Object.hasOwnProperty.call(message, "close"))
writer.uint32(16).bool(message.close);
return writer;
};

ExecTaskStreamingIOOperation.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.data = reader.bytes();
break;
}
case 2: {
message.close = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ExecTaskStreamingIOOperation;
})();

proto.ExecTaskStreamingResponse = (function() {

function ExecTaskStreamingResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ExecTaskStreamingResponse.prototype.stdout = null;
ExecTaskStreamingResponse.prototype.stderr = null;
ExecTaskStreamingResponse.prototype.exited = false;
ExecTaskStreamingResponse.prototype.result = null;

ExecTaskStreamingResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.stdout != null && Object.hasOwnProperty.call(message, "stdout"))
$root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation.encode(message.stdout, writer.uint32(10).fork(), q + 1).ldelim();
if (message.stderr != null && Object.hasOwnProperty.call(message, "stderr"))
$root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation.encode(message.stderr, writer.uint32(18).fork(), q + 1).ldelim();
if (message.exited != null && Object.hasOwnProperty.call(message, "exited"))
writer.uint32(24).bool(message.exited);
if (message.result != null && Object.hasOwnProperty.call(message, "result"))
$root.hashicorp.nomad.plugins.drivers.proto.ExitResult.encode(message.result, writer.uint32(34).fork(), q + 1).ldelim();
return writer;
};

ExecTaskStreamingResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.stdout = $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.stderr = $root.hashicorp.nomad.plugins.drivers.proto.ExecTaskStreamingIOOperation.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.exited = reader.bool();
break;
}
case 4: {
message.result = $root.hashicorp.nomad.plugins.drivers.proto.ExitResult.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ExecTaskStreamingResponse;
})();

proto.CreateNetworkRequest = (function() {

function CreateNetworkRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

CreateNetworkRequest.prototype.allocId = "";
CreateNetworkRequest.prototype.hostname = "";

CreateNetworkRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.allocId != null && Object.hasOwnProperty.call(message, "allocId"))
writer.uint32(10).string(message.allocId);
if (message.hostname != null && Object.hasOwnProperty.call(message, "hostname"))
writer.uint32(18).string(message.hostname);
return writer;
};

CreateNetworkRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.CreateNetworkRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.allocId = reader.string();
break;
}
case 2: {
message.hostname = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return CreateNetworkRequest;
})();

proto.CreateNetworkResponse = (function() {

function CreateNetworkResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

CreateNetworkResponse.prototype.isolationSpec = null;
CreateNetworkResponse.prototype.created = false;

CreateNetworkResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.isolationSpec != null && Object.hasOwnProperty.call(message, "isolationSpec"))
$root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.encode(message.isolationSpec, writer.uint32(10).fork(), q + 1).ldelim();
if (message.created != null && Object.hasOwnProperty.call(message, "created"))
writer.uint32(16).bool(message.created);
return writer;
};

CreateNetworkResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.CreateNetworkResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.isolationSpec = $root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.created = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return CreateNetworkResponse;
})();

proto.DestroyNetworkRequest = (function() {

function DestroyNetworkRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DestroyNetworkRequest.prototype.allocId = "";
DestroyNetworkRequest.prototype.isolationSpec = null;

DestroyNetworkRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.allocId != null && Object.hasOwnProperty.call(message, "allocId"))
writer.uint32(10).string(message.allocId);
if (message.isolationSpec != null && Object.hasOwnProperty.call(message, "isolationSpec"))
$root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.encode(message.isolationSpec, writer.uint32(18).fork(), q + 1).ldelim();
return writer;
};

DestroyNetworkRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DestroyNetworkRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.allocId = reader.string();
break;
}
case 2: {
message.isolationSpec = $root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return DestroyNetworkRequest;
})();

proto.DestroyNetworkResponse = (function() {

function DestroyNetworkResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DestroyNetworkResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

DestroyNetworkResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DestroyNetworkResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return DestroyNetworkResponse;
})();

proto.NetworkIsolationSpec = (function() {

function NetworkIsolationSpec(properties) {
this.labels = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

NetworkIsolationSpec.prototype.mode = 0;
NetworkIsolationSpec.prototype.path = "";
NetworkIsolationSpec.prototype.labels = $util.emptyObject;
NetworkIsolationSpec.prototype.hostsConfig = null;

NetworkIsolationSpec.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.mode != null && Object.hasOwnProperty.call(message, "mode"))
writer.uint32(8).int32(message.mode);
if (message.path != null && Object.hasOwnProperty.call(message, "path"))
writer.uint32(18).string(message.path);
if (message.labels != null && Object.hasOwnProperty.call(message, "labels"))
for (let keys = Object.keys(message.labels), i = 0; i < keys.length; ++i)
writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
if (message.hostsConfig != null && Object.hasOwnProperty.call(message, "hostsConfig"))
$root.hashicorp.nomad.plugins.drivers.proto.HostsConfig.encode(message.hostsConfig, writer.uint32(34).fork(), q + 1).ldelim();
return writer;
};

NetworkIsolationSpec.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.mode = reader.int32();
break;
}
case 2: {
message.path = reader.string();
break;
}
case 3: {
if (message.labels === $util.emptyObject)
message.labels = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = "";
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = reader.string();
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.labels, key);
message.labels[key] = value;
break;
}
case 4: {
message.hostsConfig = $root.hashicorp.nomad.plugins.drivers.proto.HostsConfig.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

NetworkIsolationSpec.NetworkIsolationMode = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "HOST"] = 0;
values[valuesById[1] = "GROUP"] = 1;
values[valuesById[2] = "TASK"] = 2;
values[valuesById[3] = "NONE"] = 3;
return values;
})();

return NetworkIsolationSpec;
})();

proto.HostsConfig = (function() {

function HostsConfig(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

HostsConfig.prototype.hostname = "";
HostsConfig.prototype.address = "";

HostsConfig.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.hostname != null && Object.hasOwnProperty.call(message, "hostname"))
writer.uint32(10).string(message.hostname);
if (message.address != null && Object.hasOwnProperty.call(message, "address"))
writer.uint32(18).string(message.address);
return writer;
};

HostsConfig.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.HostsConfig();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.hostname = reader.string();
break;
}
case 2: {
message.address = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return HostsConfig;
})();

proto.DNSConfig = (function() {

function DNSConfig(properties) {
this.servers = [];
this.searches = [];
this.options = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DNSConfig.prototype.servers = $util.emptyArray;
DNSConfig.prototype.searches = $util.emptyArray;
DNSConfig.prototype.options = $util.emptyArray;

DNSConfig.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.servers != null && message.servers.length)
for (let i = 0; i < message.servers.length; ++i)
writer.uint32(10).string(message.servers[i]);
if (message.searches != null && message.searches.length)
for (let i = 0; i < message.searches.length; ++i)
writer.uint32(18).string(message.searches[i]);
if (message.options != null && message.options.length)
for (let i = 0; i < message.options.length; ++i)
writer.uint32(26).string(message.options[i]);
return writer;
};

DNSConfig.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DNSConfig();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (!(message.servers && message.servers.length))
message.servers = [];
message.servers.push(reader.string());
break;
}
case 2: {
if (!(message.searches && message.searches.length))
message.searches = [];
message.searches.push(reader.string());
break;
}
case 3: {
if (!(message.options && message.options.length))
message.options = [];
message.options.push(reader.string());
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return DNSConfig;
})();

proto.TaskConfig = (function() {

function TaskConfig(properties) {
this.env = {};
this.deviceEnv = {};
this.mounts = [];
this.devices = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskConfig.prototype.id = "";
TaskConfig.prototype.name = "";
TaskConfig.prototype.msgpackDriverConfig = $util.newBuffer([]);
TaskConfig.prototype.env = $util.emptyObject;
TaskConfig.prototype.deviceEnv = $util.emptyObject;
TaskConfig.prototype.resources = null;
TaskConfig.prototype.mounts = $util.emptyArray;
TaskConfig.prototype.devices = $util.emptyArray;
TaskConfig.prototype.user = "";
TaskConfig.prototype.allocDir = "";
TaskConfig.prototype.stdoutPath = "";
TaskConfig.prototype.stderrPath = "";
TaskConfig.prototype.taskGroupName = "";
TaskConfig.prototype.jobName = "";
TaskConfig.prototype.allocId = "";
TaskConfig.prototype.networkIsolationSpec = null;
TaskConfig.prototype.dns = null;
TaskConfig.prototype.jobId = "";
TaskConfig.prototype.namespace = "";
TaskConfig.prototype.nodeName = "";
TaskConfig.prototype.nodeId = "";
TaskConfig.prototype.parentJobId = "";

TaskConfig.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.id != null && Object.hasOwnProperty.call(message, "id"))
writer.uint32(10).string(message.id);
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(18).string(message.name);
if (message.msgpackDriverConfig != null && Object.hasOwnProperty.call(message, "msgpackDriverConfig"))
writer.uint32(26).bytes(message.msgpackDriverConfig);
if (message.env != null && Object.hasOwnProperty.call(message, "env"))
for (let keys = Object.keys(message.env), i = 0; i < keys.length; ++i)
writer.uint32(34).fork().uint32(10).string(keys[i]).uint32(18).string(message.env[keys[i]]).ldelim();
if (message.deviceEnv != null && Object.hasOwnProperty.call(message, "deviceEnv"))
for (let keys = Object.keys(message.deviceEnv), i = 0; i < keys.length; ++i)
writer.uint32(42).fork().uint32(10).string(keys[i]).uint32(18).string(message.deviceEnv[keys[i]]).ldelim();
if (message.resources != null && Object.hasOwnProperty.call(message, "resources"))
$root.hashicorp.nomad.plugins.drivers.proto.Resources.encode(message.resources, writer.uint32(50).fork(), q + 1).ldelim();
if (message.mounts != null && message.mounts.length)
for (let i = 0; i < message.mounts.length; ++i)
$root.hashicorp.nomad.plugins.drivers.proto.Mount.encode(message.mounts[i], writer.uint32(58).fork(), q + 1).ldelim();
if (message.devices != null && message.devices.length)
for (let i = 0; i < message.devices.length; ++i)
$root.hashicorp.nomad.plugins.drivers.proto.Device.encode(message.devices[i], writer.uint32(66).fork(), q + 1).ldelim();
if (message.user != null && Object.hasOwnProperty.call(message, "user"))
writer.uint32(74).string(message.user);
if (message.allocDir != null && Object.hasOwnProperty.call(message, "allocDir"))
writer.uint32(82).string(message.allocDir);
if (message.stdoutPath != null && Object.hasOwnProperty.call(message, "stdoutPath"))
writer.uint32(90).string(message.stdoutPath);
if (message.stderrPath != null && Object.hasOwnProperty.call(message, "stderrPath"))
writer.uint32(98).string(message.stderrPath);
if (message.taskGroupName != null && Object.hasOwnProperty.call(message, "taskGroupName"))
writer.uint32(106).string(message.taskGroupName);
if (message.jobName != null && Object.hasOwnProperty.call(message, "jobName"))
writer.uint32(114).string(message.jobName);
if (message.allocId != null && Object.hasOwnProperty.call(message, "allocId"))
writer.uint32(122).string(message.allocId);
if (message.networkIsolationSpec != null && Object.hasOwnProperty.call(message, "networkIsolationSpec"))
$root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.encode(message.networkIsolationSpec, writer.uint32(130).fork(), q + 1).ldelim();
if (message.dns != null && Object.hasOwnProperty.call(message, "dns"))
$root.hashicorp.nomad.plugins.drivers.proto.DNSConfig.encode(message.dns, writer.uint32(138).fork(), q + 1).ldelim();
if (message.jobId != null && Object.hasOwnProperty.call(message, "jobId"))
writer.uint32(146).string(message.jobId);
if (message.namespace != null && Object.hasOwnProperty.call(message, "namespace"))
writer.uint32(154).string(message.namespace);
if (message.nodeName != null && Object.hasOwnProperty.call(message, "nodeName"))
writer.uint32(162).string(message.nodeName);
if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
writer.uint32(170).string(message.nodeId);
if (message.parentJobId != null && Object.hasOwnProperty.call(message, "parentJobId"))
writer.uint32(178).string(message.parentJobId);
return writer;
};

TaskConfig.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskConfig();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.id = reader.string();
break;
}
case 2: {
message.name = reader.string();
break;
}
case 3: {
message.msgpackDriverConfig = reader.bytes();
break;
}
case 4: {
if (message.env === $util.emptyObject)
message.env = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = "";
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = reader.string();
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.env, key);
message.env[key] = value;
break;
}
case 5: {
if (message.deviceEnv === $util.emptyObject)
message.deviceEnv = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = "";
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = reader.string();
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.deviceEnv, key);
message.deviceEnv[key] = value;
break;
}
case 6: {
message.resources = $root.hashicorp.nomad.plugins.drivers.proto.Resources.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 7: {
if (!(message.mounts && message.mounts.length))
message.mounts = [];
message.mounts.push($root.hashicorp.nomad.plugins.drivers.proto.Mount.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
case 8: {
if (!(message.devices && message.devices.length))
message.devices = [];
message.devices.push($root.hashicorp.nomad.plugins.drivers.proto.Device.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
case 9: {
message.user = reader.string();
break;
}
case 10: {
message.allocDir = reader.string();
break;
}
case 11: {
message.stdoutPath = reader.string();
break;
}
case 12: {
message.stderrPath = reader.string();
break;
}
case 13: {
message.taskGroupName = reader.string();
break;
}
case 14: {
message.jobName = reader.string();
break;
}
case 15: {
message.allocId = reader.string();
break;
}
case 16: {
message.networkIsolationSpec = $root.hashicorp.nomad.plugins.drivers.proto.NetworkIsolationSpec.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 17: {
message.dns = $root.hashicorp.nomad.plugins.drivers.proto.DNSConfig.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 18: {
message.jobId = reader.string();
break;
}
case 19: {
message.namespace = reader.string();
break;
}
case 20: {
message.nodeName = reader.string();
break;
}
case 21: {
message.nodeId = reader.string();
break;
}
case 22: {
message.parentJobId = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskConfig;
})();

proto.Resources = (function() {

function Resources(properties) {
this.ports = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Resources.prototype.allocatedResources = null;
Resources.prototype.linuxResources = null;
Resources.prototype.ports = $util.emptyArray;

Resources.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.allocatedResources != null && Object.hasOwnProperty.call(message, "allocatedResources"))
$root.hashicorp.nomad.plugins.drivers.proto.AllocatedTaskResources.encode(message.allocatedResources, writer.uint32(10).fork(), q + 1).ldelim();
if (message.linuxResources != null && Object.hasOwnProperty.call(message, "linuxResources"))
$root.hashicorp.nomad.plugins.drivers.proto.LinuxResources.encode(message.linuxResources, writer.uint32(18).fork(), q + 1).ldelim();
if (message.ports != null && message.ports.length)
for (let i = 0; i < message.ports.length; ++i)
$root.hashicorp.nomad.plugins.drivers.proto.PortMapping.encode(message.ports[i], writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

Resources.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.Resources();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.allocatedResources = $root.hashicorp.nomad.plugins.drivers.proto.AllocatedTaskResources.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.linuxResources = $root.hashicorp.nomad.plugins.drivers.proto.LinuxResources.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
if (!(message.ports && message.ports.length))
message.ports = [];
message.ports.push($root.hashicorp.nomad.plugins.drivers.proto.PortMapping.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Resources;
})();

proto.AllocatedTaskResources = (function() {

function AllocatedTaskResources(properties) {
this.networks = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

AllocatedTaskResources.prototype.cpu = null;
AllocatedTaskResources.prototype.memory = null;
AllocatedTaskResources.prototype.networks = $util.emptyArray;

AllocatedTaskResources.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.cpu != null && Object.hasOwnProperty.call(message, "cpu"))
$root.hashicorp.nomad.plugins.drivers.proto.AllocatedCpuResources.encode(message.cpu, writer.uint32(10).fork(), q + 1).ldelim();
if (message.memory != null && Object.hasOwnProperty.call(message, "memory"))
$root.hashicorp.nomad.plugins.drivers.proto.AllocatedMemoryResources.encode(message.memory, writer.uint32(18).fork(), q + 1).ldelim();
if (message.networks != null && message.networks.length)
for (let i = 0; i < message.networks.length; ++i)
$root.hashicorp.nomad.plugins.drivers.proto.NetworkResource.encode(message.networks[i], writer.uint32(42).fork(), q + 1).ldelim();
return writer;
};

AllocatedTaskResources.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.AllocatedTaskResources();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.cpu = $root.hashicorp.nomad.plugins.drivers.proto.AllocatedCpuResources.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.memory = $root.hashicorp.nomad.plugins.drivers.proto.AllocatedMemoryResources.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 5: {
if (!(message.networks && message.networks.length))
message.networks = [];
message.networks.push($root.hashicorp.nomad.plugins.drivers.proto.NetworkResource.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return AllocatedTaskResources;
})();

proto.AllocatedCpuResources = (function() {

function AllocatedCpuResources(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

AllocatedCpuResources.prototype.cpuShares = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

AllocatedCpuResources.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.cpuShares != null && Object.hasOwnProperty.call(message, "cpuShares"))
writer.uint32(8).int64(message.cpuShares);
return writer;
};

AllocatedCpuResources.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.AllocatedCpuResources();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.cpuShares = reader.int64();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return AllocatedCpuResources;
})();

proto.AllocatedMemoryResources = (function() {

function AllocatedMemoryResources(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

AllocatedMemoryResources.prototype.memoryMb = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
AllocatedMemoryResources.prototype.memoryMaxMb = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

AllocatedMemoryResources.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.memoryMb != null && Object.hasOwnProperty.call(message, "memoryMb"))
writer.uint32(8).int64(message.memoryMb);
if (message.memoryMaxMb != null && Object.hasOwnProperty.call(message, "memoryMaxMb"))
writer.uint32(24).int64(message.memoryMaxMb);
return writer;
};

AllocatedMemoryResources.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.AllocatedMemoryResources();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.memoryMb = reader.int64();
break;
}
case 3: {
message.memoryMaxMb = reader.int64();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return AllocatedMemoryResources;
})();

proto.NetworkResource = (function() {

function NetworkResource(properties) {
this.reservedPorts = [];
this.dynamicPorts = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

NetworkResource.prototype.device = "";
NetworkResource.prototype.cidr = "";
NetworkResource.prototype.ip = "";
NetworkResource.prototype.mbits = 0;
NetworkResource.prototype.reservedPorts = $util.emptyArray;
NetworkResource.prototype.dynamicPorts = $util.emptyArray;

NetworkResource.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.device != null && Object.hasOwnProperty.call(message, "device"))
writer.uint32(10).string(message.device);
if (message.cidr != null && Object.hasOwnProperty.call(message, "cidr"))
writer.uint32(18).string(message.cidr);
if (message.ip != null && Object.hasOwnProperty.call(message, "ip"))
writer.uint32(26).string(message.ip);
if (message.mbits != null && Object.hasOwnProperty.call(message, "mbits"))
writer.uint32(32).int32(message.mbits);
if (message.reservedPorts != null && message.reservedPorts.length)
for (let i = 0; i < message.reservedPorts.length; ++i)
$root.hashicorp.nomad.plugins.drivers.proto.NetworkPort.encode(message.reservedPorts[i], writer.uint32(42).fork(), q + 1).ldelim();
if (message.dynamicPorts != null && message.dynamicPorts.length)
for (let i = 0; i < message.dynamicPorts.length; ++i)
$root.hashicorp.nomad.plugins.drivers.proto.NetworkPort.encode(message.dynamicPorts[i], writer.uint32(50).fork(), q + 1).ldelim();
return writer;
};

NetworkResource.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.NetworkResource();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.device = reader.string();
break;
}
case 2: {
message.cidr = reader.string();
break;
}
case 3: {
message.ip = reader.string();
break;
}
case 4: {
message.mbits = reader.int32();
break;
}
case 5: {
if (!(message.reservedPorts && message.reservedPorts.length))
message.reservedPorts = [];
message.reservedPorts.push($root.hashicorp.nomad.plugins.drivers.proto.NetworkPort.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
case 6: {
if (!(message.dynamicPorts && message.dynamicPorts.length))
message.dynamicPorts = [];
message.dynamicPorts.push($root.hashicorp.nomad.plugins.drivers.proto.NetworkPort.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return NetworkResource;
})();

proto.NetworkPort = (function() {

function NetworkPort(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

NetworkPort.prototype.label = "";
NetworkPort.prototype.value = 0;

NetworkPort.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.label != null && Object.hasOwnProperty.call(message, "label"))
writer.uint32(10).string(message.label);
if (message.value != null && Object.hasOwnProperty.call(message, "value"))
writer.uint32(16).int32(message.value);
return writer;
};

NetworkPort.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.NetworkPort();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.label = reader.string();
break;
}
case 2: {
message.value = reader.int32();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return NetworkPort;
})();

proto.PortMapping = (function() {

function PortMapping(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

PortMapping.prototype.label = "";
PortMapping.prototype.value = 0;
PortMapping.prototype.to = 0;
PortMapping.prototype.hostIp = "";

PortMapping.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.label != null && Object.hasOwnProperty.call(message, "label"))
writer.uint32(10).string(message.label);
if (message.value != null && Object.hasOwnProperty.call(message, "value"))
writer.uint32(16).int32(message.value);
if (message.to != null && Object.hasOwnProperty.call(message, "to"))
writer.uint32(24).int32(message.to);
if (message.hostIp != null && Object.hasOwnProperty.call(message, "hostIp"))
writer.uint32(34).string(message.hostIp);
return writer;
};

PortMapping.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.PortMapping();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.label = reader.string();
break;
}
case 2: {
message.value = reader.int32();
break;
}
case 3: {
message.to = reader.int32();
break;
}
case 4: {
message.hostIp = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return PortMapping;
})();

proto.LinuxResources = (function() {

function LinuxResources(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

LinuxResources.prototype.cpuPeriod = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
LinuxResources.prototype.cpuQuota = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
LinuxResources.prototype.cpuShares = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
LinuxResources.prototype.memoryLimitBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
LinuxResources.prototype.oomScoreAdj = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
LinuxResources.prototype.cpusetCpus = "";
LinuxResources.prototype.PercentTicks = 0;
LinuxResources.prototype.cpusetCgroup = "";

LinuxResources.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.cpuPeriod != null && Object.hasOwnProperty.call(message, "cpuPeriod"))
writer.uint32(8).int64(message.cpuPeriod);
if (message.cpuQuota != null && Object.hasOwnProperty.call(message, "cpuQuota"))
writer.uint32(16).int64(message.cpuQuota);
if (message.cpuShares != null && Object.hasOwnProperty.call(message, "cpuShares"))
writer.uint32(24).int64(message.cpuShares);
if (message.memoryLimitBytes != null && Object.hasOwnProperty.call(message, "memoryLimitBytes"))
writer.uint32(32).int64(message.memoryLimitBytes);
if (message.oomScoreAdj != null && Object.hasOwnProperty.call(message, "oomScoreAdj"))
writer.uint32(40).int64(message.oomScoreAdj);
if (message.cpusetCpus != null && Object.hasOwnProperty.call(message, "cpusetCpus"))
writer.uint32(50).string(message.cpusetCpus);
if (message.PercentTicks != null && Object.hasOwnProperty.call(message, "PercentTicks"))
writer.uint32(65).double(message.PercentTicks);
if (message.cpusetCgroup != null && Object.hasOwnProperty.call(message, "cpusetCgroup"))
writer.uint32(74).string(message.cpusetCgroup);
return writer;
};

LinuxResources.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.LinuxResources();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.cpuPeriod = reader.int64();
break;
}
case 2: {
message.cpuQuota = reader.int64();
break;
}
case 3: {
message.cpuShares = reader.int64();
break;
}
case 4: {
message.memoryLimitBytes = reader.int64();
break;
}
case 5: {
message.oomScoreAdj = reader.int64();
break;
}
case 6: {
message.cpusetCpus = reader.string();
break;
}
case 8: {
message.PercentTicks = reader.double();
break;
}
case 9: {
message.cpusetCgroup = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return LinuxResources;
})();

proto.Mount = (function() {

function Mount(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Mount.prototype.taskPath = "";
Mount.prototype.hostPath = "";
Mount.prototype.readonly = false;
Mount.prototype.propagationMode = "";
Mount.prototype.selinuxLabel = "";
Mount.prototype.requestName = "";

Mount.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskPath != null && Object.hasOwnProperty.call(message, "taskPath"))
writer.uint32(10).string(message.taskPath);
if (message.hostPath != null && Object.hasOwnProperty.call(message, "hostPath"))
writer.uint32(18).string(message.hostPath);
if (message.readonly != null && Object.hasOwnProperty.call(message, "readonly"))
writer.uint32(24).bool(message.readonly);
if (message.propagationMode != null && Object.hasOwnProperty.call(message, "propagationMode"))
writer.uint32(34).string(message.propagationMode);
if (message.selinuxLabel != null && Object.hasOwnProperty.call(message, "selinuxLabel"))
writer.uint32(42).string(message.selinuxLabel);
if (message.requestName != null && Object.hasOwnProperty.call(message, "requestName"))
writer.uint32(50).string(message.requestName);
return writer;
};

Mount.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.Mount();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskPath = reader.string();
break;
}
case 2: {
message.hostPath = reader.string();
break;
}
case 3: {
message.readonly = reader.bool();
break;
}
case 4: {
message.propagationMode = reader.string();
break;
}
case 5: {
message.selinuxLabel = reader.string();
break;
}
case 6: {
message.requestName = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Mount;
})();

proto.Device = (function() {

function Device(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Device.prototype.taskPath = "";
Device.prototype.hostPath = "";
Device.prototype.cgroupPermissions = "";

Device.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskPath != null && Object.hasOwnProperty.call(message, "taskPath"))
writer.uint32(10).string(message.taskPath);
if (message.hostPath != null && Object.hasOwnProperty.call(message, "hostPath"))
writer.uint32(18).string(message.hostPath);
if (message.cgroupPermissions != null && Object.hasOwnProperty.call(message, "cgroupPermissions"))
writer.uint32(26).string(message.cgroupPermissions);
return writer;
};

Device.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.Device();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskPath = reader.string();
break;
}
case 2: {
message.hostPath = reader.string();
break;
}
case 3: {
message.cgroupPermissions = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Device;
})();

proto.TaskState = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "UNKNOWN"] = 0;
values[valuesById[1] = "RUNNING"] = 1;
values[valuesById[2] = "EXITED"] = 2;
return values;
})();

proto.TaskHandle = (function() {

function TaskHandle(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskHandle.prototype.version = 0;
TaskHandle.prototype.config = null;
TaskHandle.prototype.state = 0;
TaskHandle.prototype.driverState = $util.newBuffer([]);

TaskHandle.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.version != null && Object.hasOwnProperty.call(message, "version"))
writer.uint32(8).int32(message.version);
if (message.config != null && Object.hasOwnProperty.call(message, "config"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskConfig.encode(message.config, writer.uint32(18).fork(), q + 1).ldelim();
if (message.state != null && Object.hasOwnProperty.call(message, "state"))
writer.uint32(24).int32(message.state);
if (message.driverState != null && Object.hasOwnProperty.call(message, "driverState"))
writer.uint32(34).bytes(message.driverState);
return writer;
};

TaskHandle.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskHandle();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.version = reader.int32();
break;
}
case 2: {
message.config = $root.hashicorp.nomad.plugins.drivers.proto.TaskConfig.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.state = reader.int32();
break;
}
case 4: {
message.driverState = reader.bytes();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskHandle;
})();

proto.NetworkOverride = (function() {

function NetworkOverride(properties) {
this.portMap = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

NetworkOverride.prototype.portMap = $util.emptyObject;
NetworkOverride.prototype.addr = "";
NetworkOverride.prototype.autoAdvertise = false;

NetworkOverride.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.portMap != null && Object.hasOwnProperty.call(message, "portMap"))
for (let keys = Object.keys(message.portMap), i = 0; i < keys.length; ++i)
writer.uint32(10).fork().uint32(10).string(keys[i]).uint32(16).int32(message.portMap[keys[i]]).ldelim();
if (message.addr != null && Object.hasOwnProperty.call(message, "addr"))
writer.uint32(18).string(message.addr);
if (message.autoAdvertise != null && Object.hasOwnProperty.call(message, "autoAdvertise"))
writer.uint32(24).bool(message.autoAdvertise);
return writer;
};

NetworkOverride.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.NetworkOverride();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (message.portMap === $util.emptyObject)
message.portMap = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = 0;
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = reader.int32();
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.portMap, key);
message.portMap[key] = value;
break;
}
case 2: {
message.addr = reader.string();
break;
}
case 3: {
message.autoAdvertise = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return NetworkOverride;
})();

proto.ExitResult = (function() {

function ExitResult(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ExitResult.prototype.exitCode = 0;
ExitResult.prototype.signal = 0;
ExitResult.prototype.oomKilled = false;

ExitResult.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.exitCode != null && Object.hasOwnProperty.call(message, "exitCode"))
writer.uint32(8).int32(message.exitCode);
if (message.signal != null && Object.hasOwnProperty.call(message, "signal"))
writer.uint32(16).int32(message.signal);
if (message.oomKilled != null && Object.hasOwnProperty.call(message, "oomKilled"))
writer.uint32(24).bool(message.oomKilled);
return writer;
};

ExitResult.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.ExitResult();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.exitCode = reader.int32();
break;
}
case 2: {
message.signal = reader.int32();
break;
}
case 3: {
message.oomKilled = reader.bool();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return ExitResult;
})();

proto.TaskStatus = (function() {

function TaskStatus(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskStatus.prototype.id = "";
TaskStatus.prototype.name = "";
TaskStatus.prototype.state = 0;
TaskStatus.prototype.startedAt = null;
TaskStatus.prototype.completedAt = null;
TaskStatus.prototype.result = null;

TaskStatus.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.id != null && Object.hasOwnProperty.call(message, "id"))
writer.uint32(10).string(message.id);
if (message.name != null && Object.hasOwnProperty.call(message, "name"))
writer.uint32(18).string(message.name);
if (message.state != null && Object.hasOwnProperty.call(message, "state"))
writer.uint32(24).int32(message.state);
if (message.startedAt != null && Object.hasOwnProperty.call(message, "startedAt"))
$root.google.protobuf.Timestamp.encode(message.startedAt, writer.uint32(34).fork(), q + 1).ldelim();
if (message.completedAt != null && Object.hasOwnProperty.call(message, "completedAt"))
$root.google.protobuf.Timestamp.encode(message.completedAt, writer.uint32(42).fork(), q + 1).ldelim();
if (message.result != null && Object.hasOwnProperty.call(message, "result"))
$root.hashicorp.nomad.plugins.drivers.proto.ExitResult.encode(message.result, writer.uint32(50).fork(), q + 1).ldelim();
return writer;
};

TaskStatus.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskStatus();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.id = reader.string();
break;
}
case 2: {
message.name = reader.string();
break;
}
case 3: {
message.state = reader.int32();
break;
}
case 4: {
message.startedAt = $root.google.protobuf.Timestamp.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 5: {
message.completedAt = $root.google.protobuf.Timestamp.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 6: {
message.result = $root.hashicorp.nomad.plugins.drivers.proto.ExitResult.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskStatus;
})();

proto.TaskDriverStatus = (function() {

function TaskDriverStatus(properties) {
this.attributes = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskDriverStatus.prototype.attributes = $util.emptyObject;

TaskDriverStatus.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.attributes != null && Object.hasOwnProperty.call(message, "attributes"))
for (let keys = Object.keys(message.attributes), i = 0; i < keys.length; ++i)
writer.uint32(10).fork().uint32(10).string(keys[i]).uint32(18).string(message.attributes[keys[i]]).ldelim();
return writer;
};

TaskDriverStatus.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskDriverStatus();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
if (message.attributes === $util.emptyObject)
message.attributes = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = "";
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = reader.string();
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.attributes, key);
message.attributes[key] = value;
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskDriverStatus;
})();

proto.TaskStats = (function() {

function TaskStats(properties) {
this.resourceUsageByPid = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskStats.prototype.id = "";
TaskStats.prototype.timestamp = null;
TaskStats.prototype.aggResourceUsage = null;
TaskStats.prototype.resourceUsageByPid = $util.emptyObject;

TaskStats.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.id != null && Object.hasOwnProperty.call(message, "id"))
writer.uint32(10).string(message.id);
if (message.timestamp != null && Object.hasOwnProperty.call(message, "timestamp"))
$root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(18).fork(), q + 1).ldelim();
if (message.aggResourceUsage != null && Object.hasOwnProperty.call(message, "aggResourceUsage"))
$root.hashicorp.nomad.plugins.drivers.proto.TaskResourceUsage.encode(message.aggResourceUsage, writer.uint32(26).fork(), q + 1).ldelim();
if (message.resourceUsageByPid != null && Object.hasOwnProperty.call(message, "resourceUsageByPid"))
for (let keys = Object.keys(message.resourceUsageByPid), i = 0; i < keys.length; ++i) {
writer.uint32(34).fork().uint32(10).string(keys[i]);
$root.hashicorp.nomad.plugins.drivers.proto.TaskResourceUsage.encode(message.resourceUsageByPid[keys[i]], writer.uint32(18).fork(), q + 1).ldelim().ldelim();
}
return writer;
};

TaskStats.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskStats();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.id = reader.string();
break;
}
case 2: {
message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 3: {
message.aggResourceUsage = $root.hashicorp.nomad.plugins.drivers.proto.TaskResourceUsage.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 4: {
if (message.resourceUsageByPid === $util.emptyObject)
message.resourceUsageByPid = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = null;
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = $root.hashicorp.nomad.plugins.drivers.proto.TaskResourceUsage.decode(reader, reader.uint32(), undefined, long + 1);
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.resourceUsageByPid, key);
message.resourceUsageByPid[key] = value;
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskStats;
})();

proto.TaskResourceUsage = (function() {

function TaskResourceUsage(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

TaskResourceUsage.prototype.cpu = null;
TaskResourceUsage.prototype.memory = null;

TaskResourceUsage.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.cpu != null && Object.hasOwnProperty.call(message, "cpu"))
$root.hashicorp.nomad.plugins.drivers.proto.CPUUsage.encode(message.cpu, writer.uint32(10).fork(), q + 1).ldelim();
if (message.memory != null && Object.hasOwnProperty.call(message, "memory"))
$root.hashicorp.nomad.plugins.drivers.proto.MemoryUsage.encode(message.memory, writer.uint32(18).fork(), q + 1).ldelim();
return writer;
};

TaskResourceUsage.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.TaskResourceUsage();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.cpu = $root.hashicorp.nomad.plugins.drivers.proto.CPUUsage.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 2: {
message.memory = $root.hashicorp.nomad.plugins.drivers.proto.MemoryUsage.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return TaskResourceUsage;
})();

proto.CPUUsage = (function() {

function CPUUsage(properties) {
this.measuredFields = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

CPUUsage.prototype.systemMode = 0;
CPUUsage.prototype.userMode = 0;
CPUUsage.prototype.totalTicks = 0;
CPUUsage.prototype.throttledPeriods = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
CPUUsage.prototype.throttledTime = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
CPUUsage.prototype.percent = 0;
CPUUsage.prototype.measuredFields = $util.emptyArray;

CPUUsage.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.systemMode != null && Object.hasOwnProperty.call(message, "systemMode"))
writer.uint32(9).double(message.systemMode);
if (message.userMode != null && Object.hasOwnProperty.call(message, "userMode"))
writer.uint32(17).double(message.userMode);
if (message.totalTicks != null && Object.hasOwnProperty.call(message, "totalTicks"))
writer.uint32(25).double(message.totalTicks);
if (message.throttledPeriods != null && Object.hasOwnProperty.call(message, "throttledPeriods"))
writer.uint32(32).uint64(message.throttledPeriods);
if (message.throttledTime != null && Object.hasOwnProperty.call(message, "throttledTime"))
writer.uint32(40).uint64(message.throttledTime);
if (message.percent != null && Object.hasOwnProperty.call(message, "percent"))
writer.uint32(49).double(message.percent);
if (message.measuredFields != null && message.measuredFields.length) {
writer.uint32(58).fork();
for (let i = 0; i < message.measuredFields.length; ++i)
writer.int32(message.measuredFields[i]);
writer.ldelim();
}
return writer;
};

CPUUsage.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.CPUUsage();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.systemMode = reader.double();
break;
}
case 2: {
message.userMode = reader.double();
break;
}
case 3: {
message.totalTicks = reader.double();
break;
}
case 4: {
message.throttledPeriods = reader.uint64();
break;
}
case 5: {
message.throttledTime = reader.uint64();
break;
}
case 6: {
message.percent = reader.double();
break;
}
case 7: {
if (!(message.measuredFields && message.measuredFields.length))
message.measuredFields = [];
if ((tag & 7) === 2) {
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
while (reader.pos < end2)
message.measuredFields.push(reader.int32());
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
} else
message.measuredFields.push(reader.int32());
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

CPUUsage.Fields = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "SYSTEM_MODE"] = 0;
values[valuesById[1] = "USER_MODE"] = 1;
values[valuesById[2] = "TOTAL_TICKS"] = 2;
values[valuesById[3] = "THROTTLED_PERIODS"] = 3;
values[valuesById[4] = "THROTTLED_TIME"] = 4;
values[valuesById[5] = "PERCENT"] = 5;
return values;
})();

return CPUUsage;
})();

proto.MemoryUsage = (function() {

function MemoryUsage(properties) {
this.measuredFields = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

MemoryUsage.prototype.rss = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
MemoryUsage.prototype.cache = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
MemoryUsage.prototype.maxUsage = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
MemoryUsage.prototype.kernelUsage = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
MemoryUsage.prototype.kernelMaxUsage = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
MemoryUsage.prototype.measuredFields = $util.emptyArray;
MemoryUsage.prototype.usage = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
MemoryUsage.prototype.swap = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

MemoryUsage.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.rss != null && Object.hasOwnProperty.call(message, "rss"))
writer.uint32(8).uint64(message.rss);
if (message.cache != null && Object.hasOwnProperty.call(message, "cache"))
writer.uint32(16).uint64(message.cache);
if (message.maxUsage != null && Object.hasOwnProperty.call(message, "maxUsage"))
writer.uint32(24).uint64(message.maxUsage);
if (message.kernelUsage != null && Object.hasOwnProperty.call(message, "kernelUsage"))
writer.uint32(32).uint64(message.kernelUsage);
if (message.kernelMaxUsage != null && Object.hasOwnProperty.call(message, "kernelMaxUsage"))
writer.uint32(40).uint64(message.kernelMaxUsage);
if (message.measuredFields != null && message.measuredFields.length) {
writer.uint32(50).fork();
for (let i = 0; i < message.measuredFields.length; ++i)
writer.int32(message.measuredFields[i]);
writer.ldelim();
}
if (message.usage != null && Object.hasOwnProperty.call(message, "usage"))
writer.uint32(56).uint64(message.usage);
if (message.swap != null && Object.hasOwnProperty.call(message, "swap"))
writer.uint32(64).uint64(message.swap);
return writer;
};

MemoryUsage.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.MemoryUsage();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.rss = reader.uint64();
break;
}
case 2: {
message.cache = reader.uint64();
break;
}
case 3: {
message.maxUsage = reader.uint64();
break;
}
case 4: {
message.kernelUsage = reader.uint64();
break;
}
case 5: {
message.kernelMaxUsage = reader.uint64();
break;
}
case 6: {
if (!(message.measuredFields && message.measuredFields.length))
message.measuredFields = [];
if ((tag & 7) === 2) {
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
while (reader.pos < end2)
message.measuredFields.push(reader.int32());
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
} else
message.measuredFields.push(reader.int32());
break;
}
case 7: {
message.usage = reader.uint64();
break;
}
case 8: {
message.swap = reader.uint64();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

MemoryUsage.Fields = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "RSS"] = 0;
values[valuesById[1] = "CACHE"] = 1;
values[valuesById[2] = "MAX_USAGE"] = 2;
values[valuesById[3] = "KERNEL_USAGE"] = 3;
values[valuesById[4] = "KERNEL_MAX_USAGE"] = 4;
values[valuesById[5] = "USAGE"] = 5;
values[valuesById[6] = "SWAP"] = 6;
return values;
})();

return MemoryUsage;
})();

proto.DriverTaskEvent = (function() {

function DriverTaskEvent(properties) {
this.annotations = {};
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

DriverTaskEvent.prototype.taskId = "";
DriverTaskEvent.prototype.allocId = "";
DriverTaskEvent.prototype.taskName = "";
DriverTaskEvent.prototype.timestamp = null;
DriverTaskEvent.prototype.message = "";
DriverTaskEvent.prototype.annotations = $util.emptyObject;

DriverTaskEvent.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.taskId != null && Object.hasOwnProperty.call(message, "taskId"))
writer.uint32(10).string(message.taskId);
if (message.allocId != null && Object.hasOwnProperty.call(message, "allocId"))
writer.uint32(18).string(message.allocId);
if (message.taskName != null && Object.hasOwnProperty.call(message, "taskName"))
writer.uint32(26).string(message.taskName);
if (message.timestamp != null && Object.hasOwnProperty.call(message, "timestamp"))
$root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(34).fork(), q + 1).ldelim();
if (message.message != null && Object.hasOwnProperty.call(message, "message"))
writer.uint32(42).string(message.message);
if (message.annotations != null && Object.hasOwnProperty.call(message, "annotations"))
for (let keys = Object.keys(message.annotations), i = 0; i < keys.length; ++i)
writer.uint32(50).fork().uint32(10).string(keys[i]).uint32(18).string(message.annotations[keys[i]]).ldelim();
return writer;
};

DriverTaskEvent.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message, key, value;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.hashicorp.nomad.plugins.drivers.proto.DriverTaskEvent();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.taskId = reader.string();
break;
}
case 2: {
message.allocId = reader.string();
break;
}
case 3: {
message.taskName = reader.string();
break;
}
case 4: {
message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
case 5: {
message.message = reader.string();
break;
}
case 6: {
if (message.annotations === $util.emptyObject)
message.annotations = {};
let end2 = reader.uint32() + reader.pos;
if (end2 > reader.len)
throw RangeError("index out of range");
reader.len = end2;
key = "";
value = "";
while (reader.pos < end2) {
let tag2 = reader.uint32();
switch (tag2 >>> 3) {
case 1:
key = reader.string();
break;
case 2:
value = reader.string();
break;
default:
reader.skipType(tag2 & 7, long);
break;
}
}
if (reader.pos !== end2)
throw RangeError("index out of range");
reader.len = end;
if (key === "__proto__")
$util.makeProp(message.annotations, key);
message.annotations[key] = value;
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return DriverTaskEvent;
})();

return proto;
})();

return drivers;
})();

return plugins;
})();

return nomad;
})();

return hashicorp;
})();

export const grpc = $root.grpc = (() => {

const grpc = {};

grpc.health = (function() {

const health = {};

health.v1 = (function() {

const v1 = {};

v1.HealthCheckRequest = (function() {

function HealthCheckRequest(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

HealthCheckRequest.prototype.service = "";

HealthCheckRequest.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.service != null && Object.hasOwnProperty.call(message, "service"))
writer.uint32(10).string(message.service);
return writer;
};

HealthCheckRequest.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.grpc.health.v1.HealthCheckRequest();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.service = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return HealthCheckRequest;
})();

v1.HealthCheckResponse = (function() {

function HealthCheckResponse(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

HealthCheckResponse.prototype.status = 0;

HealthCheckResponse.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.status != null && Object.hasOwnProperty.call(message, "status"))
writer.uint32(8).int32(message.status);
return writer;
};

HealthCheckResponse.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.grpc.health.v1.HealthCheckResponse();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.status = reader.int32();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

HealthCheckResponse.ServingStatus = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "UNKNOWN"] = 0;
values[valuesById[1] = "SERVING"] = 1;
values[valuesById[2] = "NOT_SERVING"] = 2;
values[valuesById[3] = "SERVICE_UNKNOWN"] = 3;
return values;
})();

return HealthCheckResponse;
})();

return v1;
})();

return health;
})();

return grpc;
})();

export const plugin = $root.plugin = (() => {

const plugin = {};

plugin.Empty = (function() {

function Empty(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Empty.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

Empty.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.plugin.Empty();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Empty;
})();

plugin.StdioData = (function() {

function StdioData(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

StdioData.prototype.channel = 0;
StdioData.prototype.data = $util.newBuffer([]);

StdioData.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.channel != null && Object.hasOwnProperty.call(message, "channel"))
writer.uint32(8).int32(message.channel);
if (message.data != null && Object.hasOwnProperty.call(message, "data"))
writer.uint32(18).bytes(message.data);
return writer;
};

StdioData.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.plugin.StdioData();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.channel = reader.int32();
break;
}
case 2: {
message.data = reader.bytes();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

StdioData.Channel = (function() {
const valuesById = {}, values = Object.create(valuesById);
values[valuesById[0] = "INVALID"] = 0;
values[valuesById[1] = "STDOUT"] = 1;
values[valuesById[2] = "STDERR"] = 2;
return values;
})();

return StdioData;
})();

plugin.ConnInfo = (function() {

function ConnInfo(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

ConnInfo.prototype.serviceId = 0;
ConnInfo.prototype.network = "";
ConnInfo.prototype.address = "";
ConnInfo.prototype.knock = null;

ConnInfo.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.serviceId != null && Object.hasOwnProperty.call(message, "serviceId"))
writer.uint32(8).uint32(message.serviceId);
if (message.network != null && Object.hasOwnProperty.call(message, "network"))
writer.uint32(18).string(message.network);
if (message.address != null && Object.hasOwnProperty.call(message, "address"))
writer.uint32(26).string(message.address);
if (message.knock != null && Object.hasOwnProperty.call(message, "knock"))
$root.plugin.ConnInfo.Knock.encode(message.knock, writer.uint32(34).fork(), q + 1).ldelim();
return writer;
};

ConnInfo.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.plugin.ConnInfo();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.serviceId = reader.uint32();
break;
}
case 2: {
message.network = reader.string();
break;
}
case 3: {
message.address = reader.string();
break;
}
case 4: {
message.knock = $root.plugin.ConnInfo.Knock.decode(reader, reader.uint32(), undefined, long + 1);
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

ConnInfo.Knock = (function() {

function Knock(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Knock.prototype.knock = false;
Knock.prototype.ack = false;
Knock.prototype.error = "";

Knock.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.knock != null && Object.hasOwnProperty.call(message, "knock"))
writer.uint32(8).bool(message.knock);
if (message.ack != null && Object.hasOwnProperty.call(message, "ack"))
writer.uint32(16).bool(message.ack);
if (message.error != null && Object.hasOwnProperty.call(message, "error"))
writer.uint32(26).string(message.error);
return writer;
};

Knock.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.plugin.ConnInfo.Knock();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.knock = reader.bool();
break;
}
case 2: {
message.ack = reader.bool();
break;
}
case 3: {
message.error = reader.string();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Knock;
})();

return ConnInfo;
})();

return plugin;
})();

export const google = $root.google = (() => {

const google = {};

google.protobuf = (function() {

const protobuf = {};

protobuf.Duration = (function() {

function Duration(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Duration.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
Duration.prototype.nanos = 0;

Duration.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.seconds != null && Object.hasOwnProperty.call(message, "seconds"))
writer.uint32(8).int64(message.seconds);
if (message.nanos != null && Object.hasOwnProperty.call(message, "nanos"))
writer.uint32(16).int32(message.nanos);
return writer;
};

Duration.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.google.protobuf.Duration();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.seconds = reader.int64();
break;
}
case 2: {
message.nanos = reader.int32();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Duration;
})();

protobuf.Timestamp = (function() {

function Timestamp(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
Timestamp.prototype.nanos = 0;

Timestamp.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.seconds != null && Object.hasOwnProperty.call(message, "seconds"))
writer.uint32(8).int64(message.seconds);
if (message.nanos != null && Object.hasOwnProperty.call(message, "nanos"))
writer.uint32(16).int32(message.nanos);
return writer;
};

Timestamp.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.google.protobuf.Timestamp();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.seconds = reader.int64();
break;
}
case 2: {
message.nanos = reader.int32();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Timestamp;
})();

protobuf.Empty = (function() {

function Empty(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Empty.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
return writer;
};

Empty.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.google.protobuf.Empty();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Empty;
})();

protobuf.Any = (function() {

function Any(properties) {
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Any.prototype.type_url = "";
Any.prototype.value = $util.newBuffer([]);

Any.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.type_url != null && Object.hasOwnProperty.call(message, "type_url"))
writer.uint32(10).string(message.type_url);
if (message.value != null && Object.hasOwnProperty.call(message, "value"))
writer.uint32(18).bytes(message.value);
return writer;
};

Any.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.google.protobuf.Any();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.type_url = reader.string();
break;
}
case 2: {
message.value = reader.bytes();
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Any;
})();

return protobuf;
})();

google.rpc = (function() {

const rpc = {};

rpc.Status = (function() {

function Status(properties) {
this.details = [];
if (properties)
for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
if (properties[keys[i]] != null && keys[i] !== "__proto__")
this[keys[i]] = properties[keys[i]];
}

Status.prototype.code = 0;
Status.prototype.message = "";
Status.prototype.details = $util.emptyArray;

Status.encode = function encode(message, writer, q) {
if (!writer)
writer = $Writer.create();
if (q === undefined)
q = 0;
if (q > $util.recursionLimit)
throw Error("max depth exceeded");
if (message.code != null && Object.hasOwnProperty.call(message, "code"))
writer.uint32(8).int32(message.code);
if (message.message != null && Object.hasOwnProperty.call(message, "message"))
writer.uint32(18).string(message.message);
if (message.details != null && message.details.length)
for (let i = 0; i < message.details.length; ++i)
$root.google.protobuf.Any.encode(message.details[i], writer.uint32(26).fork(), q + 1).ldelim();
return writer;
};

Status.decode = function decode(reader, length, error, long) {
if (!(reader instanceof $Reader))
reader = $Reader.create(reader);
if (long === undefined)
long = 0;
if (long > $Reader.recursionLimit)
throw Error("maximum nesting depth exceeded");
let end, message;
if (length === undefined)
end = reader.len;
else {
end = reader.pos + length;
if (end > reader.len)
throw RangeError("index out of range");
length = reader.len;
reader.len = end;
}
message = new $root.google.rpc.Status();
while (reader.pos < end) {
let tag = reader.uint32();
if (tag === error)
break;
switch (tag >>> 3) {
case 1: {
message.code = reader.int32();
break;
}
case 2: {
message.message = reader.string();
break;
}
case 3: {
if (!(message.details && message.details.length))
message.details = [];
message.details.push($root.google.protobuf.Any.decode(reader, reader.uint32(), undefined, long + 1));
break;
}
default:
reader.skipType(tag & 7, long);
break;
}
}
if (length !== undefined) {
if (reader.pos !== end)
throw RangeError("index out of range");
reader.len = length;
}
return message;
};

return Status;
})();

return rpc;
})();

return google;
})();

export { $root as default };
