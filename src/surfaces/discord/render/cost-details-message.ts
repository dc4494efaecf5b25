import type { Entry } from '../../../ledger/entry.ts'
import { botSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import { percentUsed } from '../../../money/format.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { type LocalWork, trackCostOf } from '../../../report/track-cost.ts'
import type { OutgoingMessage } from '../message.ts'
import { buttonRow, type Row } from './buttons.ts'
import { composeCards } from './card.ts'
import { breakdownLabel, moreOf, taskLabel } from './labels.ts'
import { bar, budgetColor, colors } from './look.ts'

/** With the action and the subject it fits into a custom id. */
const longestEntryId = 80

export interface CostDetails {
  readonly workflow: string
  /** Of this workflow, oldest first. */
  readonly entries: readonly Entry[]
  /** What the run was allowed to cost. */
  readonly limitNanoUsd: NanoUsd
  /** Calls that stand at what was held, for those who may correct them. */
  readonly toCorrect?: readonly Entry[]
}

/** What a run cost: in total, by task, and call by call. */
export function costDetailsMessage(
  { workflow, entries, limitNanoUsd, toCorrect = [] }: CostDetails,
  texts: Texts,
): OutgoingMessage {
  const title = `🧾 ${texts.t('cost.detailsTitle')}`
  const cost = trackCostOf(entries)
  if (!cost) {
    const plan = { color: colors.quiet, title, lines: [texts.t('cost.nothing')], footer: workflow }
    return { cards: composeCards([plan], moreOf(texts)).cards }
  }
  const spent = cost.totalNanoUsd
  const usedPercent = percentUsed(spent > 0n ? spent : 0n, limitNanoUsd, 1)
  const { promptTokens: input, completionTokens: output, freeRequests: free, local } = cost
  const { cards } = composeCards(
    [
      {
        color: budgetColor(usedPercent),
        title,
        lines: [totalLine(spent, limitNanoUsd, usedPercent, texts)],
        fields: [
          {
            name: texts.t('cost.byTask'),
            lines: [...cost.taskCostsNanoUsd].map(
              ([task, amount]) => `${taskLabel(task, texts)}: **${texts.money(amount, 'four')}**`,
            ),
          },
          {
            name: texts.t('cost.calls'),
            lines: [
              texts.number(cost.apiCalls),
              ...(free > 0 ? [texts.t('cost.freeRequests', { count: free })] : []),
              ...(local.calls > 0 ? [texts.t('cost.localCalls', { count: local.calls })] : []),
            ],
            inline: true,
          },
          {
            name: texts.t('cost.tokens'),
            lines: [
              texts.number(input + output),
              texts.t('cost.tokensInOut', { input, output }),
              ...localTokens(local, texts),
            ],
            inline: true,
          },
          { name: texts.t('cost.byCall'), lines: entries.map((entry) => entryLine(entry, texts)) },
        ],
        footer: workflow,
      },
    ],
    moreOf(texts),
  )
  return { cards, components: correctionButtons(toCorrect, texts) }
}

function correctionButtons(entries: readonly Entry[], texts: Texts): readonly Row[] {
  const correctable = entries.filter(({ id }) => id.length <= longestEntryId)
  return buttonRow(
    correctable.map(({ id, amountNanoUsd }) => ({
      label: texts.t('cost.correct', { amount: texts.money(amountNanoUsd, 'four') }),
      does: ['correct', botSubject.name, id],
      emoji: '✏️',
    })),
  )
}

function localTokens({ calls, promptTokens, completionTokens }: LocalWork, texts: Texts): readonly string[] {
  return calls > 0 ? [texts.t('cost.localTokens', { count: promptTokens + completionTokens })] : []
}

function totalLine(spent: NanoUsd, limit: NanoUsd, usedPercent: number, texts: Texts): string {
  const sentence = texts.t('cost.ofAtMost', {
    spent: `**${texts.moneyInBoth(spent, 'three')}**`,
    limit: texts.moneyInBoth(limit),
    percent: texts.percent(usedPercent),
  })
  return `${bar(usedPercent)} ${sentence}`
}

/** A call as it stands in the books; what is not certain says so. */
function entryLine({ provider, model, amountNanoUsd, provenance, usage }: Entry, texts: Texts): string {
  const tokens = (usage.inputTokens?.total ?? 0) + (usage.outputTokens?.total ?? 0)
  const isCertain = provenance === 'reported' || provenance === 'computed'
  return [
    breakdownLabel('model', `${provider}:${model}`, texts, 60),
    tokens > 0 && texts.t('common.tokens', { count: tokens }),
    texts.money(amountNanoUsd, 'four'),
    !isCertain && texts.t(`cost.provenance.${provenance}`),
  ]
    .filter(Boolean)
    .join(' · ')
}
