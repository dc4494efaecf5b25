import type { LanguageModelV4Citation, LanguageModelV4GenerateResult } from '@ai-sdk/provider'
import { z } from 'zod'
import type { EvidencePassage } from '../../knowledge/evidence-search.ts'
import { singleSpaced, webAddress } from '../../knowledge/plain-html.ts'

/** What an answer says of one page. */
interface Cited {
  readonly url: string
  readonly title: string | undefined
  readonly said: string
  readonly date: string | undefined
}

/**
 * The pages that an answer cites, in its order, a page once: in the page's words where the provider gives them (Anthropic), else in those
 * that the model quotes beside the citation. What it says without a citation is no evidence.
 */
export function citedPages(
  result: Pick<LanguageModelV4GenerateResult, 'content' | 'providerMetadata'>,
): readonly EvidencePassage[] {
  const pages = new Map<string, EvidencePassage>()
  for (const { url, title, said, date } of [...citedInText(result), ...citedByGoogle(result)]) {
    const address = webAddress(url)
    if (!address || said === '') continue
    const known = pages.get(address.href)
    const isNew = known && !known.text.includes(said)
    pages.set(address.href, {
      title: known?.title ?? singleSpaced(title ?? address.host),
      url: address.href,
      text: isNew ? `${known.text} … ${said}` : (known?.text ?? said),
      source: known?.source ?? siteOf(address, title),
      date: known?.date ?? date,
    })
  }
  return [...pages.values()]
}

function citedInText({ content }: Pick<LanguageModelV4GenerateResult, 'content'>): readonly Cited[] {
  const days = daysOfPages(content)
  return content.flatMap((part) =>
    part.type === 'text'
      ? (part.citations ?? []).flatMap((citation) => citedBy(citation, part.text, days))
      : [],
  )
}

function citedBy(
  { source, citedText, startIndex }: LanguageModelV4Citation,
  text: string,
  days: ReadonlyMap<string, string>,
): readonly Cited[] {
  if (source.sourceType !== 'url') return []
  const { url, title } = source
  if (citedText !== undefined) return [{ url, title, said: singleSpaced(citedText), date: days.get(url) }]
  return [{ url, title, ...readLine(lineAt(text, startIndex ?? 0)) }]
}

const aged = z.object({ anthropic: z.object({ pageAge: z.string() }) })

/** Anthropic tells the age of a page beside its results, as `April 2, 2026`. */
function daysOfPages(content: LanguageModelV4GenerateResult['content']): ReadonlyMap<string, string> {
  return new Map(
    content.flatMap((part) => {
      const age = part.type === 'source' ? aged.safeParse(part.providerMetadata) : undefined
      const day = age?.success ? dayIn(age.data.anthropic.pageAge) : undefined
      return part.type === 'source' && part.sourceType === 'url' && day ? [[part.url, day] as const] : []
    }),
  )
}

function dayIn(written: string): string | undefined {
  if (!/\d{4}/.test(written)) return undefined
  const time = Date.parse(`${written} UTC`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

const grounding = z.object({
  google: z.object({
    groundingMetadata: z.object({
      groundingChunks: z.array(
        z.object({ web: z.object({ uri: z.string(), title: z.string().nullish() }).nullish() }),
      ),
      groundingSupports: z.array(
        z.object({
          segment: z.object({ text: z.string() }),
          groundingChunkIndices: z.array(z.number()),
        }),
      ),
    }),
  }),
})

/** https://ai.google.dev/gemini-api/docs/google-search: which parts of the answer rest on which pages (2026-11). */
function citedByGoogle({
  content,
  providerMetadata,
}: Pick<LanguageModelV4GenerateResult, 'content' | 'providerMetadata'>): readonly Cited[] {
  const read = grounding.safeParse(providerMetadata)
  if (!read.success) return []
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const { groundingChunks, groundingSupports } = read.data.google.groundingMetadata
  return groundingSupports.flatMap(({ segment, groundingChunkIndices }) =>
    groundingChunkIndices.flatMap((index) => {
      const web = groundingChunks[index]?.web
      const place = text.indexOf(segment.text)
      const line = readLine(place === -1 ? segment.text : lineAt(text, place))
      return web ? [{ url: web.uri, title: web.title ?? undefined, ...line }] : []
    }),
  )
}

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', Math.max(0, index - 1)) + 1
  const end = text.indexOf('\n', index)
  return text.slice(start, end === -1 ? undefined : end)
}

const markdownLink = /\(?\[[^\]\n]*\]\([^)\n]*\)\)?/g
const quoted = /["“„«]([^"“”„«»]{15,})["”“»]/
const day = /\b\d{4}-\d{2}-\d{2}\b/

/** What a line quotes, or all that it says, and the day that it names beside. */
function readLine(line: string): Pick<Cited, 'said' | 'date'> {
  const plain = line.replace(markdownLink, ' ')
  const quote = quoted.exec(plain)?.[1]
  const beside = quote === undefined ? plain : plain.replace(quote, ' ')
  const said = quote ?? plain.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').replace(/\(\d{4}-\d{2}-\d{2}\)/, ' ')
  return { said: singleSpaced(said), date: day.exec(beside)?.[0] }
}

/** Gemini links to pages by way of Google, and has the name of the site for a title. */
function siteOf(address: URL, title: string | undefined): string {
  const isRedirect = address.host === 'vertexaisearch.cloud.google.com'
  return isRedirect && title !== undefined && /^[\w-]+(?:\.[\w-]+)+$/.test(title) ? title : address.host
}
