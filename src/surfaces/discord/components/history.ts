import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { MoneyComponent } from '../bot-context.ts'
import { discordName } from '../chosen-subject.ts'
import { type OutgoingMessage, sendable } from '../message.ts'
import { type BudgetHistory, budgetHistoryMessage } from '../render/budget-message.ts'
import { buttonRow } from '../render/buttons.ts'
import { tellPrivately } from '../reply-error.ts'

/** `history|subject|page`: another page of how the budgets of a subject were changed. */
export const history: MoneyComponent = {
  action: 'history',
  requires: 'manager',
  async execute(interaction, subject, [page = ''], { autointel, textsFor }) {
    const texts = textsFor(interaction)
    if (!interaction.isButton() || !/^\d{1,4}$/.test(page)) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    await interaction.deferUpdate()
    const displayName = discordName(interaction.client, subject)
    const view = { subject, displayName, page: Number(page) }
    await interaction.editReply(sendable(await budgetHistoryPage(autointel.ledger, view, texts)))
  },
}

const changesPerPage = 10
/** Older changes stay in the ledger; nobody pages further back. */
const shownChanges = 1_000

/** One page of who changed which limit or the time zone, the newest first; `page` counts from 0 and is brought into what there is. */
export async function budgetHistoryPage(
  ledger: Pick<LedgerStore, 'budgetHistory' | 'timeZoneHistory'>,
  { subject, displayName, page }: Omit<BudgetHistory, 'changes'> & { readonly page: number },
  texts: Texts,
): Promise<OutgoingMessage> {
  const [limits, zones] = await Promise.all([
    ledger.budgetHistory(subject, shownChanges),
    ledger.timeZoneHistory(subject, shownChanges),
  ])
  const all = [...limits, ...zones].sort((a, b) => b.atMs - a.atMs).slice(0, shownChanges)
  const pages = Math.max(1, Math.ceil(all.length / changesPerPage))
  const shown = Math.min(page, pages - 1)
  const changes = all.slice(shown * changesPerPage, (shown + 1) * changesPerPage)
  const message = budgetHistoryMessage({ subject, displayName, changes }, texts)
  if (pages === 1) return { ...message, components: [] }
  const turn = (to: number) => ['history', subject.name, `${to}`] as const
  const components = buttonRow([
    { label: texts.t('budget.newer'), does: turn(shown - 1), emoji: '◀️', isDisabled: shown === 0 },
    { label: texts.t('common.page', { page: shown + 1, pages }), does: ['history-page'], isDisabled: true },
    {
      label: texts.t('budget.older'),
      does: turn(shown + 1),
      emoji: '▶️',
      isDisabled: shown === pages - 1,
    },
  ])
  return { ...message, components }
}
