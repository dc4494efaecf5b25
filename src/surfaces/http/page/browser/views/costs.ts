import { computed, effect, signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { UseTableJson } from '../../../../../wire/use-table.ts'
import { api, oneAtATime, query } from '../api.ts'
import { Problem, Table, trying } from '../components.ts'
import { money, moneyInBoth, number, percent } from '../format.ts'
import { html } from '../html.ts'
import { onEvent } from '../live.ts'
import { knownName } from '../names.ts'
import { pageData, shownTenant } from '../page-data.ts'
import { SpendFigure } from '../spend-figure.ts'
import { named, subjectName, t } from '../texts.ts'
import { AnomalyList, readAnomalies } from './anomalies.ts'
import { readSpend, type SpendShown } from './read-spend.ts'

const dayChoices = [7, 30, 90, 365] as const
const dimensions = ['task', 'model', 'member', 'server'] as const
type Dimension = (typeof dimensions)[number]

const isOperator = pageData.caller.role === 'operator'
const problem = signal<string | undefined>(undefined)
const days = signal<number>(30)
const tenant = signal(shownTenant ?? '')
const by = signal<Dimension>('task')
const spend = signal<SpendShown | undefined>(undefined)
const rows = signal<UseTableJson | undefined>(undefined)

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
    <${SpendFigure} spend=${shown.spend} title=${t('page.costs.perDay')}/>
  </section>`
}

function Breakdown(): VNode {
  const table = rows.value
  return html`<section aria-labelledby="breakdown">
    <h2 id="breakdown">${t('page.costs.breakdown')}</h2>
    <p role="group" aria-labelledby="breakdown" class="choices">${dimensions.map(
      (dimension) =>
        html`<button type="button" aria-pressed=${dimension === by.value} onClick=${() => {
          by.value = dimension
        }}>${t(`page.costs.by.${dimension}`)}</button> `,
    )}</p>
    ${table && table.rows.length === 0 && html`<p>${t('page.costs.nothing')}</p>`}
    ${table && table.rows.length > 0 && html`<${BreakdownTable} table=${table}/>`}
  </section>`
}

function BreakdownTable({ table }: { readonly table: UseTableJson }): VNode {
  const all = table.totals.cost_usd
  return html`<${Table}
    caption=${t(`page.costs.by.${by.value}`)}
    head=${[t('page.costs.name'), t('page.cost'), t('page.costs.share'), t('page.bill.calls'), t('page.bill.tokens')]}
    numeric=${[1, 2, 3, 4]}
    rows=${table.rows
      .toSorted((one, other) => other.cost_usd - one.cost_usd)
      .map(({ group, name, cost_usd, calls, total_tokens, local_calls, local_tokens }) => [
        nameOf(group ?? name),
        money(cost_usd),
        all > 0 ? percent((cost_usd / all) * 100) : '',
        number(calls + local_calls),
        number(total_tokens + local_tokens),
      ])}/>`
}

function nameOf(name: string): string {
  if (name === 'none') return t('page.costs.none')
  switch (by.value) {
    case 'task':
      return named('task', name)
    case 'member':
      return knownName(`user_${name}`) ?? name
    case 'server':
      return knownName(name) ? subjectName(name) : name
    case 'model':
      return name
    default:
      return by.value satisfies never
  }
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
