export {}

declare global {
  /** Of the standard, and not yet of TypeScript's library for browsers: https://streams.spec.whatwg.org/#transformer-api (2026-11). */
  // biome-ignore lint/suspicious/noExplicitAny: as the library declares it
  interface Transformer<I = any, O = any> {
    cancel?: (reason: unknown) => void | PromiseLike<void>
  }
}
