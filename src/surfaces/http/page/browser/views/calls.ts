import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { EntryJson } from '../../../../../wire/entry.ts'
import { api } from '../api.ts'
import { Table, trying } from '../components.ts'
import { money, number } from '../format.ts'
import { html } from '../html.ts'
import { named, t } from '../texts.ts'
import type { RunFollowed } from './follow-run.ts'

const lines = signal<readonly EntryJson[] | undefined>(undefined)

/** The run's lines in the books, which are asked for when they are wanted. */
export function Calls({ of: { id, problem } }: { readonly of: RunFollowed }): VNode {
  lines.value = undefined
  const read = () =>
    trying(problem, async () => {
      lines.value = await api<readonly EntryJson[]>(`/api/workflows/${id}/entries`)
    })
  return html`<details onToggle=${(event: Event) => {
    if ((event.target as HTMLDetailsElement).open) void read()
  }}>
    <summary>${t('page.run.calls')}</summary>
    <${Lines}/>
  </details>`
}

function Lines(): VNode {
  if (!lines.value) return html`<p></p>`
  return html`<${Table}
    caption=${t('page.run.calls')}
    isTitled
    head=${[t('page.run.task'), t('page.run.model'), t('page.bill.tokensIn'), t('page.bill.tokensOut'), t('page.cost'), t('page.run.known')]}
    numeric=${[2, 3, 4]}
    rows=${lines.value.map(({ task, provider, model, input_tokens, output_tokens, cost_usd, provenance }) => [
      named('task', task ?? 'none'),
      `${provider}:${model}`,
      number(input_tokens ?? 0),
      number(output_tokens ?? 0),
      money(cost_usd),
      t(`cost.provenance.${provenance}`),
    ])}/>`
}
