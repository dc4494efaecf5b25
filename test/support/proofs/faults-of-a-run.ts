import type { APIMessage } from 'discord.js'
import { expect } from 'vitest'
import { serveArticle } from '../../surfaces/discord/article.ts'
import { channel, dataFolder, localDiscord, member, runBot } from '../../surfaces/discord/local-bot.ts'
import { actionsOf, isForOneAlone, shows, textOf } from '../../surfaces/discord/message-view.ts'
import type { InteractionHandle } from '../discord/interactions/interaction-handle.ts'
import type { LocalDiscord } from '../discord/local-discord.ts'
import type { FaultPlan } from '../discord/rest/faults.ts'
import { generousLimits } from '../discord/rest/rate-limiter.ts'
import { openAsOtherProgram } from '../ledger/other-program.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import { HurriedTimers } from '../time/hurried-timers.ts'

/** What goes wrong with a request: `times` of them, so that it passes, or all. */
type Fault = Pick<FaultPlan, 'kind' | 'status' | 'code' | 'isCarriedOut' | 'times' | 'retryAfterMs'>

const refusal = (status: number, code: number, times = 99): Fault => ({
  kind: 'refusal',
  status,
  code,
  times,
})
/** The client itself tries again three times. */
const attempts = 4

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes (2026-11) */
const faults = {
  '401': refusal(401, 0, 1),
  '403 50001': refusal(403, 50001),
  '403 50013': refusal(403, 50013),
  '403 50007': refusal(403, 50007),
  '403 40003': refusal(403, 40003),
  '403 20026': refusal(403, 20026),
  '403 160005': refusal(403, 160005),
  '400 50083': refusal(400, 50083),
  '400 50008': refusal(400, 50008),
  '400 50035': refusal(400, 50035),
  '400 200000': refusal(400, 200000),
  '404 10003': refusal(404, 10003),
  '404 10004': refusal(404, 10004),
  '404 10008': refusal(404, 10008),
  '404 10013': refusal(404, 10013),
  '404 10015': refusal(404, 10015),
  '404 10062': refusal(404, 10062),
  '429': { kind: 'rate-limit', retryAfterMs: 1 },
  '500': { kind: 'server-error' },
  '500, all tries': { kind: 'server-error', times: attempts },
  '502 HTML': { kind: 'bad-gateway' },
  '502 HTML, all tries': { kind: 'bad-gateway', times: attempts },
  'cut before': { kind: 'reset' },
  'cut before, all tries': { kind: 'reset', times: attempts },
  'cut after': { kind: 'reset', isCarriedOut: true },
  'cut after, all tries': { kind: 'reset', isCarriedOut: true, times: attempts },
  'closed before': { kind: 'close', times: attempts },
  'closed after': { kind: 'close', isCarriedOut: true, times: attempts },
} as const satisfies Readonly<Record<string, Fault>>
export type FaultName = keyof typeof faults

const callback = /^\/interactions\/.*\/callback$/
const answers = /^\/webhooks\//
const directly = /^\/channels\/(?!13)\d+\/messages$/
const inChannel = `/channels/${channel}/messages`

/** The requests of a run, in their order. Those of one whose token is over come instead of the result's edit. */
const requests = {
  'first answer': { method: 'POST', path: callback },
  'the answer’s message': { method: 'GET', path: answers, after: 'lost' },
  progress: { method: 'PATCH', path: answers, holding: 'cancel|' },
  result: { method: 'PATCH', path: answers, holding: 'brief|' },
  'late: old message': { method: 'PATCH', path: new RegExp(`^${inChannel}/`), after: 'late' },
  'late: in the channel': { method: 'POST', path: inChannel, after: 'late' },
  'late: opening direct messages': { method: 'POST', path: '/users/@me/channels', after: 'forbidden' },
  'late: direct message': { method: 'POST', path: directly, after: 'forbidden' },
} as const satisfies Readonly<
  Record<string, Pick<FaultPlan, 'method' | 'path' | 'holding'> & { after?: 'lost' | 'late' | 'forbidden' }>
>
export type RequestName = keyof typeof requests

async function bench() {
  const startMs = Date.now()
  let aheadMs = 0
  const [discord, article, provider, folder] = await Promise.all([
    localDiscord({ ...generousLimits, clock: () => startMs }),
    serveArticle({ isHeld: true }),
    startOpenAiServer(),
    dataFolder(),
  ])
  const timers = new HurriedTimers()
  const settings = {
    SOURCE_ALLOW_HOSTS: article.host,
    DATA_DIR: folder,
    MODELS: 'openai:gpt-5-mini',
    OPENAI_API_KEY: 'test-key-of-nobody',
    OPENAI_BASE_URL: provider.url,
  }
  const running = await runBot(discord, settings, { timers, now: () => startMs + aheadMs })
  const advance = (milliseconds: number) => {
    aheadMs += milliseconds
    discord.advance(milliseconds)
  }
  return { discord, article, provider, timers, running, advance }
}

type Bench = Awaited<ReturnType<typeof bench>>
const outboxPollMs = 5_000

/** What became of a run one of whose requests failed. */
export interface Ending {
  /** Where its result or an error is to be read. */
  readonly answers: readonly string[]
  readonly state: string
  /** A message that still says that it is being read. */
  readonly isLeftReading: boolean
  readonly isKept: boolean
  readonly charges: number
  /** Answered 401, 403 or 404. */
  readonly refused: number
}

async function endingOf(request: RequestName, fault: FaultName): Promise<Ending> {
  const made = await bench()
  const { discord, article, provider, timers, running, advance } = made
  const { after, ...where } = { after: undefined, ...requests[request] }
  const plan = (() => discord.failNext({ ...where, ...faults[fault] })) as () => void
  if (after === 'lost')
    discord.failNext({ method: 'POST', path: callback, kind: 'reset', isCarriedOut: true })
  const isEarly = request === 'first answer' || request === 'the answer’s message' || request === 'progress'
  if (isEarly) plan()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const id = `wf_${asked.id}`
  const hasBegun = await begins(made, id, asked.id)
  if (!isEarly) await asked.waitFor(shows('fetching'))
  if (after === 'late' || after === 'forbidden') advance(16 * 60_000)
  if (after === 'forbidden')
    discord.failNext({ method: 'POST', path: inChannel, kind: 'refusal', code: 50001, times: 99 })
  if (!isEarly) plan()
  article.release()
  if (hasBegun) await ends(made, id)
  else await timers.repeated(outboxPollMs, 3)
  await provider.close()
  return readEnding(discord, asked, running.context.autointel.config.databaseFile)
}

/** How a run stands for its member, and in the books. */
export function readEnding(discord: LocalDiscord, asked: InteractionHandle, databaseFile: string): Ending {
  const id = `wf_${asked.id}`
  const file = openAsOtherProgram(databaseFile)
  const count = (sql: string) => Number(file.prepare(`select count(*) from ${sql}`).pluck().get(id))
  const run = file.prepare('select state from workflows where id = ?').pluck().get(id)
  const own = [...asked.followUps, ...(asked.response ? [asked.response] : [])].filter(isForOneAlone)
  const seen = [
    ...discord.messages(channel).map((message) => ({ message, place: 'channel' })),
    ...discord.directMessages(member.id).map((message) => ({ message, place: 'direct' })),
    ...own.map((message) => ({ message, place: 'for the member' })),
  ]
  return {
    answers: seen.filter(({ message }) => isFinal(message)).map(({ place }) => place),
    state: typeof run === 'string' ? run : 'not begun',
    isLeftReading: seen.some(({ message }) => actionsOf(message).includes('cancel')),
    isKept: count("parcels where workflow = ? and state = 'kept'") > 0,
    charges: count('entries where workflow = ? and calls > 0'),
    refused: discord.requests.filter(({ status }) => [401, 403, 404].includes(status ?? 0)).length,
  }
}

/** Ends the waiting of a member: a brief, or an error. */
export function isFinal(message: APIMessage): boolean {
  return /Key points|Something went wrong/.test(textOf(message))
}

/** Whether the run has begun; false when the bot has said in its log that it does not. */
async function begins({ running, timers }: Bench, id: string, interaction: string): Promise<boolean> {
  for (;;) {
    if (await running.context.autointel.workflows.find(id)) return true
    if (running.lines.some((line) => line['interaction'] === interaction)) return false
    await timers.repeated(outboxPollMs, 1)
  }
}

/** Lets time pass until the outbox has done with the result: every pause between attempts is over at some time. */
async function ends({ running, timers, advance }: Bench, id: string): Promise<void> {
  const file = openAsOtherProgram(running.context.autointel.config.databaseFile)
  const isOver = () => {
    const states = file.prepare('select state from parcels where workflow = ?').pluck().all(id)
    return states.length > 0 && states.every((state) => state !== 'waiting' && state !== 'claimed')
  }
  while (!isOver()) {
    await timers.repeated(outboxPollMs, 4)
    advance(7_000)
  }
  await timers.repeated(outboxPollMs, 2)
}

/** `result               403 50001             direct              completed  charged 1  refused 1` */
export function rowOf(request: string, fault: string, ending: Ending): string {
  const { answers: places, state, isLeftReading, isKept, charges, refused } = ending
  const where = [...places, ...(isKept ? ['kept for /runs'] : []), ...(isLeftReading ? ['LEFT READING'] : [])]
  return [
    request.padEnd(30),
    fault.padEnd(22),
    (where.join(', ') || '–').padEnd(24),
    state.padEnd(10),
    `calls ${charges}`,
    `refused ${refused}`,
  ].join(' ')
}

/** Every request with every fault. */
export const allCases = (Object.keys(requests) as RequestName[]).flatMap((request) =>
  (Object.keys(faults) as FaultName[]).map((fault) => [request, fault] as const),
)

/** Fails where a run does not end as it should when one of its requests fails; the row of the table. */
export async function proveFaultOfARun(request: RequestName, fault: FaultName): Promise<string> {
  const ending = await endingOf(request, fault)
  const row = rowOf(request, fault, ending)
  expect(isRight(request, fault, ending), row).toBe(true)
  return row
}

/** One answer, or kept as one, or nothing begun; no call twice; and no end of refused requests. */
export function isRight(request: string, fault: string, ending: Ending): boolean {
  const { answers: places, state, isKept, charges, refused, isLeftReading } = ending
  const finals = places.length + (isKept ? 1 : 0)
  const isAnsweredOnce = state === 'not begun' ? finals <= 1 && charges === 0 : finals === 1
  // What Discord does not let the bot change, or says is not there any more, stays as it is.
  const mayBeLeft = request === 'late: old message' || fault === '404 10008'
  return isAnsweredOnce && charges <= 1 && refused <= 4 && (!isLeftReading || mayBeLeft)
}
