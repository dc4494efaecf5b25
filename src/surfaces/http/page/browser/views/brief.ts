import type { VNode } from 'preact'
import type { RunResultJson } from '../../../../../wire/run-result.ts'
import { Link } from '../components.ts'
import { percent } from '../format.ts'
import { html } from '../html.ts'
import { t } from '../texts.ts'

type Brief = NonNullable<RunResultJson['brief']>
type Claim = Brief['claims'][number]

/** What was found out; all of it is text of others. */
export function BriefView({
  brief,
  notes,
}: {
  readonly brief: Brief
  readonly notes: readonly string[]
}): VNode {
  return html`<section class="brief" aria-labelledby="brief-title">
    <h3 id="brief-title">${t('page.brief.title')}</h3>
    ${brief.summary.split(/\n+/).map((paragraph) => html`<p>${paragraph}</p>`)}
    ${
      brief.key_points.length > 0 &&
      html`<h4>${t('page.brief.keyPoints')}</h4>
      <ul>${brief.key_points.map(({ text, quote }) => html`<li>${text}<blockquote>${quote}</blockquote></li>`)}</ul>`
    }
    ${
      brief.claims.length > 0 &&
      html`<h4>${t('page.brief.claims')}</h4>
      <ul>${brief.claims.map((claim) => html`<${ClaimItem} claim=${claim}/>`)}</ul>`
    }
    ${brief.comparison && html`<${ComparisonView} comparison=${brief.comparison}/>`}
    ${
      brief.related.length > 0 &&
      html`<h4>${t('page.brief.related')}</h4>
      <ul>${brief.related.map(({ title, workflow }) => html`<li><a href=${`/runs/${workflow}`}>${title}</a></li>`)}</ul>`
    }
    ${notes.length > 0 && html`<h4>${t('page.brief.notes')}</h4><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
  </section>`
}

function ClaimItem({
  claim: { text, quote, verdict, confidence, evidence },
}: {
  readonly claim: Claim
}): VNode {
  const sure = confidence > 0 ? ` (${percent(confidence * 100)})` : ''
  return html`<li>${text} <strong>${t(`verdict.${verdict}`)}${sure}</strong><blockquote>${quote}</blockquote>
    ${
      evidence.length > 0 &&
      html`<ul>${evidence.map(
        ({ text, title, url, stance }) =>
          html`<li>${t(`page.brief.stance.${stance}`)}: ${text} (<${Link} to=${url}>${title}<//>)</li>`,
      )}</ul>`
    }</li>`
}

function ComparisonView({ comparison }: { readonly comparison: NonNullable<Brief['comparison']> }): VNode {
  const list = (title: string, points: typeof comparison.agreements) =>
    points.length > 0 &&
    html`<h4>${title}</h4><ul>${points.map(
      ({ text, said }) =>
        html`<li>${text}${said.map(
          ({ source, quote }) =>
            html`<blockquote>${quote} (<${Link} to=${source}>${source}<//>)</blockquote>`,
        )}</li>`,
    )}</ul>`
  return html`<div>
    ${list(t('page.brief.agreements'), comparison.agreements)}
    ${list(t('page.brief.contradictions'), comparison.contradictions)}
  </div>`
}
