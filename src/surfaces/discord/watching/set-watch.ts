import type { Requester } from '../../../access/requester.ts'
import { setterRoleFor } from '../../../access/subjects.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import { serverSubject, userSubject } from '../../../ledger/subject.ts'
import { amountProblemText } from '../../../locales/amount-problem-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { readAmount } from '../../../money/read-amount.ts'
import type { WatchMode } from '../../../servers/server-settings.ts'
import { usualWatchBudgetNanoUsd, watchAccountOf } from '../../../servers/watch-account.ts'
import { safeLine } from '../render/safe-text.ts'

export interface WatchWish {
  readonly server: string
  readonly channel: string
  readonly mode: WatchMode
  /** A day's limit of all watched channels of the server, as typed; null leaves what there is. */
  readonly amount: string | null
}

export interface SetWatchOptions {
  readonly autointel: Pick<Autointel, 'servers' | 'ledger' | 'config'>
  readonly requester: Requester
  readonly texts: Texts
  readonly nowMs: number
}

/** Has a channel watched, within a day's limit; why not, in words, when it cannot be. */
export async function setWatch(
  { server, channel, mode, amount }: WatchWish,
  options: SetWatchOptions,
): Promise<string | undefined> {
  const { autointel, texts } = options
  if (!autointel.config.discord.watchesChannels) return texts.t('settings.watchingOff')
  const read = amount === null ? undefined : readAmount(amount)
  if (read && read.kind !== 'amount')
    return amountProblemText(read.problem, safeLine(amount ?? '', 100), texts)
  const limitNanoUsd = read?.amountNanoUsd ?? (await missingLimit(server, options))
  const problem = limitNanoUsd === undefined ? undefined : await setLimit(server, limitNanoUsd, options)
  if (problem === undefined) await autointel.servers.watch(server, { channel, mode })
  return problem
}

/** The limit of a day that watched channels are given when nobody has said one; undefined when somebody has. */
async function missingLimit(
  server: string,
  { autointel, nowMs }: SetWatchOptions,
): Promise<NanoUsd | undefined> {
  const statuses = await autointel.ledger.budgetStatus(userSubject(watchAccountOf(server)), nowMs)
  const hasOne = statuses.some(({ period, budget }) => period === 'day' && budget !== undefined)
  return hasOne ? undefined : usualWatchBudgetNanoUsd
}

async function setLimit(
  server: string,
  limitNanoUsd: NanoUsd,
  { autointel, requester, texts, nowMs }: SetWatchOptions,
): Promise<string | undefined> {
  const role = setterRoleFor(requester, serverSubject(server))
  if (!role) return texts.t('error.managerOnly')
  const result = await autointel.ledger.setBudget({
    subject: userSubject(watchAccountOf(server)),
    period: 'day',
    limitNanoUsd,
    mode: 'hard',
    by: userSubject(requester.user).name,
    role,
    atMs: nowMs,
  })
  if (result.kind === 'set') return undefined
  if (result.kind === 'beyond_cap')
    return texts.t('error.aboveOwnerCap', { cap: texts.money(result.cap.limitNanoUsd) })
  return texts.t('error.ownerOnly')
}
