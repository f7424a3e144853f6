import { isDriverError } from "../../core/errors.ts";

/** The answer, or undefined when the thing asked for is not there. */
export async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isDriverError(error, "notFound")) return undefined;
    throw error;
  }
}
