import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import { api } from '../api.ts'
import { Bar, Link, Problem, submitted, Table, trying } from '../components.ts'
import { dateTime, money, moneyInBoth, number } from '../format.ts'
import { html } from '../html.ts'
import { pageData } from '../page-data.ts'
import { subjectName, t } from '../texts.ts'
import { BriefView } from './brief.ts'
import { Calls } from './calls.ts'
import type { RunFollowed, RunJson } from './follow-run.ts'

const unfinished: readonly string[] = ['queued', 'running']

/** A run: how it stands, its tasks, its bill and its brief. */
export function RunView({ run: followed }: { readonly run: RunFollowed }): VNode {
  const run = followed.run.value
  if (!run) return html`<${Problem} of=${followed.problem}/>`
  return html`<section class="run" aria-labelledby="run-title">
    <h2 id="run-title"><${Link} to=${run.source}>${run.result?.source?.title ?? run.title ?? run.source}<//></h2>
    <p role="status">${stateText(run, followed)}</p>
    <${Problem} of=${followed.problem}/>
    ${unfinished.includes(run.state) ? html`<${Cancel} of=${followed}/>` : html`<${Ended} of=${followed} run=${run}/>`}
    <${Tasks} of=${followed}/>
    <${Bill} of=${followed}/>
    <${Calls} key=${run.state} of=${followed}/>
    ${run.result?.brief && html`<${BriefView} brief=${run.result.brief} source=${run.result.source} notes=${run.result.notes}/>`}
  </section>`
}

function stateText({ state }: RunJson, { tasks }: RunFollowed): string {
  const running = tasks.value.find((row) => row.state === 'running')
  const text = t(`runs.state.${state}`)
  return state === 'running' && running ? `${text}: ${t(`task.${running.task}`)}` : text
}

function Cancel({ of: { id, problem } }: { readonly of: RunFollowed }): VNode {
  const cancel = () =>
    trying(problem, async () => {
      await api(`/api/workflows/${id}/cancel`, 'POST')
    })
  return html`<p><button class="quiet" onClick=${cancel}>${t('page.run.cancel')}</button></p>`
}

/** Why it ended, and how it goes on. */
function Ended({ of: followed, run }: { readonly of: RunFollowed; readonly run: RunJson }): VNode {
  const failure = run.result?.failure
  return html`<div>
    ${failure && html`<p class="problem">${failure.message} ${failure.hint}</p>`}
    ${run.result?.refusal && html`<${Refused} refusal=${run.result.refusal} of=${followed}/>`}
    ${run.state !== 'completed' && html`<${Continue} of=${followed}/>`}
  </div>`
}

type Refusal = NonNullable<NonNullable<RunJson['result']>['refusal']>

/** Which limit has refused; the operator raises a budget here. */
function Refused({ refusal, of: followed }: { readonly refusal: Refusal; readonly of: RunFollowed }): VNode {
  const { limit, subject, limit_usd, spent_usd, requested_usd, resets_at } = refusal
  const [, period] = limit.split(':')
  const raise = (form: FormData) =>
    trying(followed.problem, async () => {
      await api(`/api/budgets/${encodeURIComponent(subject)}/${period}`, 'PUT', {
        limit_usd: form.get('limit'),
      })
      raised.value = t('page.run.raised', {
        subject: subjectName(subject),
        limit: money(Number(form.get('limit'))),
      })
    })
  const { role, tenants } = pageData.caller
  const isTheirs =
    role === 'operator' || (role === 'manager' && tenants.some(({ tenant }) => tenant === subject))
  const canRaise = period !== undefined && isTheirs
  return html`<div class="refusal">
    <p>${t('page.run.refused', {
      limit: money(limit_usd),
      subject: subjectName(subject),
      spent: money(spent_usd),
      needed: money(requested_usd),
    })} ${resets_at === null ? '' : t('page.run.resets', { when: dateTime(resets_at) })}</p>
    ${
      canRaise &&
      html`<form class="fields" onSubmit=${submitted(raise)}>
        <label>${t('page.run.raiseTo')} <input name="limit" inputmode="decimal" required size="8" autocomplete="off"/></label>
        <button>${t('page.run.raise')}</button></form>`
    }
    <p role="status">${raised.value}</p>
  </div>`
}

const raised = signal('')

function Continue({ of: { id, problem, refresh } }: { readonly of: RunFollowed }): VNode {
  const goOn = (form: FormData) =>
    trying(problem, async () => {
      const most = String(form.get('most')).trim()
      await api(`/api/workflows/${id}/continue`, 'POST', most === '' ? {} : { max_cost_usd: most })
      raised.value = ''
      refresh()
    })
  return html`<form class="fields" onSubmit=${submitted(goOn)}>
    <label>${t('page.run.most')} <input name="most" inputmode="decimal" size="8" autocomplete="off"/></label>
    <button>${t('page.run.continue')}</button></form>`
}

function Tasks({ of: { tasks } }: { readonly of: RunFollowed }): VNode {
  return html`<${Table}
    caption=${t('page.run.tasks')}
    head=${[t('page.run.task'), t('page.run.state'), t('page.cost'), t('page.run.ofLimit')]}
    numeric=${[2]}
    rows=${tasks.value.map(({ task, state, fraction, cost, limit }) => [
      t(`task.${task}`),
      html`${t(`taskStatus.${state}`)}${fraction !== undefined && html` <progress max="1" value=${fraction} aria-label=${t('page.run.progress', { task: t(`task.${task}`) })}></progress>`}`,
      money(cost),
      html`<${Bar} part=${cost} whole=${limit} label=${t('page.spentOf', { spent: money(cost), limit: money(limit) })}/> ${money(limit)}`,
    ])}/>`
}

function Bill({ of: { cost, run } }: { readonly of: RunFollowed }): VNode {
  const bill = cost.value
  if (!bill) return html`<p></p>`
  const local = run.value?.result?.local
  const lines: readonly (readonly [string, string])[] = [
    [t('page.bill.total'), moneyInBoth(bill.total_cost)],
    [t('page.bill.calls'), number(bill.api_calls)],
    [t('page.bill.free'), number(bill.free_requests)],
    [t('page.bill.tokensIn'), number(bill.prompt_tokens)],
    [t('page.bill.tokensOut'), number(bill.completion_tokens)],
    [t('page.bill.local'), number(local?.calls ?? 0)],
  ]
  return html`<section aria-labelledby="bill-title"><h3 id="bill-title">${t('page.bill.title')}</h3>
    <dl class="bill">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`
}
