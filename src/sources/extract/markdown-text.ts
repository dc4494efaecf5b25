import { type MarkedToken, marked, type Token, type Tokens } from 'marked'
import { parseHtml } from './html-document.ts'
import { htmlToText } from './html-text.ts'

/**
 * The text of a Markdown document as it would be read: without images, HTML tags, addresses of links and emphasis marks. Headings,
 * list items, table rows and code keep their marks (`## `, `- `, `| a | b |`, fences), because those say what is no prose.
 *
 * @throws {RangeError} when quotations or lists are nested thousands deep.
 */
export function markdownToText(source: string): string {
  return blocksText(marked.lexer(source))
}

function blocksText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => blockText(token as MarkedToken))
    .filter((text) => text.trim() !== '')
    .join('\n\n')
}

function blockText(token: MarkedToken): string {
  switch (token.type) {
    case 'heading':
      return `${'#'.repeat(token.depth)} ${inlineText(token.tokens)}`
    case 'blockquote':
      return blocksText(token.tokens).replace(/^\[!\w+\]\s*/, '')
    case 'list':
      return listText(token)
    case 'code':
      return fenced(token.text)
    case 'table':
      return [token.header, ...token.rows].map(rowText).join('\n')
    case 'html':
      return htmlText(token.raw)
    case 'hr':
    case 'space':
    case 'def':
      return ''
    default:
      return inlineText([token]).replace(/^\[\^[^\]]+\]:\s*/, '')
  }
}

function fenced(code: string): string {
  const fence = /^```/m.test(code) ? '~~~' : '```'
  return `${fence}\n${code}\n${fence}`
}

function listText({ items, ordered, start }: Tokens.List): string {
  const first = start === '' ? 1 : start
  return items
    .map((item, index) => {
      const content = item.tokens.map((token) => blockText(token as MarkedToken)).filter(Boolean)
      return `${ordered ? `${first + index}.` : '-'} ${content.join('\n')}`
    })
    .join('\n')
}

function rowText(cells: readonly Tokens.TableCell[]): string {
  return `| ${cells.map(({ tokens }) => inlineText(tokens).replace(/\s+/g, ' ').trim()).join(' | ')} |`
}

function inlineText(tokens: readonly Token[]): string {
  return tokens.map((token) => pieceText(token as MarkedToken)).join('')
}

function pieceText(token: MarkedToken): string {
  switch (token.type) {
    case 'codespan':
      return `\`${token.text.replace(/\s+/g, ' ')}\``
    case 'br':
      return '\n'
    case 'html':
      return /^<br\b/i.test(token.raw) ? '\n' : ''
    case 'image':
    case 'checkbox':
      return ''
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? inlineText(token.tokens) : plain(token.text)
    case 'paragraph':
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
      return inlineText(token.tokens)
    default:
      return token.raw
  }
}

/** Characters for their names, no marks of footnotes, and lines joined: where they end says nothing in Markdown. */
function plain(text: string): string {
  const unmarked = text.replace(/\s*\n\s*/g, ' ').replace(/\[\^[^\]\s]{1,30}\](?!:)/g, '')
  return /&#?\w+;/.test(unmarked) ? decoded(unmarked) : unmarked
}

function decoded(text: string): string {
  return text.replace(/&#?\w{1,31};/g, (name) => parseHtml(name).body.textContent || name)
}

/** HTML blocks are parts of pages; their headings are headings here. */
function htmlText(html: string): string {
  const marked = html.replace(/<h([1-6])\b[^<>]*>/gi, (_, depth) => `<p>${'#'.repeat(Number(depth))} `)
  return htmlToText(parseHtml(marked.replace(/<\/h[1-6]>/gi, '</p>')).body)
}
