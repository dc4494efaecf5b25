/**
 * Text that somebody else wrote, made fit for Discord: what it says can be read, and nothing in it formats, mentions, links under
 * another name, hides or reverses. One function for Markdown, one for the places where Discord knows no Markdown.
 */

const ellipsis = '…'
/** A message has 4,000 characters for everything. */
const linkMaxCharacters = 300
const breaker = '\u200b'

/** A mark of a list, heading or quotation that begins a line, an address of the web, or one code point. */
const pieces =
  /(?<mark>^[ \t]*(?:-#|#{1,3}|>{1,3}|[-+*]|\d{1,9}[.)])(?=\s))|(?<address>https?:\/\/[\w.\-/?=&%:;,+!#]{1,150}(?![\w.\-/?=&%:;,+!#]))|[\s\S]/gmu

/**
 * As Markdown that shows the text itself, at most `maxCharacters` long in UTF-16 units, escapes included. What does not fit is cut
 * between code points and ends with `…`. Lines stay lines, with at most one empty one between them.
 */
export function safeText(text: string, maxCharacters: number): string {
  const readable = readableText(beginningOf(text, maxCharacters * 2))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const isCut = text.length > maxCharacters * 2
  return joined([...readable.matchAll(pieces)].map(escaped), maxCharacters, isCut)
}

/** {@link safeText} on one line. */
export function safeLine(text: string, maxCharacters: number): string {
  return safeText(oneLine(text), maxCharacters)
}

/** One line for where Discord shows text as it is: footers, authors, labels of buttons and choices. */
export function plainLine(text: string, maxCharacters: number): string {
  const readable = oneLine(readableText(beginningOf(text, maxCharacters * 2))).replace(
    /[@<\]`]/g,
    `$&${breaker}`,
  )
  return joined([...readable], maxCharacters, text.length > maxCharacters * 2)
}

/** As inline code, such as an id. */
export function safeCode(text: string, maxCharacters: number): string {
  const inner = plainLine(text.replaceAll('`', 'ˋ'), maxCharacters - 2)
  return inner === '' ? '' : `\`${inner}\``
}

/** The address when it is one of the web that Discord takes, with `@` written so that it cannot be read as a mention; undefined otherwise. */
export function webAddress(text: string | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined
  const { href: address, protocol } = new URL(text)
  const href = address.replaceAll('@', '%40')
  return (protocol === 'https:' || protocol === 'http:') && href.length <= 2048 ? href : undefined
}

const placeMaxCharacters = 40

/** Where something is, on one line: an address without its scheme, cut where it is long. */
export function placeLine(location: string): string {
  return safeLine(location.replace(/^https?:\/\/(?:www\.)?/, ''), placeMaxCharacters)
}

/**
 * Words that lead to an address of `webAddress`, as Markdown; the words alone where there is none, or one too long for a line of text.
 * Words that are an address themselves give way to the place where the link leads.
 */
export function linkedText(words: string, address: string | undefined, maxCharacters: number): string {
  const shown = safeLine(words, maxCharacters)
  if (!address || address.length > linkMaxCharacters) return shown
  const label = words.includes('://') ? safeLine(new URL(address).hostname, 100) : shown
  // Discord's links end at the first parenthesis.
  return `[${label}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

/** A mention of a user, which Discord shows as a name; other text when it is no user's id. */
export function userMention(id: string): string {
  return /^\d{17,20}$/.test(id) ? `<@${id}>` : safeLine(id, 100)
}

/** Enough of it, and never half a code point: what is invisible may fill the beginning, but not make us read megabytes. */
function beginningOf(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : text.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, '')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/**
 * Without what cannot be seen or turns what can: control, zero-width and bidi characters, fillers and towers of accents.
 * Joiners stay where scripts and emoji need them: between two characters beyond ASCII.
 */
function readableText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(
      /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu,
      (character, offset: number, whole: string) => {
        if (character === '\n') return character
        if (character === '\t') return ' '
        return isNeeded(
          character,
          whole.slice(Math.max(0, offset - 2), offset),
          whole.slice(offset + character.length, offset + character.length + 2),
        )
          ? character
          : ''
      },
    )
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
}

function isNeeded(character: string, before: string, after: string): boolean {
  const isAfterLetter = /[[\p{L}\p{M}\p{Extended_Pictographic}\ufe0f]--[\0-\x7f]]$/v.test(before)
  if (character === '\ufe0f' || character === '\ufe0e') return isAfterLetter
  const isJoiner = character === '\u200c' || character === '\u200d'
  return isJoiner && isAfterLetter && /^[[\p{L}\p{Extended_Pictographic}]--[\0-\x7f]]/v.test(after)
}

function escaped({ 0: piece, groups }: RegExpExecArray): string {
  if (groups?.['address']) return piece
  if (groups?.['mark']) return piece.replace(/[^\s\d]/, '\\$&')
  // Discord knows `<@1>`, `<#1>`, `<t:1>`, `</name:1>`, `<:name:1>`, `@everyone`, `@here` and `[text](address)`.
  if (piece === '<' || piece === '@') return `${piece}${breaker}`
  if (piece === ']') return `\\]${breaker}`
  return /[\\*_~`|[]/.test(piece) ? `\\${piece}` : piece
}

function joined(parts: readonly string[], maxCharacters: number, isCut: boolean): string {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  if (length <= maxCharacters && !isCut) return parts.join('')
  let text = ''
  for (const part of parts) {
    if (text.length + part.length + ellipsis.length > maxCharacters) break
    text += part
  }
  return `${text.trimEnd()}${ellipsis}`
}
