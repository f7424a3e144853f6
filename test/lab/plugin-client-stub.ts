import type { Driver } from "../../src/driver/api.ts";

/** A driver that has just the methods given; any other call is a fault of the test. */
export function driverStub(methods: Partial<Driver>): Driver {
  return new Proxy(methods as Driver, {
    get: (target, name: string) => {
      if (name in target) return Reflect.get(target, name);
      if (name === "shutdown" || name === "setConfig") return async () => {};
      if (name === "then") return undefined;
      throw new Error(`the test's driver has no ${name}`);
    },
  });
}
