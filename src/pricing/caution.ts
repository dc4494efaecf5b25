/** What can be wrong with a cost; `docs/accuracy.md` says what each means and what is booked. */
export const cautionCodes = [
  'unpriced',
  'zero_price',
  'same_name',
  'loopback_priced',
  'free_but_charged',
  'named_cost_low',
  'named_cost_high',
  'served_model',
  'served_unknown',
  'tokens_disagree',
  'tokens_impossible',
  'modifier_unknown',
  'overage',
] as const
export type CautionCode = (typeof cautionCodes)[number]

/** Something about a cost that its owner should know: a code and values, worded at the surfaces. */
export interface Caution {
  readonly code: CautionCode
  /** `<provider>:<model>` as settings name it. */
  readonly model: string
  /** Amounts are US dollars as exact decimals. */
  readonly detail: Readonly<Record<string, string | number>>
}
