import type { ComponentChildren, VNode } from 'preact'
import { timeCode } from '../../../../../locales/time-code.ts'
import { addressAt } from '../../../../../sources/address-at.ts'
import type { RunResultJson } from '../../../../../wire/run-result.ts'
import { Link } from '../components.ts'
import { html } from '../html.ts'

type Brief = NonNullable<RunResultJson['brief']>
type Source = RunResultJson['source']
type Said = Brief['key_points'][number] | Brief['claims'][number]

/** What is said in a source, when and in which, and its own words where they are others. */
export function Point({
  point,
  source,
  hasQuote = true,
  children,
}: {
  readonly point: Said
  readonly source: Source
  readonly hasQuote?: boolean
  readonly children?: ComponentChildren
}): VNode {
  const { text, quote } = point
  const isQuoted = hasQuote && quote.trim() !== text.trim()
  return html`<li><${TimeCode} of=${point} source=${source}/>${text}${
    point.source && html` (<${Link} to=${point.source}>${hostOf(point.source)}<//>)`
  }${isQuoted && html`<blockquote>${quote}</blockquote>`}${children}</li>`
}

/** Leads to where it is said, where the source can be played from there. */
function TimeCode({ of: said, source }: { readonly of: Said; readonly source: Source }): VNode | undefined {
  if (said.at_seconds === undefined || !source) return undefined
  const listed = source.sources?.find(({ url }) => url === said.source)
  const { url, type } = listed && 'type' in listed ? listed : source
  return html`<${Link} to=${addressAt(url, type, said.at_seconds)}>${timeCode(said.at_seconds)}<//> `
}

function hostOf(address: string): string {
  return URL.parse(address)?.hostname || address
}
