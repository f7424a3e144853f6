/** All that the service Driver is made of, in one place to be loaded by the first call. */
export { driverMethods } from "./driver-methods.ts";
export { driverService } from "./driver-service.ts";
