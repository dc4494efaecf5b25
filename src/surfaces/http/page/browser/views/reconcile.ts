import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { ReconciliationJson } from '../../../../../wire/reconciliation.ts'
import { api } from '../api.ts'
import { Problem, submitted, Table, trying } from '../components.ts'
import { money } from '../format.ts'
import { html } from '../html.ts'
import { pageData } from '../page-data.ts'
import { t } from '../texts.ts'

const problem = signal<string | undefined>(undefined)
const found = signal<ReconciliationJson | undefined>(undefined)
/** What was asked for, to ask for its corrections. */
const asked = signal<object>({})
const toTheRight = [2, 3, 4, 6]

/** A provider's bill held against the books; what was estimated may be corrected by it. */
export function ReconcileView(): VNode {
  const compare = (form: FormData) =>
    trying(problem, async () => {
      const file = form.get('csv')
      const csv = file instanceof File && file.size > 0 ? await file.text() : undefined
      asked.value = {
        provider: form.get('provider'),
        from: form.get('from'),
        to: form.get('to'),
        ...(csv !== undefined && { csv }),
      }
      found.value = await api<ReconciliationJson>('/api/reconcile', 'POST', asked.value)
    })
  return html`<p>${t('page.reconcile.about')}</p>
    <form class="fields" onSubmit=${submitted(compare)}>
      <label>${t('page.reconcile.provider')}
        <select name="provider">${pageData.billedProviders.map((name) => html`<option>${name}</option>`)}</select></label>
      <label>${t('page.reconcile.from')} <input type="date" name="from" required/></label>
      <label>${t('page.reconcile.to')} <input type="date" name="to" required/></label>
      <label>${t('page.reconcile.csv')} <input type="file" name="csv" accept=".csv,text/csv"/></label>
      <button>${t('page.reconcile.compare')}</button>
    </form>
    <${Problem} of=${problem}/><${Found}/>`
}

function Found(): VNode {
  const bill = found.value
  if (!bill) return html`<p></p>`
  const { days, open_days, corrections } = bill
  if (days.length + open_days.length === 0) return html`<p>${t('reconciliation.nothing')}</p>`
  return html`<div aria-live="polite">
    <${Table}
      caption=${t('page.reconcile.days')}
      head=${['date', 'model', 'books', 'bill', 'drift', 'explained', 'unexplained'].map(columnName)}
      numeric=${toTheRight}
      rows=${[
        ...days.map(({ date, model, ledger_usd, provider_usd, drift_usd, explained, unexplained_usd }) => [
          date,
          model,
          money(ledger_usd),
          money(provider_usd),
          money(drift_usd),
          explained.map((part) => `${t(`driftClass.${part.class}`)} ${money(part.usd)}`).join('; '),
          money(unexplained_usd),
        ]),
        ...open_days.map(({ date, model, ledger_usd, provider_usd }) => [
          date,
          model,
          money(ledger_usd),
          money(provider_usd),
          '',
          t('reconciliation.open'),
          '',
        ]),
      ]}/>
    ${corrections.length > 0 && html`<${Corrections} corrections=${corrections}/>`}
  </div>`
}

function columnName(column: string): string {
  return t(`page.reconcile.column.${column as 'date'}`)
}

function Corrections({ corrections }: Pick<ReconciliationJson, 'corrections'>): VNode {
  const book = () =>
    trying(problem, async () => {
      found.value = await api<ReconciliationJson>('/api/reconcile', 'POST', { ...asked.value, correct: true })
    })
  return html`<section aria-labelledby="corrections">
    <h2 id="corrections">${t('page.reconcile.corrections')}</h2>
    <ul>${corrections.map(
      ({ date, model, from_usd, to_usd, booked }) =>
        html`<li>${date} ${model}: ${t(booked ? 'page.reconcile.became' : 'page.reconcile.wouldBecome', {
          from: money(from_usd),
          to: money(to_usd),
        })}</li>`,
    )}</ul>
    ${corrections.some(({ booked }) => !booked) && html`<button onClick=${book}>${t('page.reconcile.book')}</button>`}
  </section>`
}
