import { expect } from 'vitest'
import { actionsOf, buttonOf, shows, textOf } from '../../surfaces/discord/message-view.ts'
import type { InteractionHandle } from '../discord/interactions/interaction-handle.ts'
import { type AskedRun, type DiscordFleet, openDiscordFleet } from '../fleet/discord-fleet.ts'
import type { FleetProcess } from '../fleet/fleet-process.ts'
import { openBooksAt } from '../postgres/postgres-books.ts'
import { temporaryDatabase } from '../postgres/temporary-database.ts'
import { isFinal } from './faults-of-a-run.ts'
import { expectRightFleetBooks } from './fleet-books.ts'

export interface FleetOverDiscord {
  readonly workers: number
  readonly servers: number
  readonly runs: number
  /** How many of them are cancelled by the gateway that has not begun them. */
  readonly cancelled: number
}

const lanes = 40

/**
 * Two gateways and some workers, each a process of its own, over a local Discord: each run is answered once, in the message that has shown
 * how it got on, and some are cancelled by way of the other gateway.
 */
export async function proveFleetOverDiscord(options: FleetOverDiscord): Promise<void> {
  const databaseUrl = await temporaryDatabase()
  const fleet = await openDiscordFleet({ ...options, databaseUrl, members: 50, latencyMs: 20 })
  const { discord } = fleet
  // Which of them is up first is all the same.
  const gateways = await Promise.all([fleet.startGateway(1), fleet.startGateway(0)])
  const cancelled = await cancelByOther(fleet, options.cancelled)
  const workers = await Promise.all(Array.from({ length: options.workers }, () => fleet.startWorker()))

  const asked = await askInLanes(fleet, options.runs - options.cancelled)
  await Promise.all(cancelled.map(({ handle }) => handle.waitFor(shows('Cancelled'))))
  for (const process of [...gateways, ...workers]) expect(await process.stop()).toBe(0)

  expect(asked.filter(({ handle }) => finalsOf(handle) !== 1)).toEqual([])
  expect(asked.filter(({ handle }) => !hasShownProgress(handle))).toEqual([])
  expect(messagesIn(fleet)).toBe(options.runs)
  expect(commandPuts(fleet)).toBe(1)
  // On a busy machine an answer may be sent again that has only come late.
  expect(discord.violations.filter(({ kind }) => kind !== 'second-answer')).toEqual([])
  const ledger = await openBooksAt(databaseUrl)
  await expectRightFleetBooks(ledger, databaseUrl, fleet.provider)
  console.log(`${options.runs} runs, ${options.workers} workers: ${sharesOf(workers).join(', ')} runs each`)
}

/** Each lane asks for the next once it has been answered. */
async function askInLanes(fleet: DiscordFleet, runs: number): Promise<readonly AskedRun[]> {
  const asked: AskedRun[] = []
  const lane = async () => {
    while (asked.length < runs) {
      const run = fleet.ask(asked.length)
      asked.push(run)
      await run.handle.waitFor(isFinal)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return asked
}

/** Asked for on servers of the second gateway before there is any worker, and cancelled in direct messages, which are the first one's. */
async function cancelByOther(fleet: DiscordFleet, count: number): Promise<readonly AskedRun[]> {
  const { discord } = fleet
  const asked = Array.from({ length: count }, (_, index) => fleet.ask(2 * index + 1))
  for (const { member, handle } of asked) {
    await handle.waitFor((message) => actionsOf(message).includes('cancel'))
    const direct = { user: member, isDirect: true }
    const list = await discord.command('runs', {}, direct).waitFor(shows('Your runs'))
    const [id = ''] = /wf_[\w-]+/.exec(buttonOf(handle.response ?? list, 'cancel')) ?? []
    const opened = await discord
      .select(list, 'open-run', [id], direct)
      .waitFor((message) => actionsOf(message).includes('cancel'))
    await discord
      .button(opened, buttonOf(opened, 'cancel'), direct)
      .waitForFollowUp(shows('will stop in a moment'))
  }
  return asked
}

function finalsOf({ edits }: InteractionHandle): number {
  return edits.filter(({ message }) => isFinal(message)).length
}

function hasShownProgress({ edits }: InteractionHandle): boolean {
  return edits.some(
    ({ message }) => actionsOf(message).includes('cancel') && textOf(message).includes('Fetch'),
  )
}

function messagesIn({ discord, servers }: DiscordFleet): number {
  return servers
    .flatMap(({ channels = [] }) => channels)
    .reduce((sum, { id }) => sum + discord.messages(id).length, 0)
}

function commandPuts({ discord }: DiscordFleet): number {
  return discord.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length
}

function sharesOf(workers: readonly FleetProcess[]): readonly number[] {
  return workers.map(({ lines }) => lines.filter((line) => line.includes('a workflow is run here')).length)
}
