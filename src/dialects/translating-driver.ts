import { decodeMsgpack } from "../codec/msgpack.ts";
import { encodeRawMsgpack, type RawValue } from "../codec/msgpack-raw.ts";
import { DriverError, isDriverError } from "../core/errors.ts";
import { attributePrefix } from "../core/names.ts";
import type { AttributeValue } from "../core/task-status.ts";
import type { Driver } from "../driver/api.ts";
import type { OwnTask, TaskContext } from "./api.ts";

/** What the driver needs of the dialect. */
export interface Translator {
  readonly name: string;
  /** Further attributes; `ours` returns one of the driver's own by its name without the prefix. */
  attributes(ours: (name: string) => AttributeValue | undefined): Readonly<Record<string, AttributeValue | undefined>>;
  ownTask(body: unknown, context: TaskContext): OwnTask;
}

/** The Podman driver for tasks of another dialect: starts and fingerprints differ, everything else is the same. */
export function translatingDriver(driver: Driver, { name, attributes, ownTask }: Translator): Driver {
  return {
    ...driver,

    get logCollectionDisabled() {
      return driver.logCollectionDisabled;
    },

    async startTask(config, signal) {
      const { body, warnings, reworded, ...own } = ownTask(decodeMsgpack(config.driverConfig), config);
      const driverConfig = encodeRawMsgpack(body as Readonly<Record<string, RawValue>>);
      try {
        const started = await driver.startTask({ ...config, ...own, driverConfig }, signal, { warnings, reworded });
        return { ...started, handle: { ...started.handle, config } };
      } catch (error) {
        throw rewordedError(error, reworded);
      }
    },

    async *fingerprint(signal) {
      for await (const found of driver.fingerprint(signal)) {
        const ours = (attribute: string) => found.attributes[`${attributePrefix(name)}.${attribute}`];
        const further: Record<string, AttributeValue> = {};
        for (const [attribute, value] of Object.entries(attributes(ours))) if (value !== undefined) further[attribute] = value;
        yield { ...found, attributes: { ...found.attributes, ...further } };
      }
    },
  };
}

/** The error with its message in the words of the dialect. */
export function rewordedError(error: unknown, reworded: (message: string) => string): unknown {
  if (!isDriverError(error)) return error;
  const { code, message, cause, recoverable } = error;
  return new DriverError(code, reworded(message), { cause, recoverable });
}
