import type { MoneyStyle } from '../money/format.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { TextKey } from './translation.ts'

/** Texts, numbers, money and times in one language. */
export interface Texts {
  /** BCP 47 tag. */
  readonly locale: string
  /**
   * The text of a key such as `workflow.cancelled`, with `{{values}}` filled in: numbers as the language writes them, text as it
   * is. A number as `count` chooses the plural.
   */
  t(key: TextKey, values?: Readonly<Record<string, string | number>>): string
  /** US dollars, in the `readable` style unless another is asked for. */
  money(amount: NanoUsd, style?: MoneyStyle): string
  /** The same with the operator's other currency beside it, where there is one: `$1.50 (≈ €1.38)`. */
  moneyInBoth(amount: NanoUsd, style?: MoneyStyle): string
  number(value: number): string
  /** 54.9 is `54.9%`; two decimals at most. */
  percent(value: number): string
  /** In the time zone given, IANA name. */
  dateTime(atMs: number, timeZone: string): string
  date(atMs: number, timeZone: string): string
}
