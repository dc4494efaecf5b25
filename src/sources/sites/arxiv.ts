import { type HtmlDocument, parseHtml } from '../extract/html-document.ts'
import { describePage } from '../extract/page-description.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { atomEntriesIn, htmlIn, htmlTextIn, nodeText } from './answers.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, type Get, pageOf, type WrittenSite } from './written-site.ts'

const siteName = 'arXiv'
/** The site, its mirrors, and those that show its papers in another form. */
const hosts =
  /^(?:(?:www|export|[a-z]{2})\.)?arxiv\.org$|^ar5iv(?:\.labs\.arxiv)?\.org$|^(?:www\.)?alphaxiv\.org$/
/** https://info.arxiv.org/help/arxiv_identifier.html (2026-11) */
const paper =
  /^\/(?:abs|pdf|html|format|ps|overview)\/((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?)(?:\.pdf)?\/?$/

/** A paper: its abstract, then its full text where the site has it as a page, else as a PDF. */
export const arxiv: WrittenSite = {
  name: siteName,
  attempts(url) {
    const [, id] = (hosts.test(url.hostname) && paper.exec(url.pathname)) || []
    if (!id) return undefined
    const facts = (get: Get) =>
      get(`https://export.arxiv.org/api/query?id_list=${id}`).catch(() => get(`https://arxiv.org/abs/${id}`))
    return [
      {
        by: 'full text',
        gather: (get) => Promise.all([facts(get), get(`https://arxiv.org/html/${id}`)]),
        read: readFullText,
      },
      { by: 'facts', gather: async (get) => [await facts(get)], read: readFacts },
      { by: 'pdf', gather: all(`https://arxiv.org/pdf/${id}`) },
      { by: 'abstract', gather: async (get) => [await facts(get)], read: readAbstract },
      pageOf(`https://arxiv.org/abs/${id}`, { siteName }),
    ]
  },
}

interface Paper {
  readonly title?: string | undefined
  readonly author?: string | undefined
  readonly publishedAt?: string | undefined
  readonly abstract: string
}

/** @throws SourceError `page_not_found` for a number that there is no paper of */
function paperIn(answer: Answer | undefined, asked: Asked): Paper {
  if (answer?.mediaType === 'text/html') return paperOn(htmlIn(answer), asked)
  const [entry] = atomEntriesIn(answer)
  if (!entry?.title || entry.title === 'Error')
    throw new SourceError({ reason: 'page_not_found', values: {} }, asked.location)
  const { title, author, published: publishedAt, content } = entry
  return { title, author, publishedAt, abstract: content.replace(/\s+/g, ' ').trim() }
}

/** The page of the abstract, in the place of the API where that is busy. */
function paperOn(page: HtmlDocument, asked: Asked): Paper {
  const abstract = nodeText(page.querySelector('blockquote.abstract')).replace(/^Abstract:\s*/, '')
  if (abstract === '') throw new SourceError({ reason: 'empty_page', values: {} }, asked.location)
  const { title, author, publishedAt } = describePage(page, asked.url.href)
  return { title, author, publishedAt, abstract }
}

function sourceOf({ abstract: _, ...facts }: Paper, text: string, asked: Asked): Source {
  return postSource(asked, { siteName, type: 'article', ...facts, text })
}

function readFullText([facts, page]: readonly Answer[], asked: Asked): Source {
  const found = paperIn(facts, asked)
  const document = parseHtml(withFormulas(htmlTextIn(page)))
  const article = document.querySelector('.ltx_document, article')
  for (const part of article?.querySelectorAll(aroundText) ?? []) part.remove()
  const body = nodeText(article)
  if (body.length <= found.abstract.length)
    throw new SourceError({ reason: 'empty_page', values: {} }, asked.location)
  return sourceOf(found, `Abstract\n\n${found.abstract}\n\n${body}`, asked)
}

/** Of LaTeXML's pages: what is known by now, and what refers to others. */
const aroundText =
  '.ltx_title_document, .ltx_authors, .ltx_abstract, .ltx_dates, .ltx_bibliography, .ltx_note, .ltx_page_footer, .ltx_role_footnote, nav'

/** Formulas as they were typed. */
function withFormulas(html: string): string {
  return html.replace(/<math\b([^<>]*)>[\s\S]*?<\/math>/g, (_, attributes: string) => {
    const [, typed = ''] = /\balttext="([^"]*)"/.exec(attributes) ?? []
    return ` ${typed} `
  })
}

/** Known before the PDF is read, which tells less of itself. */
function readFacts([facts]: readonly Answer[], asked: Asked): Source {
  const { text: _, ...known } = sourceOf(paperIn(facts, asked), '', asked)
  return { ...known, text: '' }
}

function readAbstract([facts]: readonly Answer[], asked: Asked): Source {
  const found = paperIn(facts, asked)
  return {
    ...sourceOf(found, found.abstract, asked),
    withheld: { by: 'site', shown: 'description' },
  }
}
