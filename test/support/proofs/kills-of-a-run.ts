import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { serveArticle } from '../../surfaces/discord/article.ts'
import { startBotProcess } from '../../surfaces/discord/bot-process.ts'
import {
  channel,
  dataFolder,
  environmentFor,
  localDiscord,
  member,
} from '../../surfaces/discord/local-bot.ts'
import { shows } from '../../surfaces/discord/message-view.ts'
import type { FaultPlan } from '../discord/rest/faults.ts'
import { openAsOtherProgram } from '../ledger/other-program.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import { isFinal, isRight, readEnding, rowOf } from './faults-of-a-run.ts'

const edit = { method: 'PATCH', path: '/webhooks/', holding: 'brief|', kind: 'hang' } as const
const answer = { method: 'POST', path: `/channels/${channel}/messages`, kind: 'hang' } as const

/** When the process is killed: while it waits for the answer to this request, or while it reads. */
const moments: Readonly<Record<string, (FaultPlan & { readonly isLate?: true }) | undefined>> = {
  'while it reads': undefined,
  'before Discord has the result': edit,
  'after Discord has the result': { ...edit, isCarriedOut: true },
  'before Discord has a late one': { ...answer, isLate: true },
  'after Discord has a late one': { ...answer, isCarriedOut: true, isLate: true },
}

/** A table of what becomes of a run whose process is killed, and of one whose gateway goes away. */
export async function proveKillsOfARun(): Promise<readonly string[]> {
  const rows: string[] = []
  for (const [moment, plan] of Object.entries(moments)) rows.push(await rowOfKill(moment, plan))
  rows.push(await rowOfLostGateway())
  return rows
}

async function place() {
  const [discord, article, provider, folder] = await Promise.all([
    localDiscord(),
    serveArticle({ isHeld: true }),
    startOpenAiServer(),
    dataFolder(),
  ])
  onTestFinished(() => provider.close())
  const environment = await environmentFor(discord, {
    SOURCE_ALLOW_HOSTS: article.host,
    DATA_DIR: folder,
    MODELS: 'openai:gpt-5-mini',
    OPENAI_API_KEY: 'test-key-of-nobody',
    OPENAI_BASE_URL: provider.url,
  })
  const bot = startBotProcess(environment, folder)
  await bot.ready
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  const databaseFile = join(folder, 'autointel.db')
  const answered = () => discord.waitForMessage(channel, isFinal)
  return {
    discord,
    article,
    bot,
    asked,
    databaseFile,
    answered,
    again: () => startBotProcess(environment, folder),
  }
}

async function rowOfKill(moment: string, plan: (typeof moments)[string]): Promise<string> {
  const { discord, article, bot, asked, databaseFile, answered, again } = await place()
  if (plan) {
    const { isLate, ...fault } = plan
    if (isLate) discord.advance(16 * 60_000)
    discord.failNext(fault)
    const file = openAsOtherProgram(databaseFile)
    const isClaimed = () => file.prepare('select 1 from parcels where attempts > 0').get() !== undefined
    article.release()
    await discord.waitUntil(() => isClaimed() && discord.requests.find(({ status }) => status === undefined))
  }
  bot.child.kill('SIGKILL')
  await bot.exit
  article.release()
  const second = again()
  await second.ready
  await answered()
  second.child.kill('SIGTERM')
  await second.exit
  return checked('killed', moment, readEnding(discord, asked, databaseFile))
}

async function rowOfLostGateway(): Promise<string> {
  const { discord, article, bot, asked, databaseFile, answered } = await place()
  discord.drop()
  article.release()
  await answered()
  bot.child.kill('SIGTERM')
  await bot.exit
  return checked('gateway lost', 'while it reads', readEnding(discord, asked, databaseFile))
}

function checked(what: string, moment: string, ending: Parameters<typeof rowOf>[2]): string {
  const row = rowOf(what, moment, ending)
  expect([row, isRight(what, moment, ending)]).toEqual([row, true])
  return row
}
