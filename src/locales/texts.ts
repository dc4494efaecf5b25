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
  /** `short` two decimals, `three`, `four`; follows DISPLAY_CURRENCY. */
  money(amount: NanoUsd, style?: 'short' | 'three' | 'four'): string
  number(value: number): string
  /** 54.9 is `54.9%`; two decimals at most. */
  percent(value: number): string
  /** In the time zone given, IANA name. */
  dateTime(atMs: number, timeZone: string): string
  date(atMs: number, timeZone: string): string
}
