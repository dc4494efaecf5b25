import { computed, effect, signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { UseTableJson } from '../../../../../wire/use-table.ts'
import { api, oneAtATime, query } from '../api.ts'
import { Problem, trying } from '../components.ts'
import { moneyInBoth } from '../format.ts'
import { html } from '../html.ts'
import { onEvent } from '../live.ts'
import { pageData, shownTenant } from '../page-data.ts'
import { SpendFigure } from '../spend-figure.ts'
import { t } from '../texts.ts'
import { AnomalyList, readAnomalies } from './anomalies.ts'
import { Breakdown, by, rows } from './breakdown.ts'
import { readSpend, type SpendShown } from './read-spend.ts'

const dayChoices = [7, 30, 90, 365] as const

const isOperator = pageData.caller.role === 'operator'
const problem = signal<string | undefined>(undefined)
const days = signal<number>(30)
const tenant = signal(shownTenant ?? '')
const spend = signal<SpendShown | undefined>(undefined)

/** What was spent: over time and with what is expected, and on what. */
export function CostsView(): VNode {
  const read = oneAtATime(async () => {
    const of = { days: days.value, tenant: tenant.value }
    const [shown, table] = await Promise.all([
      readSpend(of.days, of.tenant),
      api<UseTableJson>(`/api/report${query({ ...of, by: by.value })}`),
    ])
    spend.value = shown
    rows.value = table
  })
  const refresh = () => void trying(problem, read)
  effect(() => {
    // Read anew whenever one of them changes.
    if (days.value && by.value !== undefined && tenant.value !== undefined) refresh()
  })
  const firstDay = computed(() => spend.value?.spend.days[0])
  effect(() => {
    if (isOperator && firstDay.value !== undefined) void readAnomalies(firstDay.value)
  })
  onEvent(({ type }) => {
    if (type === 'workflow.ended' || type === 'reset') refresh()
  })
  return html`<${Choices}/><${Problem} of=${problem}/><${OverTime}/><${Breakdown}/>
    ${isOperator && html`<${AnomalyList}/>`}
    <${Exports}/>`
}

function Choices(): VNode {
  return html`<form class="fields" onSubmit=${(event: Event) => event.preventDefault()}>
    <label>${t('page.costs.days')}
      <select onChange=${(event: Event) => {
        days.value = Number((event.target as HTMLSelectElement).value)
      }}>${dayChoices.map(
        (count) =>
          html`<option value=${count} selected=${count === days.value}>${t('common.days', { count })}</option>`,
      )}</select></label>
    ${
      isOperator &&
      html`<label>${t('page.costs.tenant')}
      <input autocomplete="off" placeholder=${t('page.costs.everybody')} onChange=${(event: Event) => {
        tenant.value = (event.target as HTMLInputElement).value.trim()
      }}/></label>`
    }
  </form>`
}

function OverTime(): VNode {
  const shown = spend.value
  if (!shown) return html`<p></p>`
  return html`<section aria-labelledby="over-time">
    <h2 id="over-time">${t('page.costs.overTime')}</h2>
    <p>${t('page.costs.total', { amount: moneyInBoth(shown.total) })} ${shown.forecast}</p>
    ${shown.usedUp.length > 0 && html`<ul>${shown.usedUp.map((text) => html`<li>${text}</li>`)}</ul>`}
    <${SpendFigure} spend=${shown.spend} title=${t('page.costs.perDay')}/>
  </section>`
}

function Exports(): VNode {
  const of = { days: days.value, tenant: tenant.value }
  return html`<section aria-labelledby="exports">
    <h2 id="exports">${t('page.costs.exports')}</h2>
    <ul>
      <li><a href=${`/api/exports/report${query({ ...of, format: 'csv' })}`} download>${t('page.costs.exportReport')}</a></li>
      <li><a href=${`/api/exports/entries${query({ tenant: of.tenant, format: 'csv' })}`} download>${t('page.costs.exportEntries')}</a></li>
    </ul>
  </section>`
}
