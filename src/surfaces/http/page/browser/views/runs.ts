import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { RunsJson } from '../../../../../wire/runs.ts'
import { api, oneAtATime, query } from '../api.ts'
import { Problem, submitted, Table, trying } from '../components.ts'
import { dateTime, money } from '../format.ts'
import { html } from '../html.ts'
import { onEvent } from '../live.ts'
import { pageData, shownTenant } from '../page-data.ts'
import { t } from '../texts.ts'
import { followRun, type RunFollowed } from './follow-run.ts'
import { RunView } from './run.ts'

const problem = signal<string | undefined>(undefined)
const runs = signal<RunsJson>([])
const followed = signal<RunFollowed | undefined>(undefined)
const most = 50

/** A link is given, and its run is followed; below stand the runs before it. */
export function RunsView(): VNode {
  if (pageData.workflow !== null) followed.value = followRun(pageData.workflow)
  const read = oneAtATime(async () => {
    runs.value = await api<RunsJson>(`/api/workflows${query({ limit: most, tenant: shownTenant })}`)
  })
  const refresh = () => void trying(problem, read)
  onEvent(({ type }) => {
    if (['workflow.queued', 'workflow.started', 'workflow.ended', 'reset'].includes(type)) refresh()
  })
  refresh()
  return html`<${RunForm}/><${Problem} of=${problem}/><${Followed}/><${RunList}/>`
}

function Followed(): VNode {
  return html`<div>${followed.value && html`<${RunView} key=${followed.value.id} run=${followed.value}/>`}</div>`
}

function RunForm(): VNode {
  const start = (given: FormData, form: HTMLFormElement) =>
    trying(problem, async () => {
      const sources = String(given.get('sources')).split(/\s+/).filter(Boolean)
      const most = String(given.get('most')).trim()
      const { workflow } = await api<{ workflow: string }>('/api/workflows', 'POST', {
        sources,
        depth: given.get('depth'),
        ...(shownTenant && { tenant: shownTenant }),
        ...(most !== '' && { max_cost_usd: most }),
      })
      history.pushState(null, '', `/runs/${workflow}`)
      followed.value = followRun(workflow)
      const field = form.elements.namedItem('sources')
      if (field instanceof HTMLInputElement) field.value = ''
    })
  return html`<form class="fields" onSubmit=${submitted(start)}>
    <label class="wide">${t('page.run.sources')}
      <input name="sources" type="text" inputmode="url" required autocomplete="off" placeholder="https://"
        aria-describedby="sources-hint"/></label>
    <p class="hint wide" id="sources-hint">${t('page.run.sourcesHint')}</p>
    <label>${t('page.run.depth')}
      <select name="depth">${Object.entries(pageData.depths).map(
        ([depth, { total }]) =>
          html`<option value=${depth} selected=${depth === 'standard'}>${t('page.run.depthAtMost', {
            depth: t(`depth.${depth as keyof typeof pageData.depths}`),
            most: money(total),
          })}</option>`,
      )}</select></label>
    <label>${t('page.run.most')}
      <input name="most" inputmode="decimal" autocomplete="off" size="8"/></label>
    <button>${t('page.run.start')}</button>
  </form>`
}

function RunList(): VNode {
  if (runs.value.length === 0) return html`<p>${t('page.run.none')}</p>`
  return html`<${Table}
    caption=${t('page.run.list')}
    head=${[t('page.run.source'), t('page.run.state'), t('page.run.depth'), t('page.cost'), t('page.run.when')]}
    numeric=${[3]}
    rows=${runs.value.map(({ workflow, title, source, state, depth, cost, created_at }) => [
      html`<a href=${`/runs/${workflow}`}>${title ?? source}</a>`,
      t(`runs.state.${state}`),
      t(`depth.${depth}`),
      cost === null ? '' : money(cost),
      dateTime(created_at),
    ])}/>`
}
