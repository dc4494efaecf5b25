import type { APIMessage } from 'discord.js'
import type { BudgetLimit } from '../../../src/ledger/budget-limit.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import type { ActionContext } from '../../support/discord/interactions/place.ts'
import { noonMs } from '../../support/ledger/requests.ts'
import type { botWithCosts } from './booked-costs.ts'
import { isAnswered } from './report-parts.ts'

type Bot = Awaited<ReturnType<typeof botWithCosts>>

/** The limit in force. */
export async function limitOf(
  { ledger }: Pick<Bot, 'ledger'>,
  subject: string,
  period = 'day',
): Promise<BudgetLimit | undefined> {
  const statuses = await ledger.budgetStatus(bookedSubject(subject), noonMs)
  return statuses.find((status) => status.period === period)?.budget
}

/** The answer to a command, as it is first. */
export async function answerTo(
  { discord }: Pick<Bot, 'discord'>,
  name: string,
  options: Readonly<Record<string, string>>,
  context: ActionContext,
): Promise<APIMessage> {
  return structuredClone(await discord.command(name, options, context).waitFor(isAnswered))
}
