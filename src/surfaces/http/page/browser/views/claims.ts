import type { VNode } from 'preact'
import { isUnchecked } from '../../../../../brief/unchecked.ts'
import type { RunResultJson } from '../../../../../wire/run-result.ts'
import { Link } from '../components.ts'
import { percent } from '../format.ts'
import { html } from '../html.ts'
import { t } from '../texts.ts'
import { Point } from './point.ts'

type Source = RunResultJson['source']
type Claim = NonNullable<RunResultJson['brief']>['claims'][number]

/** Claims that were checked with their evidence; of the others only what they say, below what became of them. */
export function Claims({
  claims,
  source,
}: {
  readonly claims: readonly Claim[]
  readonly source: Source
}): VNode {
  const checked = claims.filter(({ verdict }) => !isUnchecked(verdict))
  const others = Map.groupBy(
    claims.filter(({ verdict }) => isUnchecked(verdict)),
    ({ verdict }) => verdict,
  )
  return html`<div>
    ${
      checked.length > 0 &&
      html`<h4>${t('page.brief.claims')}</h4>
      <ul>${checked.map((claim) => html`<${Checked} claim=${claim} source=${source}/>`)}</ul>`
    }
    ${[...others].map(
      ([verdict, unchecked]) =>
        html`<h4>${t('page.brief.claimsOf', { verdict: t(`verdict.${verdict}`) })}</h4>
        <ul>${unchecked.map(
          (claim) => html`<${Point} point=${claim} source=${source} hasQuote=${false}/>`,
        )}</ul>`,
    )}
  </div>`
}

function Checked({ claim, source }: { readonly claim: Claim; readonly source: Source }): VNode {
  const { verdict, confidence, evidence } = claim
  const sure = confidence > 0 ? ` (${percent(confidence * 100)})` : ''
  return html`<${Point} point=${claim} source=${source}> <strong>${t(`verdict.${verdict}`)}${sure}</strong>
    ${
      evidence.length > 0 &&
      html`<ul>${evidence.map(
        ({ text, title, url, stance }) =>
          html`<li>${t(`page.brief.stance.${stance}`)}: ${text} (<${Link} to=${url}>${title}<//>)</li>`,
      )}</ul>`
    }<//>`
}
