export const providerCostsReasons = [
  /** There is no key that may see costs; `detail` is its setting. */
  'no_key',
  /** The provider has no endpoint for costs. */
  'no_endpoint',
  'key_refused',
  'too_many_requests',
  'http_status',
  'unreachable',
  /** What came is cut off, or is in no known form. */
  'broken_page',
  /** Keys are not told apart. */
  'no_keys_told',
  'currency',
  'file_unreadable',
  'file_columns',
  'file_line',
] as const
export type ProviderCostsReason = (typeof providerCostsReasons)[number]

/** What a provider charges could not be found out. */
export class ProviderCostsError extends Error {
  override readonly name = 'ProviderCostsError'
  readonly reason: ProviderCostsReason
  /** The provider, or the file. */
  readonly source: string
  /** Without anything secret. */
  readonly detail: string

  constructor(reason: ProviderCostsReason, source: string, detail: string, options?: ErrorOptions) {
    super(`${source}: ${reason} (${detail})`, options)
    this.reason = reason
    this.source = source
    this.detail = detail
  }
}
