import { AsyncLocalStorage } from 'node:async_hooks'
import { Decimal } from 'decimal.js'
import { currentRequestTracker, trackRequestBudget } from '../../src/budget/request-scope.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import { priceFrom } from '../../src/pricing/price.ts'
import { duration, type Measurement, paired, timeMs } from './measure.ts'

const repetitions = 200_000
const rounds = 7

/** A scope look-up against a bare AsyncLocalStorage, and the price of a call against a bare multiplication. */
export async function benchCore(): Promise<readonly Measurement[]> {
  const storage = new AsyncLocalStorage<object>()
  const lookUp = await trackRequestBudget({ totalNanoUsd: 1n }, () =>
    storage.run({}, () =>
      paired(
        rounds,
        () => timeMs(() => repeat(() => currentRequestTracker())),
        () => timeMs(() => repeat(() => storage.getStore())),
      ),
    ),
  )
  const price = priceFrom(
    { input: new Decimal('1.25'), output: new Decimal(10), cacheRead: new Decimal('0.125'), tiers: [] },
    'catalogue',
  )
  const usage = { inputTokens: { total: 12_345, cacheRead: 1_000 }, outputTokens: { total: 678 } }
  const pricing = await paired(
    rounds,
    () => timeMs(() => repeat(() => calculateCost(price, usage), repetitions / 10)),
    () => timeMs(() => repeat(() => new Decimal(12_345).times('1.25'), repetitions / 10)),
  )
  return [
    {
      name: 'scope look-up',
      floor: `bare AsyncLocalStorage, ${duration(lookUp.floor / repetitions)}`,
      measured: duration(lookUp.measured / repetitions),
      ratio: lookUp.ratio,
      aim: '',
    },
    {
      name: 'price of a call',
      floor: `one Decimal multiplication, ${duration(pricing.floor / (repetitions / 10))}`,
      measured: duration(pricing.measured / (repetitions / 10)),
      ratio: pricing.ratio,
      aim: '',
    },
  ]
}

let sink: unknown

function repeat(work: () => unknown, times = repetitions): void {
  for (let repetition = 0; repetition < times; repetition++) sink = work()
  if (sink === undefined) throw new Error('Nothing was measured.')
}
