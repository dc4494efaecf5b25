import { describe, expect, it } from 'vitest'
import { BudgetRefusedError } from '../../src/budget/budget-refused-error.ts'
import { LostWorkflowError } from '../../src/llm/lost-workflow-error.ts'
import { lookAgainMs, PatientHolds } from '../../src/llm/patient-holds.ts'
import { failureOf } from '../support/failure-of.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { holdOf, noonMs, scopeOf, settlementOf, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

const timeoutMs = 30_000
const scopes = [scopeOf('scope_1', '1.00')]

/** Holds of a scope that has a dollar to spend. */
async function openHolds() {
  const ledger = await openLedgerAt(temporaryPath())
  const timers = new HandDrivenTimers(noonMs)
  const asked: { readonly patient: boolean | undefined; readonly expiresAtMs: number }[] = []
  const watched = ledgerWith(ledger, {
    hold: (request) => {
      asked.push({ patient: request.patient, expiresAtMs: request.expiresAtMs })
      return ledger.hold(request)
    },
  })
  const holds = new PatientHolds({ ledger: watched, now: timers.now, timers })
  const hold = (amountUsd: string, id: string, signal?: AbortSignal) => {
    const { heldAtMs: _, expiresAtMs: __, ...request } = holdOf(amountUsd, { id, scopes })
    return holds.hold(request, timeoutMs, signal)
  }
  const settle = (id: string, amountUsd: string) => ledger.settle(settlementOf(id, amountUsd))
  return { ledger, timers, hold, settle, asked }
}

describe('money for a call', () => {
  it('is held for a minute longer than the call may take', async () => {
    const { hold, asked } = await openHolds()
    const { heldNanoUsd, exceededSoftLimits } = await hold('0.80', 'hold_1')
    expect([heldNanoUsd, exceededSoftLimits]).toEqual([usd('0.80'), []])
    expect(asked).toEqual([{ patient: true, expiresAtMs: noonMs + timeoutMs + 60_000 }])
  })

  it('is waited for while it is set aside for another call, and had when that has ended', async () => {
    const { hold, settle, timers, asked } = await openHolds()
    const first = await hold('0.80', 'hold_1')
    const second = hold('0.50', 'hold_2')
    await timers.asked(timeoutMs)

    await timers.pass(timeoutMs - 1)
    await settle('hold_1', '0.10')
    first.end()

    expect((await second).heldNanoUsd).toBe(usd('0.50'))
    expect(new Set(asked.map(({ patient }) => patient))).toEqual(new Set([true]))
    expect(asked.at(-1)?.expiresAtMs).toBe(noonMs + timeoutMs - 1 + timeoutMs + 60_000)
  })

  it('is waited for on and on while calls end that leave too little', async () => {
    const { hold, settle, timers } = await openHolds()
    const [first, second] = [await hold('0.40', 'hold_1'), await hold('0.40', 'hold_2')]
    const third = hold('0.90', 'hold_3')
    await timers.asked(timeoutMs)

    await settle('hold_1', '0.05')
    first.end()
    await timers.pass(1)
    await settle('hold_2', '0.05')
    second.end()

    expect((await third).heldNanoUsd).toBe(usd('0.90'))
    expect(timers.pendingMs).toEqual([timeoutMs])
  })

  it('is not waited for longer than the call may take', async () => {
    const { hold, timers, asked } = await openHolds()
    await hold('0.80', 'hold_1')
    const second = failureOf(hold('0.50', 'hold_2'))
    await timers.asked(timeoutMs)

    await timers.pass(timeoutMs)

    expect(await second).toBeInstanceOf(BudgetRefusedError)
    // At the end it is asked once more: a part of it may do.
    const last = asked.pop()
    expect(last).toMatchObject({ patient: false })
    expect(new Set(asked.map(({ patient }) => patient))).toEqual(new Set([true]))
  })

  it('is had in part at the end of the waiting, where a part will do', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const timers = new HandDrivenTimers(noonMs)
    const holds = new PatientHolds({ ledger, now: timers.now, timers })
    await holds.hold(holdOf('0.80', { id: 'hold_1', scopes }), timeoutMs, undefined)
    const part = holds.hold(
      holdOf('0.50', { id: 'hold_2', scopes, atLeastNanoUsd: usd('0.10') }),
      timeoutMs,
      undefined,
    )
    await timers.asked(timeoutMs)
    await timers.pass(timeoutMs)
    expect((await part).heldNanoUsd).toBe(usd('0.20'))
  })

  it('is not waited for once it is spent', async () => {
    const { hold, ledger, timers, asked } = await openHolds()
    await spend(ledger, '0.60', { scopes })
    await hold('0.10', 'hold_1')
    const refused = await failureOf(hold('0.40000001', 'hold_2'))
    expect(refused).toBeInstanceOf(BudgetRefusedError)
    expect(timers.pendingMs).toEqual([])
    expect(asked).toHaveLength(2)
  })

  it('is waited for also while another process holds it, and looked for twice a second', async () => {
    const { hold, ledger, settle, timers, asked } = await openHolds()
    await ledger.hold(holdOf('0.80', { id: 'hold_of_another', scopes }))
    const waiting = hold('0.50', 'hold_1')
    await timers.asked(lookAgainMs)
    await settle('hold_of_another', '0')
    const before = asked.length

    await timers.pass(lookAgainMs - 1)
    const tooEarly = asked.length
    await timers.pass(1)

    expect((await waiting).heldNanoUsd).toBe(usd('0.50'))
    expect([tooEarly, asked.length]).toEqual([before, before + 1])
    // Nothing goes on being looked for.
    expect(timers.pendingMs).toEqual([timeoutMs])
  })

  it('is not waited for longer than the call may take where another process keeps it', async () => {
    const { hold, ledger, timers } = await openHolds()
    await ledger.hold(holdOf('0.80', { id: 'hold_of_another', scopes }))
    const refused = failureOf(hold('0.50', 'hold_1'))
    await timers.asked(timeoutMs)

    await timers.pass(timeoutMs)

    expect(await refused).toBeInstanceOf(BudgetRefusedError)
  })

  it('is had at once where another call ends while it is being refused', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const timers = new HandDrivenTimers(noonMs)
    let endFirst = async () => {}
    const racing = ledgerWith(ledger, {
      hold: async (request) => {
        const result = await ledger.hold(request)
        await endFirst()
        return result
      },
    })
    const holds = new PatientHolds({ ledger: racing, now: timers.now, timers })
    const first = await holds.hold(holdOf('0.80', { id: 'hold_1', scopes }), timeoutMs, undefined)
    endFirst = async () => {
      endFirst = async () => {}
      await ledger.settle(settlementOf('hold_1', '0'))
      first.end()
    }
    const second = await holds.hold(holdOf('0.50', { id: 'hold_2', scopes }), timeoutMs, undefined)
    expect(second.heldNanoUsd).toBe(usd('0.50'))
  })

  it('is waited for until somebody gives up', async () => {
    const { hold, timers } = await openHolds()
    await hold('0.80', 'hold_1')
    const abort = new AbortController()
    const second = failureOf(hold('0.50', 'hold_2', abort.signal))
    await timers.asked(timeoutMs)
    const reason = new Error('Nobody reads this any more.')
    abort.abort(reason)
    expect(await second).toBe(reason)
    expect(await failureOf(hold('0.50', 'hold_3', abort.signal))).toBe(reason)
  })

  it('is not for who has lost the workflow', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const lost = ledgerWith(ledger, { hold: async () => ({ kind: 'lost_workflow' }) })
    const timers = new HandDrivenTimers(noonMs)
    const holds = new PatientHolds({ ledger: lost, now: timers.now, timers })
    const failure = await failureOf(holds.hold(holdOf('0.10'), timeoutMs, undefined))
    expect(failure).toBeInstanceOf(LostWorkflowError)
    expect(failure).toMatchObject({ message: expect.stringContaining('wf_1') })
  })
})
