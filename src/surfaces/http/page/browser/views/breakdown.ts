import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { UseTableJson } from '../../../../../wire/use-table.ts'
import { Table } from '../components.ts'
import { money, number, percent } from '../format.ts'
import { html } from '../html.ts'
import { knownName } from '../names.ts'
import { named, subjectName, t } from '../texts.ts'

/** Of more rows than this the dearest are shown, and the rest as one, until all are asked for. */
const mostRows = 20
const dimensions = ['task', 'model', 'member', 'server'] as const
type Dimension = (typeof dimensions)[number]

/** What the spend is split by. */
export const by = signal<Dimension>('task')
/** Its parts. */
export const rows = signal<UseTableJson | undefined>(undefined)
const isWhole = signal(false)

/** On what it was spent. */
export function Breakdown(): VNode {
  const table = rows.value
  return html`<section aria-labelledby="breakdown">
    <h2 id="breakdown">${t('page.costs.breakdown')}</h2>
    <p role="group" aria-labelledby="breakdown" class="choices">${dimensions.map(
      (dimension) =>
        html`<button type="button" aria-pressed=${dimension === by.value} onClick=${() => {
          by.value = dimension
          isWhole.value = false
        }}>${t(`page.costs.by.${dimension}`)}</button> `,
    )}</p>
    ${table && table.rows.length === 0 && html`<p>${t('page.costs.nothing')}</p>`}
    ${table && table.rows.length > 0 && html`<${Parts} table=${table}/>`}
  </section>`
}

interface Part {
  readonly name: string
  readonly cost: number
  readonly calls: number
  readonly tokens: number
}

function Parts({ table }: { readonly table: UseTableJson }): VNode {
  const parts = table.rows
    .map(
      (row): Part => ({
        name: nameOf(row.group ?? row.name),
        cost: row.cost_usd,
        calls: row.calls + row.local_calls,
        tokens: row.total_tokens + row.local_tokens,
      }),
    )
    .toSorted((one, other) => other.cost - one.cost)
  const isCut = parts.length > mostRows + 1 && !isWhole.value
  const shown = isCut ? [...parts.slice(0, mostRows), together(parts.slice(mostRows))] : parts
  const all = table.totals.cost_usd
  return html`<div>
    <${Table}
      caption=${t(`page.costs.by.${by.value}`)}
      head=${[t('page.costs.name'), t('page.cost'), t('page.costs.share'), t('page.bill.calls'), t('page.bill.tokens')]}
      numeric=${[1, 2, 3, 4]}
      rows=${shown.map(({ name, cost, calls, tokens }) => [
        name,
        money(cost),
        all > 0 ? percent((cost / all) * 100) : '',
        number(calls),
        number(tokens),
      ])}/>
    ${
      isCut &&
      html`<p><button class="quiet" onClick=${() => {
        isWhole.value = true
      }}>${t('page.costs.showAll', { count: parts.length })}</button></p>`
    }
  </div>`
}

function together(parts: readonly Part[]): Part {
  const sum = (of: (part: Part) => number) => parts.reduce((whole, part) => whole + of(part), 0)
  return {
    name: t('page.costs.others', { count: parts.length }),
    cost: sum(({ cost }) => cost),
    calls: sum(({ calls }) => calls),
    tokens: sum(({ tokens }) => tokens),
  }
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
