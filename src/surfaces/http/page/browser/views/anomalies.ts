import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { AnomaliesJson } from '../../../../../wire/anomalies.ts'
import { api, query } from '../api.ts'
import { Problem, Table, trying } from '../components.ts'
import { day, money, percent } from '../format.ts'
import { html } from '../html.ts'
import { named, subjectName, t } from '../texts.ts'

type Anomaly = AnomaliesJson[number]

const found = signal<AnomaliesJson | undefined>(undefined)
const problem = signal<string | undefined>(undefined)

/** @param from the first day, ISO 8601 */
export function readAnomalies(from: string): Promise<void> {
  return trying(problem, async () => {
    found.value = await api<AnomaliesJson>(`/api/anomalies${query({ from })}`)
  })
}

/** What stands out in the spend of everybody. */
export function AnomalyList(): VNode {
  return html`<section aria-labelledby="anomalies">
    <h2 id="anomalies">${t('page.anomalies.title')}</h2>
    <${Problem} of=${problem}/>
    <${Found}/>
  </section>`
}

function Found(): VNode {
  const anomalies = found.value
  if (!anomalies || anomalies.length === 0) return html`<p>${anomalies ? t('page.anomalies.none') : ''}</p>`
  return html`<${Table}
    caption=${t('page.anomalies.title')}
    isTitled
    head=${[t('page.costs.day'), t('page.anomalies.what'), t('page.costs.name'), t('page.costs.spent'), t('page.anomalies.usual'), t('page.anomalies.run')]}
    numeric=${[3, 4]}
    rows=${anomalies.map((anomaly) => [
      day(anomaly.from, 'UTC'),
      t(`page.anomalies.kind.${anomaly.kind}`),
      nameOf(anomaly),
      ...figuresOf(anomaly),
      'workflow' in anomaly && anomaly.workflow
        ? html`<a href=${`/runs/${anomaly.workflow}`}>${t('page.anomalies.dearest')}</a>`
        : '',
    ])}/>`
}

function nameOf(anomaly: Anomaly): string {
  if (anomaly.kind === 'dear_workflow') return named('depth', anomaly.subject)
  if (anomaly.kind !== 'spend_spike') return anomaly.subject
  if (anomaly.subject === 'none') return t('page.costs.none')
  return anomaly.dimension === 'task' ? named('task', anomaly.subject) : subjectName(anomaly.subject)
}

function figuresOf(anomaly: Anomaly): readonly [string, string] {
  if (anomaly.kind !== 'failure_rate') return [money(anomaly.spent_usd), money(anomaly.usual_usd)]
  const failed = (anomaly.failed_calls / Math.max(1, anomaly.calls)) * 100
  return [t('page.anomalies.failed', { percent: percent(failed) }), percent(anomaly.usual_failed_percent)]
}
