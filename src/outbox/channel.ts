/** What came of sending over one channel. */
export type SendResult =
  | { readonly kind: 'sent' }
  /** The channel takes nothing for this recipient: closed direct messages, no access, an endpoint that refuses. */
  | { readonly kind: 'unreachable'; readonly error: unknown }
  /** It may work later. */
  | { readonly kind: 'failed'; readonly error: unknown }
