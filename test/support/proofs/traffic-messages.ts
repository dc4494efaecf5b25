/** What the process with the bot is told. */
export type ToTrafficBot =
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'measure' | 'verify' | 'stop' }

/** What it tells. */
export type FromTrafficBot =
  | { readonly kind: 'advanced' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'measured'; readonly heapBytes: number }
  | { readonly kind: 'verified'; readonly isRight: boolean }
