import { z } from 'zod'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { jsonIn } from './answers.ts'
import { decodedPart } from './decoded-part.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, pageOf, type WrittenSite } from './written-site.ts'

const hosts =
  /^(?!www\.)([\w-]+)\.(?:m\.)?(wikipedia|wiktionary|wikinews|wikivoyage|wikibooks|wikiquote|wikisource|wikiversity)\.org$/
/** Under `/wiki/`, or under the name of a way to write the language, such as `/zh-tw/`. */
const article = /^\/(?:wiki|[a-z]{2,3}-[a-z]{2,4})\/(.+)$/
/** Pages that are made when they are asked for. */
const special = /^(?:Special|Spezial|Spécial|Служебная|Especial|File|Datei|Fichier|Файл):/i
const names: Readonly<Record<string, string>> = {
  wikipedia: 'Wikipedia',
  wiktionary: 'Wiktionary',
  wikinews: 'Wikinews',
  wikivoyage: 'Wikivoyage',
  wikibooks: 'Wikibooks',
  wikiquote: 'Wikiquote',
  wikisource: 'Wikisource',
  wikiversity: 'Wikiversity',
}

/** An article by the API of its wiki, as text without tables, notes and boxes. */
export const wikipedia: WrittenSite = {
  name: 'Wikipedia',
  attempts(url) {
    const [, language, project = ''] = hosts.exec(url.hostname) ?? []
    const siteName = names[project]
    const revision = revisionOf(url)
    if (siteName && language && revision) {
      const host = `https://${language}.${project}.org`
      // The API tells what an article says today.
      return [pageOf(`${host}/w/index.php?oldid=${revision}`, { siteName })]
    }
    const wanted = wantedPage(url)
    if (!siteName || !language || !wanted) return undefined
    const host = `https://${language}.${project}.org`
    const query = new URLSearchParams({
      action: 'query',
      prop: 'extracts|info|revisions',
      explaintext: '1',
      exsectionformat: 'wiki',
      inprop: 'url',
      rvprop: 'timestamp',
      redirects: '1',
      converttitles: '1',
      format: 'json',
      formatversion: '2',
      ...wanted,
    })
    const page = new URL(`${host}${url.pathname}${url.search}`)
    return [
      { by: 'api', gather: all(`${host}/w/api.php?${query}`), read: readExtract(siteName) },
      ...('titles' in wanted
        ? [
            pageOf(
              `${host}/api/rest_v1/page/html/${encodeURIComponent(wanted.titles.replaceAll(' ', '_'))}`,
              { siteName },
            ),
          ]
        : []),
      pageOf(page, { siteName }),
    ]
  },
}

type WantedPage = { readonly titles: string } | { readonly pageids: string }

function wantedPage({ pathname, searchParams }: URL): WantedPage | undefined {
  const id = searchParams.get('curid')
  if (id && /^\d+$/.test(id)) return { pageids: id }
  const isIndex = pathname === '/' || /^\/w(?:iki)?\/index\.php$/.test(pathname)
  const titles = isIndex ? searchParams.get('title') : decodedPart(article.exec(pathname)?.[1] ?? '')
  if (!titles || special.test(titles) || titles.includes('|')) return undefined
  return { titles: titles.replaceAll('_', ' ') }
}

/** Of a link to an article as it was, or to what was changed in it. */
function revisionOf({ pathname, searchParams }: URL): string | undefined {
  const named = searchParams.get('oldid')
  const [, permanent] =
    /^\/wiki\/Special:(?:Permalink|Permanentlink|Redirect\/revision)\/(\d+)/i.exec(pathname) ?? []
  return permanent ?? (named && /^\d+$/.test(named) ? named : undefined)
}

const answerForm = z.object({
  query: z.object({
    pages: z
      .array(
        z.object({
          title: z.string(),
          missing: z.boolean().nullish(),
          extract: z.string().nullish(),
          fullurl: z.string().nullish(),
          pagelanguage: z.string().nullish(),
          revisions: z.array(z.object({ timestamp: z.string().nullish() })).nullish(),
        }),
      )
      .min(1),
  }),
})

function readExtract(siteName: string) {
  return ([answer]: readonly Answer[], asked: Asked): Source => {
    const [page] = jsonIn(answer, answerForm).query.pages
    if (!page || page.missing) throw new SourceError({ reason: 'page_not_found', values: {} }, asked.location)
    return postSource(
      { ...asked, url: URL.parse(page.fullurl ?? '') ?? asked.url },
      {
        siteName,
        type: 'article',
        title: page.title,
        language: page.pagelanguage,
        publishedAt: page.revisions?.[0]?.timestamp,
        text: paragraphsOf(page.extract ?? ''),
      },
    )
  }
}

const heading = /^(={2,6})\s*(.+?)\s*\1$/

/** Headings as in Markdown, those without a text under them left out; a line is a paragraph. */
function paragraphsOf(extract: string): string {
  const lines = extract.split('\n').filter((line) => line.trim() !== '')
  const depthOf = (line: string | undefined) => heading.exec(line ?? '')?.[1]?.length ?? 0
  return lines
    .filter((line, index) => {
      const depth = depthOf(line)
      const next = lines[index + 1]
      return depth === 0 || (next !== undefined && (depthOf(next) === 0 || depthOf(next) > depth))
    })
    .map((line) =>
      line.replace(heading, (_, marks: string, words: string) => `${'#'.repeat(marks.length)} ${words}`),
    )
    .join('\n\n')
}
