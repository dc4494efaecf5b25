/** What a call that must fail fails with. */
export function failureOf(call: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(call).then(
    () => Promise.reject(new Error('expected the call to fail')),
    (error: unknown) => error,
  )
}
