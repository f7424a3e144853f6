/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import * as $protobuf from "../protobuf.ts";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

const $root = $protobuf.roots["early"] || ($protobuf.roots["early"] = {});

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
