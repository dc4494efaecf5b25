import type { VNode } from 'preact'
import type { RunResultJson } from '../../../../../wire/run-result.ts'
import { Link } from '../components.ts'
import { html } from '../html.ts'
import { t } from '../texts.ts'
import { Claims } from './claims.ts'
import { Point } from './point.ts'

type Brief = NonNullable<RunResultJson['brief']>

/** What was found out; all of it is text of others. */
export function BriefView({
  brief,
  source,
  notes,
}: {
  readonly brief: Brief
  readonly source: RunResultJson['source']
  readonly notes: readonly string[]
}): VNode {
  return html`<section class="brief" aria-labelledby="brief-title">
    <h3 id="brief-title">${t('page.brief.title')}</h3>
    ${brief.summary.split(/\n+/).map((paragraph) => html`<p>${paragraph}</p>`)}
    ${
      brief.key_points.length > 0 &&
      html`<h4>${t('page.brief.keyPoints')}</h4>
      <ul>${brief.key_points.map((point) => html`<${Point} point=${point} source=${source}/>`)}</ul>`
    }
    <${Claims} claims=${brief.claims} source=${source}/>
    ${brief.comparison && html`<${ComparisonView} comparison=${brief.comparison}/>`}
    ${
      brief.related.length > 0 &&
      html`<h4>${t('page.brief.related')}</h4>
      <ul>${brief.related.map(({ title, workflow }) => html`<li><a href=${`/runs/${workflow}`}>${title}</a></li>`)}</ul>`
    }
    ${notes.length > 0 && html`<h4>${t('page.brief.notes')}</h4><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
  </section>`
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
