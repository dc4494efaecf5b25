import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { TokenRateName, UnitRateName } from '../../../../../pricing/price.ts'
import type { PricesJson } from '../../../../../wire/prices.ts'
import { api, query } from '../api.ts'
import { Problem, submitted, Table, trying } from '../components.ts'
import { html } from '../html.ts'
import { t } from '../texts.ts'

const problem = signal<string | undefined>(undefined)
const prices = signal<PricesJson | undefined>(undefined)

function read(model: string): Promise<void> {
  return trying(problem, async () => {
    prices.value = await api<PricesJson>(`/api/prices${query({ model })}`)
  })
}

/** What the configured models cost, and any other that is asked for. */
export function PricesView(): VNode {
  void read('')
  const show = (form: FormData) => read(String(form.get('model')).trim())
  return html`<form class="fields" onSubmit=${submitted(show)}>
      <label>${t('page.prices.model')} <input name="model" autocomplete="off" placeholder="openai:gpt-5-mini"/></label>
      <button>${t('page.prices.show')}</button>
    </form>
    <${Problem} of=${problem}/><${Prices}/>`
}

function Prices(): VNode {
  const shown = prices.value
  if (!shown) return html`<p></p>`
  return html`<div>
    <p>${t('page.prices.version', { version: shown.version, age: t('common.days', { count: shown.age_days }) })}</p>
    ${shown.warnings.map((warning) => html`<p class="problem">${warning}</p>`)}
    ${shown.models.length === 0 && html`<p>${t('page.prices.none')}</p>`}
    ${shown.models.map(
      ({ model, source, rates, estimated, warnings }) => html`<section>
      <${Table}
        caption=${model}
        head=${[t('page.prices.rate'), t('page.prices.usd')]}
        numeric=${[1]}
        rows=${Object.entries(rates).map(([name, usd]) => [rateName(name), `$${usd}`])}/>
      <p class="hint">${source === null ? t('page.prices.unknown') : t(`page.prices.source.${source}`)}${estimated && source !== null ? ` ${t('page.prices.estimated')}` : ''}</p>
      ${warnings.map((warning) => html`<p class="problem">${warning}</p>`)}
    </section>`,
    )}
  </div>`
}

/** Of `above 200000: cacheRead` the words. */
function rateName(rate: string): string {
  const [, tokens, name = rate] = /^(?:above (\d+): )?(\w+)$/.exec(rate) ?? []
  const words = t(`page.prices.rates.${name as TokenRateName | UnitRateName}`)
  return tokens === undefined ? words : t('page.prices.above', { rate: words, tokens: Number(tokens) })
}
