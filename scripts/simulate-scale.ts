import { formatUsd } from '../src/money/format.ts'
import { type DayFigures, simulateDay } from './scale/simulated-day.ts'

/**
 * Prints how a limit of the whole bot holds that is leased to shards: a day of ten million servers (or as many as are named) whose calls
 * come to more than the limit. `npm run simulate:scale -- 100000`
 */
const servers = Number(process.argv[2] ?? 10_000_000)
const silentFromSeconds = 36_000

console.log(
  '| shards | one silent | calls held | refused | left when one was refused | of the limit | round trips a held call | most in a second | overspent |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const shards of [8, 12, 16])
  for (const isOneSilent of [false, true]) {
    const day = { servers, shards, callsPerRun: 10, limitPercent: 70 }
    const figures = simulateDay(isOneSilent ? { ...day, silentFromSeconds } : day)
    console.log(`| ${[shards, isOneSilent ? 'yes' : 'no', ...cellsOf(figures)].join(' | ')} |`)
  }

function cellsOf(figures: DayFigures): readonly string[] {
  const { holds, refused, roundTrips, mostRoundTripsASecond, limitNanoUsd, overspentNanoUsd } = figures
  const { unusableNanoUsd = 0n } = figures
  const millionths = Number((unusableNanoUsd * 1_000_000n) / limitNanoUsd)
  return [
    holds.toLocaleString('en'),
    refused.toLocaleString('en'),
    formatUsd(unusableNanoUsd),
    `${(millionths / 10_000).toFixed(4)} %`,
    (roundTrips / holds).toFixed(5),
    String(mostRoundTripsASecond),
    formatUsd(overspentNanoUsd),
  ]
}
