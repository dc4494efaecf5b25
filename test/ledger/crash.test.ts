import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { isAlive, thisProcess } from '../../src/store/processes.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { holdOf, noonMs } from '../support/ledger/requests.ts'
import { startLedgerProcess } from '../support/ledger/start-process.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { proveKilledLedgerProcesses } from '../support/proofs/killed-ledger-processes.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

const farMs = Number.MAX_SAFE_INTEGER

describe('processes that are killed', () => {
  it('lose nothing that was acknowledged and leave nothing pending, however often they die', () =>
    proveKilledLedgerProcesses({ kills: 12 }))

  it('have their holds expired, while those of the living stay', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    await ledger.hold(holdOf('0.10', { id: 'own', expiresAtMs: farMs }))
    const [dead, living] = [1, 2].map((seed) => startLedgerProcess({ path, work: 'linger', seed }))
    await Promise.all([dead?.answer, living?.answer])
    const before = await ledger.expireHolds(noonMs)
    await dead?.kill()

    const expired = await ledger.expireHolds(noonMs)

    expect(before).toEqual([])
    expect(expired).toMatchObject([{ holdId: 'linger_1', provenance: 'unresolved' }])
    expect((await ledger.holdsPending()).map(({ id }) => id)).toEqual(['own', 'linger_2'])
  })

  it('have their holds expired also when they left in good order', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    const leaving = await openLedgerAt(path)
    await leaving.hold(holdOf('0.10', { id: 'left', expiresAtMs: farMs }))
    const before = await ledger.expireHolds(noonMs)
    await leaving.close()

    expect(before).toEqual([])
    expect(await ledger.expireHolds(noonMs)).toMatchObject([{ holdId: 'left' }])
  })
})

describe('whether a process is alive', () => {
  const alive = { ...thisProcess(), heartbeatAtMs: 0 }

  it('is told on this host by its number and its birth, whatever its heartbeat', () => {
    expect(isAlive(alive, farMs)).toBe(true)
    expect(isAlive({ ...alive, birth: 'another start' }, 0)).toBe(false)
    expect(isAlive({ ...alive, pid: 2 ** 22 + 1 }, 0)).toBe(false)
  })

  it('is told on another host by its heartbeat: dead after a minute without one', () => {
    const elsewhere = { ...alive, host: `not-${hostname()}`, birth: 'another start' }

    expect(isAlive(elsewhere, 59_999)).toBe(true)
    expect(isAlive(elsewhere, 60_000)).toBe(false)
  })

  it.each([
    ['container of the same host name', (namespace: string) => namespace.replace(/\[.*$/, '[1]')],
    ['boot of this machine', (namespace: string) => namespace.replace(/^.*\//, 'another boot/')],
    ['version, which did not say where it ran', () => ''],
  ])('is told in another %s by its heartbeat, whatever has its number here', (_what, elsewhereOf) => {
    const namespace = elsewhereOf(alive.namespace)
    const strangers = [
      { ...alive, namespace },
      { ...alive, namespace, pid: 2 ** 22 + 1 },
    ]

    expect(namespace).not.toBe(alive.namespace)
    expect(strangers.map((stranger) => isAlive(stranger, 59_999))).toEqual([true, true])
    expect(strangers.map((stranger) => isAlive(stranger, 60_000))).toEqual([false, false])
  })

  it('is shown by a heartbeat every quarter of a minute', async () => {
    const path = temporaryPath()
    const timers = new HandDrivenTimers(noonMs)
    await openLedgerAt(path, { timers, now: timers.now })
    const other = openAsOtherProgram(path)
    const heartbeatMs = () => other.prepare('select heartbeat_at_ms from processes').pluck().get()

    await timers.pass(14_999)
    const before = heartbeatMs()
    await timers.pass(1)
    await timers.pass(0)

    expect(before).toBe(BigInt(noonMs))
    expect(heartbeatMs()).toBe(BigInt(noonMs) + 15_000n)
  })

  it('decides over the holds of a process whose number was given to another', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    const earlier = await openLedgerAt(path, { process: { ...thisProcess(), birth: 'another start' } })
    await earlier.hold(holdOf('0.10', { id: 'of_the_earlier', expiresAtMs: farMs }))

    expect(await ledger.expireHolds(noonMs)).toMatchObject([{ holdId: 'of_the_earlier' }])
  })

  it.each([
    ['on another host', { host: `not-${hostname()}` }],
    ['in another container, with this one’s host name and number', { namespace: 'another' }],
  ])('decides over the holds of a process %s that has fallen silent', async (_where, place) => {
    const path = temporaryPath()
    const startMs = noonMs
    let nowMs = startMs
    const ledger = await openLedgerAt(path, { now: () => nowMs })
    const elsewhere = { ...thisProcess(), ...place }
    const other = await openLedgerAt(path, { now: () => startMs, process: elsewhere })
    await other.hold(holdOf('0.10', { id: 'elsewhere', expiresAtMs: farMs }))

    nowMs = startMs + 59_999
    const early = await ledger.expireHolds(nowMs)
    nowMs = startMs + 60_000
    const late = await ledger.expireHolds(nowMs)

    expect(early).toEqual([])
    expect(late).toMatchObject([{ holdId: 'elsewhere' }])
  })
})
