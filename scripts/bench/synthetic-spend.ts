/** Ways in which spend behaves, for trying methods on days that they were not chosen by. */
export const spendShapes = ['steady', 'weekly', 'growth', 'bursts', 'sparse', 'step'] as const
export type SpendShape = (typeof spendShapes)[number]

/** A source of numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Of seven days, the last two weekend. */
const weekFactors = [1.15, 1.2, 1.2, 1.1, 1.05, 0.65, 0.65]
const dailyGrowth = 1.012
const stepFactor = 3

/**
 * Days of spend in dollars, `history` of them and `horizon` after them; a step lies `stepDaysAgo` before the end of the history. Around
 * its shape a day differs by a log-normal factor of 0.25.
 */
export function syntheticDays(
  shape: SpendShape,
  {
    history,
    horizon,
    seed,
    stepDaysAgo = 15,
  }: {
    readonly history: number
    readonly horizon: number
    readonly seed: number
    readonly stepDaysAgo?: number
  },
): readonly number[] {
  const random = randomFrom(seed)
  const level = 2 + 18 * random()
  const firstWeekday = Math.floor(7 * random())
  return Array.from({ length: history + horizon }, (_, day) => {
    const noise = Math.exp(0.25 * normal(random))
    return level * noise * factorOf(shape, day, { random, firstWeekday, stepDay: history - stepDaysAgo })
  })
}

function factorOf(
  shape: SpendShape,
  day: number,
  {
    random,
    firstWeekday,
    stepDay,
  }: { readonly random: () => number; readonly firstWeekday: number; readonly stepDay: number },
): number {
  switch (shape) {
    case 'steady':
      return 1
    case 'weekly':
      return weekFactors[(day + firstWeekday) % 7] ?? 1
    case 'growth':
      return dailyGrowth ** day
    case 'bursts':
      return random() < 0.05 ? 6 : 1
    case 'sparse':
      return random() < 0.6 ? 0 : 1
    case 'step':
      return day < stepDay ? 1 : stepFactor
    default:
      return shape satisfies never
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
