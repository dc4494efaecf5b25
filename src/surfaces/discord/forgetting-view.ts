import type { ChatInputCommandInteraction } from 'discord.js'
import type { Subject } from '../../ledger/subject.ts'
import type { Texts } from '../../locales/texts.ts'
import type { Forgettable, ForgettableCount } from '../../orchestrator/erasure-store.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { BotContext, ComponentInteraction } from './bot-context.ts'
import { type OutgoingMessage, sendable } from './message.ts'
import { type ButtonPlan, buttonRow } from './render/buttons.ts'
import { noticeMessage } from './render/error-message.ts'
import { colors } from './render/look.ts'
import { safeLine } from './render/safe-text.ts'

/** What a member wants forgotten, and has the right to. */
export type WantedForgetting =
  | { readonly kind: 'run'; readonly run: Workflow }
  | { readonly kind: 'subject'; readonly subject: Subject }

type Answered = ChatInputCommandInteraction | ComponentInteraction

/** Says what would go, in the deferred answer, and asks. */
export async function confirmForgetting(
  interaction: Answered,
  wanted: WantedForgetting,
  { autointel, textsFor }: BotContext,
): Promise<void> {
  const count = await autointel.erasure.count(forgettableOf(wanted))
  await interaction.editReply(sendable(confirmationMessage(wanted, count, textsFor(interaction))))
}

/** Forgets, and says so in place of the question. */
export async function forgetAsAsked(
  interaction: ComponentInteraction,
  wanted: WantedForgetting,
  { autointel, textsFor, log }: BotContext,
): Promise<void> {
  const texts = textsFor(interaction)
  await interaction.deferUpdate()
  const { runs, isOverwritten } = await autointel.forgetting.forget(forgettableOf(wanted))
  log.info(
    { runs, isOverwritten, kind: wanted.kind },
    'words were forgotten at the wish of those they belong to',
  )
  const text = texts.t('forget.done', { runs: texts.t('common.runs', { count: runs }) })
  await interaction.editReply(sendable({ ...noticeMessage(text, texts, colors.good), components: [] }))
}

function forgettableOf(wanted: WantedForgetting): Forgettable {
  if (wanted.kind === 'run') return { kind: 'run', workflow: wanted.run.id }
  const { subject } = wanted
  return subject.kind === 'user'
    ? { kind: 'user', user: subject.user }
    : { kind: 'tenant', tenant: subject.name }
}

function confirmationMessage(
  wanted: WantedForgetting,
  { runs, unfinished }: ForgettableCount,
  texts: Texts,
): OutgoingMessage {
  if (runs === 0) return noticeMessage(texts.t('forget.nothing'), texts)
  const lines = [
    `**${questionOf(wanted, runs, texts)}**`,
    texts.t('forget.goes'),
    ...(unfinished > 0 ? [texts.t('forget.stops', { count: unfinished })] : []),
    `-# ${texts.t('forget.stays')}`,
  ]
  const keep: ButtonPlan = { label: texts.t('forget.keep'), does: ['keep'] }
  return {
    ...noticeMessage(lines.join('\n'), texts, colors.warning),
    components: buttonRow([confirmationOf(wanted, texts), keep]),
  }
}

function questionOf(wanted: WantedForgetting, runs: number, texts: Texts): string {
  const count = texts.t('common.runs', { count: runs })
  if (wanted.kind === 'subject')
    return texts.t(wanted.subject.kind === 'user' ? 'forget.askMine' : 'forget.askServer', { runs: count })
  const { title, location } = wanted.run
  const name = safeLine(title || location.address, 120)
  return texts.t(runs === 1 ? 'forget.askOne' : 'forget.askOneAndDeeper', { name, runs: count })
}

function confirmationOf(wanted: WantedForgetting, texts: Texts): ButtonPlan {
  const does =
    wanted.kind === 'run'
      ? (['forget-run', wanted.run.id] as const)
      : (['forget-all', wanted.subject.name] as const)
  return { label: texts.t('forget.confirm'), does, style: 'danger', emoji: '🧹' }
}
