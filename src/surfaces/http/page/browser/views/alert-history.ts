import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { AlertsToldJson } from '../../../../../wire/alerts-told.ts'
import { api, query } from '../api.ts'
import { Problem, Table, trying } from '../components.ts'
import { dateTime, moneyInBoth, percent } from '../format.ts'
import { html } from '../html.ts'
import { subjectName, t } from '../texts.ts'

type Told = AlertsToldJson['alerts'][number]

const pageLength = 5
const known = signal<AlertsToldJson | undefined>(undefined)
const problem = signal<string | undefined>(undefined)

/** The newest anew; those that are older and were read before stay. */
export async function readAlertHistory(): Promise<void> {
  const newest = await api<AlertsToldJson>(`/api/alerts/history${query({ limit: pageLength })}`)
  const last = newest.alerts.at(-1)
  const older = known.value?.alerts.filter(({ id }) => last !== undefined && id < last.id) ?? []
  known.value = {
    alerts: [...newest.alerts, ...older],
    next_before: older.length > 0 && known.value ? known.value.next_before : newest.next_before,
  }
}

function readOlder(before: number): Promise<void> {
  return trying(problem, async () => {
    const older = await api<AlertsToldJson>(`/api/alerts/history${query({ limit: pageLength, before })}`)
    known.value = { ...older, alerts: [...(known.value?.alerts ?? []), ...older.alerts] }
  })
}

/** Thresholds that were crossed, newest first, and whether the owners have been told. */
export function AlertHistory(): VNode {
  return html`<section aria-labelledby="alert-history">
    <h2 id="alert-history">${t('page.budgets.history')}</h2>
    <${Problem} of=${problem}/><${History}/>
  </section>`
}

function History(): VNode {
  const { alerts = [], next_before: before = null } = known.value ?? {}
  if (alerts.length === 0) return html`<p>${known.value ? t('page.budgets.noHistory') : ''}</p>`
  return html`<div>
    <${Table}
      caption=${t('page.budgets.history')}
      isTitled
      head=${[t('page.budgets.when'), t('page.budgets.whose'), t('page.budgets.budget'), t('page.budgets.threshold'), t('page.costs.spent'), t('page.budgets.owners')]}
      numeric=${[3]}
      rows=${alerts.map((alert) => [
        dateTime(alert.created_at),
        subjectName(alert.subject),
        t(`budgetName.${alert.period}`),
        percent(alert.threshold_percent),
        t('page.spentOf', { spent: moneyInBoth(alert.spent_usd), limit: moneyInBoth(alert.limit_usd) }),
        tellingOf(alert),
      ])}/>
    ${
      before !== null &&
      html`<p><button class="quiet" onClick=${() => readOlder(before)}>${t('page.budgets.older')}</button></p>`
    }
  </div>`
}

function tellingOf({ state, ended_at }: Told): string {
  return t(`page.budgets.telling.${state}`, { when: ended_at === null ? '' : dateTime(ended_at) })
}
