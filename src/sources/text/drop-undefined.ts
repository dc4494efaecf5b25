/** An object's type with the properties that may be undefined made optional instead. */
export type Known<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** The same object without its undefined properties: what a source does not say is left out, not set to undefined. */
export function dropUndefined<T extends object>(values: T): Known<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Known<T>
}
