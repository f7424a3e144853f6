/** The fields that ask for something: without those that are undefined, false, or an empty text, list or map. */
export function filled<T extends object>(fields: { readonly [Name in keyof T]?: T[Name] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))) as Partial<T>;
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === false || value === "";
}
