import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../src/app/timers.ts'
import { dayMs, recordOf, someCall } from './requests.ts'
import { createSeededRandom } from './seeded-random.ts'
import { openLedgerAt } from './temporary-books.ts'

const daysOfBooks = 60
/** What comes to be in one commit of the file. */
const atOnce = 5_000

/** Makes a file of so many entries, of 60 days that end yesterday, 40 servers and 300 members. */
export async function writeLargeBooks(path: string, entries: number): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true })
  const ledger = await openLedgerAt(path)
  const random = createSeededRandom(20_261_126)
  const endMs = systemClock() - dayMs
  for (let from = 0; from < entries; from += atOnce) {
    const count = Math.min(atOnce, entries - from)
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const number = from + index
        return ledger.record(
          recordOf('0', {
            id: `entry_${number}`,
            amountNanoUsd: BigInt(random.whole(1_000_000_007)),
            attribution: {
              tenant: `guild_${number % 40}`,
              user: `${number % 300}`,
              workflow: `wf_${Math.floor(number / 10)}`,
              task: random.pick(['analysis', 'verification'] as const),
              depth: 'deep',
            },
            call: { ...someCall, model: random.pick(['small', 'large']) },
            usage: {
              inputTokens: { total: random.whole(9_000) },
              outputTokens: { total: random.whole(900) },
            },
            atMs: Math.floor(endMs - daysOfBooks * dayMs * (1 - number / entries)),
          }),
        )
      }),
    )
  }
  await ledger.close()
}
