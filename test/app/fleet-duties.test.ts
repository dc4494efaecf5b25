import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { startDuties } from '../../src/app/fleet-duties.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

const minuteMs = 60_000

/** A process with its duties, which tells what it does of them. */
async function openProcess(folder?: string) {
  const done: string[] = []
  const timers = new HandDrivenTimers()
  const autointel = await openTemporaryAutointel(folder === undefined ? {} : { folder })
  const { ledger, retention, forgetting } = autointel
  const parts = {
    ...autointel,
    timers,
    ledger: ledgerWith(ledger, {
      expireHolds: async () => {
        done.push('expired')
        return []
      },
    }),
    retention: Object.assign(Object.create(retention), {
      apply: async () => {
        done.push('forgotten')
        return { runs: 0, documents: 0 }
      },
    }),
    forgetting,
  }
  onTestFinished(startDuties(parts, pino({ level: 'silent' })))
  /** Lets an hour of the process pass, and what its duties come to. */
  const hour = async () => {
    done.length = 0
    await timers.pass(60 * minuteMs)
    await autointel.ledger.audit({ atMs: 0, by: 'test', action: 'asked', subject: 'bot', detail: {} })
    await timers.pass(0)
    return [...new Set(done)].toSorted()
  }
  return { ...autointel, hour }
}

it('expires and forgets in one of two processes, and in the other once that one is gone', async () => {
  const first = await openProcess()
  expect(await first.hour()).toEqual(['expired', 'forgotten'])
  const second = await openProcess(first.folder)

  expect([await first.hour(), await second.hour()]).toEqual([['expired', 'forgotten'], []])
  await first.close()

  expect(await second.hour()).toEqual(['expired', 'forgotten'])
})
