import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { Chart, Spend } from './chart.ts'
import { Table } from './components.ts'
import { day, money } from './format.ts'
import { html } from './html.ts'
import { t } from './texts.ts'

const said = signal(t('page.costs.chartHint'))

/** The spend of each day as a chart, which is loaded once it is in sight, and the same as a table. */
export function SpendFigure({ spend, title }: { readonly spend: Spend; readonly title: string }): VNode {
  let chart: Chart | undefined
  const seen = (element: HTMLElement | null) => {
    chart?.destroy()
    chart = undefined
    if (!element) return
    const watching = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return
      watching.disconnect()
      void import('./chart.ts').then(({ drawChart }) => {
        if (!element.isConnected) return
        element.replaceChildren()
        chart = drawChart(element, spend, (text) => {
          said.value = text
        })
      })
    })
    watching.observe(element)
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    Home: -Infinity,
    End: Infinity,
  }
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    chart?.move(step)
  }
  return html`<figure aria-labelledby="spend-title">
    <figcaption id="spend-title">${title}</figcaption>
    <div class="chart" ref=${seen} role="application" tabindex="0" aria-label=${t('page.costs.chartHint')}
      aria-details="spend-table" onKeyDown=${onKey}></div>
    <p role="status" class="hint">${said}</p>
    <details id="spend-table"><summary>${t('page.costs.asTable')}</summary>
      <${Table}
        caption=${title}
        head=${[t('page.costs.day'), t('page.costs.spent'), t('page.costs.expected')]}
        numeric=${[1, 2]}
        rows=${spend.days.map((date, index) => [
          day(date, 'UTC'),
          amount(spend.spent[index]),
          amount(spend.expected[index]),
        ])}/></details>
  </figure>`
}

function amount(usd: number | null | undefined): string {
  return usd === null || usd === undefined ? '' : money(usd)
}
