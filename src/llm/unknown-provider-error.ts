/** A model names a provider that is not there, or one that cannot do what is asked. */
export class UnknownProviderError extends Error {
  override readonly name = 'UnknownProviderError'
}
