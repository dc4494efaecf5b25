/** A figure that the ledger keeps and the one recomputed from entries and holds, where they differ. */
export interface Difference {
  /** What the figure is, such as `balance cli day 2026-11-22 spent`. */
  readonly what: string
  readonly kept: string
  readonly recomputed: string
}

export interface VerifyResult {
  /** Nothing differs and nothing is damaged. */
  readonly ok: boolean
  readonly entries: number
  readonly holdsPending: number
  readonly differences: readonly Difference[]
  /** What the database itself finds wrong with how it keeps the books, in its words. */
  readonly damage: readonly string[]
}
