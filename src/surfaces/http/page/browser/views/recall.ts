import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { RecallJson } from '../../../../../wire/recall.ts'
import { api } from '../api.ts'
import { Link, Problem, submitted, trying } from '../components.ts'
import { moneyInBoth } from '../format.ts'
import { html } from '../html.ts'
import { shownTenant } from '../page-data.ts'
import { t } from '../texts.ts'

const problem = signal<string | undefined>(undefined)
const answer = signal<RecallJson | undefined>(undefined)
const isAsking = signal(false)

/** A question about what was read, and its answer with quotes. */
export function RecallView(): VNode {
  const ask = async (form: FormData) => {
    isAsking.value = true
    answer.value = undefined
    await trying(problem, async () => {
      answer.value = await api<RecallJson>('/api/recall', 'POST', {
        question: form.get('question'),
        ...(shownTenant && { tenant: shownTenant }),
      })
    })
    isAsking.value = false
  }
  return html`<form class="fields" onSubmit=${submitted(ask)}>
      <label class="wide">${t('page.recall.question')} <input name="question" required maxlength="2000" autocomplete="off"/></label>
      <button>${t('page.recall.ask')}</button>
    </form>
    <${Problem} of=${problem}/><${Answer}/>`
}

function Answer(): VNode {
  const found = answer.value
  return html`<section class="brief" aria-live="polite">
    ${isAsking.value && html`<p>${t('page.recall.asking')}</p>`}
    ${
      found &&
      html`<p>${found.answer}</p>
      ${found.quotes.map(({ text, title, url }) => html`<blockquote>${text} (<${Link} to=${url}>${title}<//>)</blockquote>`)}
      ${!found.found && html`<p class="hint">${t('answer.onlyDeep')}</p>`}
      ${found.notes.map((note) => html`<p class="hint">${note}</p>`)}
      <p class="hint">${t('page.recall.cost', { cost: moneyInBoth(found.cost.total_cost) })}</p>`
    }
  </section>`
}
