import type { APIMessage } from 'discord.js'
import postgres from 'postgres'
import { expect, onTestFinished } from 'vitest'
import { systemTimers } from '../../../src/app/timers.ts'
import { actionsOf } from '../../surfaces/discord/message-view.ts'
import type { InteractionHandle } from '../discord/interactions/interaction-handle.ts'
import { type AskedRun, type DiscordFleet, openDiscordFleet } from '../fleet/discord-fleet.ts'
import type { FleetProcess } from '../fleet/fleet-process.ts'
import { createSeededRandom, type SeededRandom } from '../ledger/seeded-random.ts'
import { type EmbeddedServer, startEmbeddedServer } from '../postgres/embedded-server.ts'
import { openBooksAt } from '../postgres/postgres-books.ts'
import { isFinal } from './faults-of-a-run.ts'
import { expectRightFleetBooks } from './fleet-books.ts'

export const allVictims = ['worker', 'gateway', 'process of Postgres', 'all of Postgres'] as const
type Victim = (typeof allVictims)[number]

export interface KilledFleet {
  /** In turn. */
  readonly victims: readonly Victim[]
  readonly kills: number
}

/** Each of them asks the provider at least once. */
const runsBetween = 6
/** The provider takes so long: most kills are while an answer is being waited for. */
const latencyMs = 400

/** Whoever lives: the parts of a fleet that can be killed. */
interface Living {
  readonly gateways: FleetProcess[]
  readonly workers: FleetProcess[]
}

/**
 * Kills a part of a fleet in the middle of runs, again and again. All runs are answered once, and every call that the provider has served is
 * in the books once. Prints how long a killed worker's runs waited, by the database's clock.
 */
export async function proveKilledFleet({ victims, kills }: KilledFleet): Promise<void> {
  const server = await startEmbeddedServer()
  onTestFinished(() => server.stop())
  const databaseUrl = server.url
  const fleet = await openDiscordFleet({ databaseUrl, servers: 4, members: 12, latencyMs, runsPerWorker: 12 })
  const living: Living = {
    gateways: await Promise.all([fleet.startGateway(0), fleet.startGateway(1)]),
    workers: await Promise.all([fleet.startWorker(), fleet.startWorker()]),
  }
  const random = createSeededRandom(20_261_127)
  const takeovers: number[] = []
  const asked: AskedRun[] = []

  for (let kill = 0; kill < kills; kill += 1) {
    const before = fleet.provider.requests.length
    const more = Array.from({ length: runsBetween }, (_, index) => fleet.ask(asked.length + index))
    asked.push(...more)
    // Before that nothing is known of a run but that somebody wants it.
    await Promise.all(
      more.map(({ handle }) => handle.waitFor((message) => isShown(message) || isFinal(message))),
    )
    await fleet.provider.asked(before + 1 + random.whole(runsBetween))
    const victim = victims[kill % victims.length] ?? 'worker'
    takeovers.push(...(await killOne(victim, { fleet, living, server, random })))
  }
  await Promise.all(asked.map(({ handle }) => handle.waitFor(isFinal)))
  for (const process of [...living.gateways, ...living.workers]) expect(await process.stop()).toBe(0)

  expect(asked.filter(({ handle }) => countAnswers(handle) !== 1)).toEqual([])
  // On a busy machine an answer may be sent again that has only come late.
  expect(fleet.discord.violations.filter(({ kind }) => kind !== 'second-answer')).toEqual([])
  const ledger = await openBooksAt(databaseUrl)
  const { calls, unresolved } = await expectRightFleetBooks(ledger, databaseUrl, fleet.provider)
  console.log(
    `${kills} kills (${victims.join(', ')}): ${asked.length} runs, ${calls} served calls, ${unresolved} of them unresolved`,
  )
  if (takeovers.length > 0) console.log(`taken over after ${secondsOf(takeovers)}`)
}

interface Scene {
  readonly fleet: DiscordFleet
  readonly living: Living
  readonly server: EmbeddedServer
  readonly random: SeededRandom
}

/** Kills one, has another in its place, and returns how long its runs have waited for that, milliseconds. */
async function killOne(victim: Victim, { fleet, living, server, random }: Scene): Promise<readonly number[]> {
  switch (victim) {
    case 'worker': {
      const dead = living.workers.shift()
      const taken = dead ? await killWorker(dead, server.url) : []
      living.workers.push(await fleet.startWorker())
      return taken
    }
    case 'gateway': {
      const index = random.whole(2) === 0 ? 0 : 1
      await living.gateways[index]?.kill()
      living.gateways[index] = await fleet.startGateway(index)
      return []
    }
    case 'process of Postgres':
      server.killOne()
      return []
    case 'all of Postgres':
      await server.crash()
      return []
    default:
      return victim satisfies never
  }
}

/** Kills a worker, and waits until somebody else has each of its runs; there is always room for them. */
async function killWorker(worker: FleetProcess, databaseUrl: string): Promise<readonly number[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    const [death] = await sql<{ atMs: number }[]>`
      select extract(epoch from clock_timestamp())::float8 * 1000 as "atMs"`
    await worker.kill()
    const left = await sql<{ id: string; claim: string }[]>`
      select workflows.id, workflows.claim from workflows join processes on processes.id = workflows.process
      where processes.pid = ${worker.pid} and workflows.state in ('queued', 'running')`
    const waits: number[] = []
    for (const { id, claim } of left) {
      for (;;) {
        const [row] = await sql<{ claim: string; atMs: number }[]>`
          select claim, extract(epoch from clock_timestamp())::float8 * 1000 as "atMs"
          from workflows where id = ${id}`
        if (row && row.claim !== claim) {
          waits.push(row.atMs - (death?.atMs ?? 0))
          break
        }
        await systemTimers.wait(20)
      }
    }
    return waits
  } finally {
    await sql.end()
  }
}

function isShown(message: APIMessage): boolean {
  return actionsOf(message).includes('cancel')
}

/** Messages, however often each was written: who dies after writing one and before noting so has it written once more. */
function countAnswers({ edits, followUps }: InteractionHandle): number {
  const finals = [...edits.map(({ message }) => message), ...followUps].filter(isFinal)
  return new Set(finals.map(({ id }) => id)).size
}

function secondsOf(waits: readonly number[]): string {
  const sorted = waits.toSorted((one, other) => one - other)
  const at = (index: number) => `${((sorted.at(index) ?? 0) / 1_000).toFixed(1)} s`
  return `${at(0)} to ${at(-1)}, half of them within ${at(Math.floor(sorted.length / 2))}`
}
