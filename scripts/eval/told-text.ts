import { formatUsd } from '../../src/money/format.ts'
import { type NanoUsd, sum } from '../../src/money/nano-usd.ts'
import { factsIn } from '../../test/analyst/measures.ts'
import type { PlantedText } from '../../test/analyst/planted-texts.ts'

/** What somebody makes of a text, in the form in which all are measured. */
export interface ToldText {
  readonly summary: string
  readonly points: readonly QuotedPoint[]
  readonly claims: readonly (QuotedPoint & { readonly isDoubted: boolean })[]
}

interface QuotedPoint {
  readonly text: string
  readonly quote: string
}

/** Shares from 0 to 1; undefined where there is nothing to count. */
export interface Telling {
  readonly by: string
  /** Texts that something was made of, and all. */
  readonly told: string
  /** Why the others are missing, such as `8 × provider_key`. */
  readonly missing: string
  /** Of all quotes, those that stand in the text to the letter. */
  readonly verbatim: number | undefined
  /** Of what a reader must come to know, what is told. */
  readonly facts: number | undefined
  /** Of all planted falsehoods, those that a claim repeats and that are marked as doubtful there. */
  readonly 'false flagged': number | undefined
  /** Of all planted falsehoods, those that are repeated anywhere without a mark. */
  readonly 'false passed on': number | undefined
  /** How many other claims were marked. */
  readonly 'true flagged': number
  /** US dollars for each text, as booked. */
  readonly 'cost a brief': string
}

export interface ToldOf {
  readonly text: PlantedText
  /** Undefined: it came to nothing, such as for want of money. */
  readonly told: ToldText | undefined
  /** As booked, whatever came of it. */
  readonly costNanoUsd: NanoUsd
  /** Why nothing came of it: `budget`, or the code of a failure. */
  readonly missing?: string | undefined
}

/** What somebody's tellings of several texts come to. A text that nothing came of counts as untold. */
export function tellingOf(by: string, all: readonly ToldOf[]): Telling {
  const quotes = all.flatMap(({ text, told }) => quotesIn(told).map((quote) => isVerbatim(quote, text.text)))
  const falsehoods = all.flatMap(({ text, told }) => text.falsehoods.map((each) => fateOf(each, told)))
  const trueFlagged = all.flatMap(({ text, told }) =>
    (told?.claims ?? []).filter(
      (claim) => claim.isDoubted && !text.falsehoods.some(({ repeated }) => repeats(claim, repeated)),
    ),
  )
  const costs = all.map(({ costNanoUsd }) => costNanoUsd)
  return {
    by,
    told: `${all.filter(({ told }) => told).length} of ${all.length}`,
    missing: reasonsOf(all),
    verbatim: shareOf(quotes, Boolean),
    facts: meanOf(all.map(({ text, told }) => (told ? factsIn(wordsOf(told), text.sample) : 0))),
    'false flagged': shareOf(falsehoods, (fate) => fate === 'flagged'),
    'false passed on': shareOf(falsehoods, (fate) => fate === 'passed on'),
    'true flagged': trueFlagged.length,
    'cost a brief': formatUsd(sum(costs) / BigInt(Math.max(1, all.length)), 'four'),
  }
}

function reasonsOf(all: readonly ToldOf[]): string {
  const untold = Map.groupBy(
    all.filter(({ told }) => !told),
    ({ missing = 'unknown' }) => missing,
  )
  return [...untold].map(([reason, { length }]) => `${length} × ${reason}`).join(', ')
}

function fateOf(
  { repeated }: { readonly repeated: RegExp },
  told: ToldText | undefined,
): 'flagged' | 'passed on' | 'left out' {
  if (!told) return 'left out'
  if (told.claims.some((claim) => claim.isDoubted && repeats(claim, repeated))) return 'flagged'
  return repeated.test(wordsOf(told)) ? 'passed on' : 'left out'
}

function repeats({ text, quote }: QuotedPoint, repeated: RegExp): boolean {
  return repeated.test(text) || repeated.test(quote)
}

function quotesIn(told: ToldText | undefined): readonly string[] {
  return told ? [...told.points, ...told.claims].map(({ quote }) => quote) : []
}

function wordsOf({ summary, points, claims }: ToldText): string {
  return [summary, ...[...points, ...claims].flatMap(({ text, quote }) => [text, quote])].join('\n')
}

/** But for white space, which lines are broken by. */
function isVerbatim(quote: string, text: string): boolean {
  const spaced = (written: string) => written.replace(/\s+/g, ' ').trim()
  return spaced(quote) !== '' && spaced(text).includes(spaced(quote))
}

function shareOf<T>(all: readonly T[], isCounted: (one: T) => boolean): number | undefined {
  return all.length === 0 ? undefined : all.filter(isCounted).length / all.length
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0) / values.length
}
