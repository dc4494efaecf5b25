import type { Usage } from './usage.ts'

/** More than any model reads or writes in one call: a larger number is a provider's mistake, not a bill. */
const maximumCount = 100_000_000

/** Thirty days. */
const maximumAudioSeconds = 30 * 24 * 60 * 60

const usageFaults = ['negative', 'not-finite', 'fractional', 'absurd', 'parts-exceed-total'] as const
type UsageFault = (typeof usageFaults)[number]

export interface UsageProblem {
  /** Such as `inputTokens.cacheRead`. */
  readonly field: string
  readonly value: number
  readonly fault: UsageFault
}

/**
 * What is wrong with reported usage; empty when it can be billed. Counts are whole numbers of 0 to 100 million,
 * audio is 0 to 30 days, and the parts of a total are not more than the total.
 */
export function checkUsage(usage: Usage): readonly UsageProblem[] {
  const problems = countFields(usage).flatMap(([field, value]) => problemOf(field, value, maximumCount, true))
  problems.push(...problemOf('audioSeconds', usage.audioSeconds, maximumAudioSeconds, false))
  return problems.length > 0 ? problems : partProblems(usage)
}

function countFields({ inputTokens, outputTokens, ...units }: Usage): [string, number | undefined][] {
  return [
    ['inputTokens.total', inputTokens?.total],
    ['inputTokens.noCache', inputTokens?.noCache],
    ['inputTokens.cacheRead', inputTokens?.cacheRead],
    ['inputTokens.cacheWrite', inputTokens?.cacheWrite],
    ['inputTokens.cacheWriteHour', inputTokens?.cacheWriteHour],
    ['inputTokens.audio', inputTokens?.audio],
    ['outputTokens.total', outputTokens?.total],
    ['outputTokens.text', outputTokens?.text],
    ['outputTokens.reasoning', outputTokens?.reasoning],
    ['outputTokens.audio', outputTokens?.audio],
    ['characters', units.characters],
    ['images', units.images],
    ['vectors', units.vectors],
    ['searches', units.searches],
    ['requests', units.requests],
  ]
}

function problemOf(
  field: string,
  value: number | undefined,
  maximum: number,
  whole: boolean,
): UsageProblem[] {
  if (value === undefined) return []
  const fault = faultOf(value, maximum, whole)
  return fault ? [{ field, value, fault }] : []
}

function faultOf(value: number, maximum: number, whole: boolean): UsageFault | undefined {
  if (!Number.isFinite(value)) return 'not-finite'
  if (value < 0) return 'negative'
  if (value > maximum) return 'absurd'
  if (whole && !Number.isInteger(value)) return 'fractional'
  return undefined
}

/** Only parts that exclude each other are added up: sound is part of what is uncached, or of what is no reasoning. */
function partProblems({ inputTokens = {}, outputTokens = {} }: Usage): UsageProblem[] {
  const { noCache = 0, cacheRead = 0, cacheWrite = 0 } = inputTokens
  const { text = 0, reasoning = 0 } = outputTokens
  const uncached = Math.max(noCache, inputTokens.audio ?? 0)
  const spoken = Math.max(text, outputTokens.audio ?? 0)
  return [
    ...excess('inputTokens', uncached + cacheRead + cacheWrite, inputTokens.total),
    ...excess('inputTokens.cacheWrite', inputTokens.cacheWriteHour ?? 0, inputTokens.cacheWrite ?? 0),
    ...excess('outputTokens', spoken + reasoning, outputTokens.total),
  ]
}

function excess(field: string, parts: number, total: number | undefined): UsageProblem[] {
  if (total === undefined || parts <= total) return []
  return [{ field, value: parts, fault: 'parts-exceed-total' }]
}
