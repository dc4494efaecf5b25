import { sentencesIn } from '../text/sentences.ts'
import { contentWords, numberValue } from '../text/words.ts'
import { monthsIn } from './months.ts'

/** Below this share of common words two statements are not about the same thing. */
const minCommonShare = 0.6
const minCommonWords = 3

/** A missing "not" is a stronger charge than another number: the rest must agree almost word for word, both ways. */
const minCommonShareForNegation = 0.75

/** "About 60,000" and 60,400 are the same number. */
const sameNumberTolerance = 0.05

/**
 * Whether a passage speaks against a claim: a sentence of it has the claim's subject words, but another number of the
 * same unit, a negation where the claim has none (or the reverse), or a movement in the opposite direction.
 * Conservative: false unless sure, so that false does not mean support. Linear in the length of both.
 */
export function contradicts(claim: string, passage: string): boolean {
  const stated = statementOf(claim)
  return sentencesIn(passage, 'und').some((sentence) => conflicts(stated, statementOf(sentence)))
}

/**
 * Whether a passage tells of the same thing with another figure, another date or the opposite: as {@link contradicts}, and besides of
 * sentences that differ in nothing but one year or one month. For what two sources say of one event, which has one date.
 */
export function disagrees(claim: string, passage: string): boolean {
  if (contradicts(claim, passage)) return true
  const stated = statementOf(claim)
  return sentencesIn(passage, 'und').some((sentence) => differInDate(stated, statementOf(sentence)))
}

/** Whether a passage has other figures of a unit, another year or another month than a claim, and so does not say the same. */
export function hasOtherFigures(claim: string, passage: string): boolean {
  const [stated, other] = [statementOf(claim), statementOf(passage)]
  return haveOtherNumbers(stated, other) || haveOtherYears(stated, other) || haveOtherMonths(stated, other)
}

function differInDate(claim: Statement, other: Statement): boolean {
  const onlyYear = ({ numbers }: Statement) => numbers.size === 1 && numbers.get('year')?.length === 1
  const common = [...claim.words].filter((word) => other.words.has(word)).length
  const mutual = common / Math.max(1, claim.words.size, other.words.size)
  const haveOtherDates =
    (onlyYear(claim) && onlyYear(other) && haveOtherYears(claim, other)) ||
    (!haveOtherYears(claim, other) && haveOtherMonths(claim, other))
  return (
    haveOtherDates &&
    claim.directions.size === 0 &&
    other.directions.size === 0 &&
    claim.isNegated === other.isNegated &&
    common >= minCommonWords &&
    mutual >= minCommonShareForNegation
  )
}

interface Statement {
  readonly words: ReadonlySet<string>
  /** Values by unit: `%`, `$`, `year` or the word that follows. */
  readonly numbers: ReadonlyMap<string, readonly number[]>
  /** 1 to 12. */
  readonly months: ReadonlySet<number>
  readonly isNegated: boolean
  readonly directions: ReadonlySet<'up' | 'down'>
}

function conflicts(claim: Statement, other: Statement): boolean {
  const common = [...claim.words].filter((word) => other.words.has(word)).length
  const share = common / Math.max(1, claim.words.size)
  if (common < minCommonWords || share < minCommonShare) return false
  const mutual = Math.min(share, common / Math.max(1, other.words.size))
  if (mutual >= minCommonShareForNegation && claim.isNegated !== other.isNegated)
    return !haveOtherYears(claim, other)
  if (claim.isNegated !== other.isNegated || haveOtherYears(claim, other)) return false
  return haveOppositeDirections(claim, other) || haveOtherNumbers(claim, other)
}

/** Figures of different years may both be true. */
function haveOtherYears(claim: Statement, other: Statement): boolean {
  const years = claim.numbers.get('year')
  const otherYears = other.numbers.get('year')
  return years !== undefined && otherYears !== undefined && !years.some((year) => otherYears.includes(year))
}

function haveOtherMonths(claim: Statement, other: Statement): boolean {
  return claim.months.size > 0 && other.months.size > 0 && claim.months.isDisjointFrom(other.months)
}

function haveOppositeDirections(claim: Statement, other: Statement): boolean {
  const [direction] = claim.directions
  const [opposite] = other.directions
  return claim.directions.size === 1 && other.directions.size === 1 && direction !== opposite
}

function haveOtherNumbers(claim: Statement, other: Statement): boolean {
  return [...claim.numbers].some(([unit, values]) => {
    const others = other.numbers.get(unit)
    if (unit === 'year' || others === undefined) return false
    return !values.some((value) => others.some((candidate) => isSameNumber(value, candidate)))
  })
}

function isSameNumber(first: number, second: number): boolean {
  return Math.abs(first - second) <= sameNumberTolerance * Math.max(Math.abs(first), Math.abs(second))
}

const negation =
  /(?:^|[^\p{L}])(?:not|no|never|none|neither|nobody|nothing|without|cannot|\p{L}+n['’]t|failed to|denied|denies|не|нет|никогда|без|nicht|kein\p{L}*|nie|ne|pas|jamais|nunca)(?!\p{L})/iu
const upward =
  /(?:^|[^\p{L}])(?:rose|rises?|risen|increas\p{L}*|grew|grows?|grown|climb\p{L}*|gain\p{L}*|вырос\p{L}*|увелич\p{L}*|возрос\p{L}*)(?!\p{L})/iu
const downward =
  /(?:^|[^\p{L}])(?:fell|falls?|fallen|decreas\p{L}*|dropp?\p{L}*|declin\p{L}*|shrank|shrinks?|lost|снизил\p{L}*|сократил\p{L}*|упал\p{L}*|уменьш\p{L}*)(?!\p{L})/iu

function statementOf(sentence: string): Statement {
  const directions = new Set<'up' | 'down'>()
  if (upward.test(sentence)) directions.add('up')
  if (downward.test(sentence)) directions.add('down')
  const words = contentWords(sentence).filter(({ isNumber }) => !isNumber)
  return {
    words: new Set(words.map(({ form }) => form)),
    numbers: numbersOf(sentence),
    months: new Set(monthsIn(sentence)),
    isNegated: negation.test(sentence),
    directions,
  }
}

const numberWithUnit =
  /([$€£₽¥])?\s?(\d+(?:[.,]\d+)*)(?:\s?(%|percent\b|per cent\b|процент\p{L}*))?(?:\s?(thousand|million|billion|trillion|тыс|млн|млрд)\p{L}*\.?)?(?:\s(\p{L}+))?/giu
const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  тыс: 1e3,
  million: 1e6,
  млн: 1e6,
  billion: 1e9,
  млрд: 1e9,
  trillion: 1e12,
}

function numbersOf(sentence: string): Map<string, number[]> {
  const numbers = new Map<string, number[]>()
  for (const [, sign, digits = '', percent, scale, noun] of sentence.matchAll(numberWithUnit)) {
    const value = numberValue(digits) * (scales[scale?.toLowerCase() ?? ''] ?? 1)
    const unit = unitOf({
      digits,
      sign,
      percent,
      noun: scale === undefined ? noun : (noun ?? scale),
    })
    if (unit !== undefined) numbers.set(unit, [...(numbers.get(unit) ?? []), value])
  }
  return numbers
}

interface WrittenNumber {
  readonly digits: string
  readonly sign: string | undefined
  readonly percent: string | undefined
  readonly noun: string | undefined
}

/** Numbers without a unit are not compared: they may count anything. */
function unitOf({ digits, sign, percent, noun }: WrittenNumber): string | undefined {
  if (sign !== undefined) return sign
  if (percent !== undefined) return '%'
  if (/^(?:1[5-9]|20)\d{2}$/.test(digits)) return 'year'
  return noun === undefined ? undefined : contentWords(noun)[0]?.form
}
