import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import type { AnswerJournal } from '../../src/llm/answer-journal.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'

export interface BookedJournal {
  readonly journal: AnswerJournal
  /** To stand between the meter and the ledger: lines come in with their bookings, as they do into the store. */
  readonly through: (ledger: LedgerStore) => LedgerStore
  /** Content of the lines, by key. */
  readonly lines: ReadonlyMap<string, string>
  /** From now on whoever books is stopped right after, as by a crash. */
  stopAfterBooking(stop: boolean): void
}

export const stopped = new Error('stopped after the booking')

export function createBookedJournal(): BookedJournal {
  const lines = new Map<string, string>()
  let stops = false
  return {
    lines,
    stopAfterBooking: (stop) => {
      stops = stop
    },
    journal: {
      find: async ({ step }, schema) => {
        const content = lines.get(step)
        return content === undefined ? undefined : schema.safeParse(JSON.parse(content)).data
      },
      line: (key, answer) => ({
        ...key,
        workflow: 'wf_boundary',
        claim: 1,
        task: 'analysis',
        content: JSON.stringify(answer),
      }),
    },
    through: (ledger) =>
      ledgerWith(ledger, {
        settle: async (request) => {
          const result = await ledger.settle(request)
          if (request.keep) lines.set(request.keep.step, request.keep.content)
          if (stops) throw stopped
          return result
        },
      }),
  }
}
