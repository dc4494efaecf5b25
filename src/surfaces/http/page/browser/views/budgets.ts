import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { AlertsInForceJson } from '../../../../../wire/alerts-in-force.ts'
import type { BudgetsJson } from '../../../../../wire/budgets.ts'
import { api, oneAtATime } from '../api.ts'
import { Bar, Problem, submitted, trying } from '../components.ts'
import { dateTime, money, moneyInBoth, percent } from '../format.ts'
import { html } from '../html.ts'
import { onEvent } from '../live.ts'
import { pageData } from '../page-data.ts'
import { subjectHeading, subjectName, t } from '../texts.ts'
import { AlertHistory, readAlertHistory } from './alert-history.ts'

type Budget = BudgetsJson['budgets'][number]

/** So many subjects are shown until all are asked for. */
const shownAtOnce = 20
const problem = signal<string | undefined>(undefined)
const all = signal<readonly BudgetsJson[]>([])
const isWhole = signal(false)
/** Who was asked for, and may have neither spent nor a budget. */
const asked = signal('')
const alerts = signal<AlertsInForceJson>([])
/** The one that is being edited: `<subject> <period>`. */
const edited = signal('')
const changed = signal('')
const maySet = pageData.caller.role !== 'client'

function readBudgets(subject: string): Promise<BudgetsJson> {
  return api<BudgetsJson>(`/api/budgets/${encodeURIComponent(subject)}`)
}

const read = oneAtATime(async () => {
  const [budgets, inForce] = await Promise.all([
    api<readonly BudgetsJson[]>('/api/budgets'),
    api<AlertsInForceJson>('/api/alerts'),
    readAlertHistory(),
  ])
  const isMissing = asked.value !== '' && budgets.every(({ subject }) => subject !== asked.value)
  all.value = inOrder([...budgets, ...(isMissing ? [await readBudgets(asked.value)] : [])], all.value)
  alerts.value = inForce
})

/** What may be spent and what was, and the budgets that are nearly used up. */
export function BudgetsView(): VNode {
  const refresh = () => void trying(problem, read)
  onEvent(({ type }) => {
    if (type === 'booked' || type === 'reset') refresh()
  })
  refresh()
  return html`<${Problem} of=${problem}/><p role="status">${changed}</p><${Alerts}/><${AlertHistory}/>
    ${pageData.caller.role === 'operator' && html`<${OtherSubject}/>`}<${Subjects}/>`
}

function Alerts(): VNode {
  return html`<section aria-labelledby="alerts">
    <h2 id="alerts">${t('page.budgets.alerts')}</h2>
    ${alerts.value.length === 0 && html`<p>${t('page.budgets.noAlerts')}</p>`}
    <ul>${alerts.value.map(
      ({ subject, period, percent: used, spent_usd, limit_usd, resets_at }) =>
        html`<li>${t('page.budgets.alert', {
          budget: t(`budgetName.${period}`),
          subject: subjectName(subject),
          percent: percent(used),
          spent: moneyInBoth(spent_usd),
          limit: moneyInBoth(limit_usd),
          reset: dateTime(resets_at),
        })}</li>`,
    )}</ul>
  </section>`
}

/** As they stood before, so that none moves while it is being read; further ones behind them, whoever has spent most this month first. */
function inOrder(found: readonly BudgetsJson[], before: readonly BudgetsJson[]): readonly BudgetsJson[] {
  const places = new Map(before.map(({ subject }, place) => [subject, place]))
  const placeOf = ({ subject }: BudgetsJson) => places.get(subject) ?? (subject === 'bot' ? -1 : places.size)
  const spentBy = ({ budgets }: BudgetsJson) =>
    budgets.find(({ period }) => period === 'month')?.spent_usd ?? 0
  return found.toSorted((one, other) => placeOf(one) - placeOf(other) || spentBy(other) - spentBy(one))
}

function Subjects(): VNode {
  const shown = isWhole.value ? all.value : all.value.slice(0, shownAtOnce)
  return html`<div>${shown.map(
    ({ subject, budgets }) => html`<section key=${subject} class="subject" aria-labelledby=${`of-${subject}`}>
      <h2 id=${`of-${subject}`}>${subjectHeading(subject)}</h2>
      <ul class="budgets">${budgets.map((budget) => html`<${BudgetItem} subject=${subject} budget=${budget}/>`)}</ul>
    </section>`,
  )}
    ${
      shown.length < all.value.length &&
      html`<p><button class="quiet" onClick=${() => {
        isWhole.value = true
      }}>${t('page.costs.showAll', { count: all.value.length })}</button></p>`
    }
  </div>`
}

function BudgetItem({ subject, budget }: { readonly subject: string; readonly budget: Budget }): VNode {
  const { period, limit_usd, mode, spent_usd, held_usd, resets_at } = budget
  const name = t(`budgetName.${period}`)
  const id = `${subject} ${period}`
  const used =
    limit_usd === null
      ? t('page.budgets.noLimit', { spent: moneyInBoth(spent_usd) })
      : t('page.spentOf', { spent: moneyInBoth(spent_usd), limit: moneyInBoth(limit_usd) })
  return html`<li>
    <strong>${name}</strong> ${limit_usd !== null && html`<${Bar} part=${spent_usd} whole=${limit_usd} label=${`${name}: ${used}`}/>`}
    <span>${used}</span> ${mode && html`<span class="hint">${t(`mode.${mode}`)}</span>`}
    ${held_usd > 0 && html` <span class="hint">${t('page.budgets.held', { held: money(held_usd) })}</span>`}
    <span class="hint">${t('page.budgets.resets', { reset: dateTime(resets_at) })}</span>
    ${
      maySet &&
      edited.value !== id &&
      html` <button class="quiet" aria-label=${t('page.budgets.editOf', { budget: name, subject: subjectName(subject) })}
        onClick=${() => {
          edited.value = id
        }}>${t('page.budgets.edit')}</button>`
    }
    ${edited.value === id && html`<${Editor} subject=${subject} budget=${budget}/>`}
  </li>`
}

function Editor({ subject, budget }: { readonly subject: string; readonly budget: Budget }): VNode {
  const { period, limit_usd, mode } = budget
  const path = `/api/budgets/${encodeURIComponent(subject)}/${period}`
  const done = async (words: 'page.budgets.set' | 'page.budgets.unset') => {
    edited.value = ''
    changed.value = t(words, { budget: t(`budgetName.${period}`), subject: subjectName(subject) })
    await read()
  }
  const save = (form: FormData) =>
    trying(problem, async () => {
      await api(path, 'PUT', { limit_usd: form.get('limit'), mode: form.get('mode') })
      await done('page.budgets.set')
    })
  const unset = () =>
    trying(problem, async () => {
      await api(path, 'DELETE')
      await done('page.budgets.unset')
    })
  return html`<form class="fields" onSubmit=${submitted(save)}>
    <label>${t('page.budgets.limit')}
      <input name="limit" inputmode="decimal" required size="8" autocomplete="off" value=${limit_usd ?? ''}
        ref=${(input: HTMLInputElement | null) => input?.focus()}/></label>
    <label>${t('page.budgets.mode')}
      <select name="mode">${(['hard', 'soft'] as const).map(
        (name) =>
          html`<option value=${name} selected=${name === (mode ?? 'hard')}>${t(`mode.${name}`)}: ${t(`modeMeaning.${name}`)}</option>`,
      )}</select></label>
    <button>${t('page.budgets.save')}</button>
    ${budget.origin === 'own' && html`<button type="button" class="quiet" onClick=${unset}>${t('page.budgets.takeAway')}</button>`}
    <button type="button" class="quiet" onClick=${() => {
      edited.value = ''
    }}>${t('page.budgets.cancel')}</button>
  </form>`
}

/** One that has neither spent nor a budget yet. */
function OtherSubject(): VNode {
  const show = (form: FormData) =>
    trying(problem, async () => {
      const found = await readBudgets(String(form.get('subject')).trim())
      asked.value = found.subject
      all.value = [found, ...all.value.filter(({ subject }) => subject !== found.subject)]
    })
  return html`<form class="fields" onSubmit=${submitted(show)}>
    <label>${t('page.budgets.other')} <input name="subject" required autocomplete="off" placeholder="guild_123, app_shop, user_123"/></label>
    <button>${t('page.budgets.show')}</button>
  </form>`
}
