/** Discord's Markdown, as far as the bot writes it, as the elements of `@skyra/discord-components-core`. */

/** What Discord knows of the reader. */
export interface Reader {
  readonly locale: string
  readonly timeZone: string
  /** Epoch milliseconds. */
  readonly nowMs: number
  /** Names by user id. */
  readonly names: ReadonlyMap<string, string>
}

type Block = (inner: string) => string

/** Marks that begin a line, and what Discord makes of the line. */
const blocks: readonly (readonly [mark: RegExp, html: Block])[] = [
  [/^-# /, (inner) => `<discord-subscript>${inner}</discord-subscript>`],
  [/^### /, (inner) => `<h3>${inner}</h3>`],
  [/^> /, (inner) => `<discord-quote>${inner}</discord-quote>`],
  [/^- /, (inner) => `<div class="item"><span>•</span><span>${inner}</span></div>`],
]

const inlines =
  /\\(?<escaped>[^\w\s])|\[(?<label>(?:\\.|[^\]\\])*)\]\((?<target>https?:[^)\s]*)\)|`(?<code>[^`]+)`|\*\*(?<bold>.+?)\*\*|\*(?<italic>.+?)\*|<t:(?<seconds>\d+):(?<style>[Rtfd])>|<@(?<user>\d+)>|(?<address>https?:\/\/[^\s<]+)|(?<other>[\s\S])/gu

export function markdownHtml(text: string, reader: Reader): string {
  const lines = text.split('\n').map((line) => {
    const [mark, html] = blocks.find(([start]) => start.test(line)) ?? []
    return mark && html
      ? { isBlock: true, html: html(inlineHtml(line.replace(mark, ''), reader)) }
      : { isBlock: false, html: inlineHtml(line, reader) }
  })
  return lines
    .map(({ isBlock, html }, index) => (isBlock || index === lines.length - 1 ? html : `${html}<br>`))
    .join('')
}

/** Text as it is, inside an element or an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function inlineHtml(text: string, reader: Reader): string {
  return text.replace(inlines, (whole, ...rest) => pieceHtml(rest.at(-1), reader) ?? escapeHtml(whole))
}

function pieceHtml(piece: Readonly<Record<string, string | undefined>>, reader: Reader): string | undefined {
  const { escaped, label, target, code, bold, italic, seconds, style, user, address } = piece
  if (escaped) return escapeHtml(escaped)
  if (label && target) return `<a>${inlineHtml(label, reader)}</a>`
  if (code) return `<discord-code embed>${escapeHtml(code)}</discord-code>`
  // The set's own elements for these two put a space behind them.
  if (bold) return `<strong>${inlineHtml(bold, reader)}</strong>`
  if (italic) return `<em>${inlineHtml(italic, reader)}</em>`
  if (seconds) return `<discord-time>${timeText(Number(seconds) * 1000, style, reader)}</discord-time>`
  if (user)
    return `<discord-mention highlight type="user">${escapeHtml(reader.names.get(user) ?? user)}</discord-mention>`
  if (address)
    return `<discord-link href="${escapeHtml(address)}" target="_blank">${escapeHtml(address)}</discord-link>`
  return undefined
}

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  d: { dateStyle: 'short' },
  f: { dateStyle: 'long', timeStyle: 'short' },
}

function timeText(atMs: number, style: string | undefined, { locale, timeZone, nowMs }: Reader): string {
  const format = formats[style ?? '']
  if (format) return new Intl.DateTimeFormat(locale, { ...format, timeZone }).format(atMs)
  const minutes = Math.round((atMs - nowMs) / 60_000)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return Math.abs(hours) < 24
    ? relative.format(hours, 'hour')
    : relative.format(Math.round(hours / 24), 'day')
}
