import { type Told, toldBy, toldTogether } from './told.ts'

/** Of a plain body so much is kept until it ends, in UTF-16 units; what is longer tells nothing. */
export const longestBody = 4_000_000
/** The same of one event of a stream. */
export const longestEvent = 1_000_000

/**
 * Reads the text of a body as it passes, whatever it is cut into: one JSON value, server-sent events, or a JSON value a line. Of a
 * stream nothing is kept but what its events told together.
 */
export class BodyReader {
  readonly isStreamed: boolean
  #pending = ''
  #isTooLong = false
  #told: Told | undefined
  /** The text that was read last as a whole, so that asking again costs nothing. */
  #lastText: string | undefined

  /** @param contentType the header, which tells a stream from a plain body. */
  constructor(contentType: string | undefined) {
    this.isStreamed = /event-stream|ndjson|jsonl|stream\+json/i.test(contentType ?? '')
  }

  read(text: string): void {
    this.#pending += text
    if (this.isStreamed) this.#readLines()
    else if (this.#pending.length > longestBody) this.#dropPending()
  }

  /** What was told up to now, or in all when the text has come to its end. */
  told(): Told | undefined {
    if (this.#isTooLong) return this.#told
    if (this.isStreamed) return withEvent(this.#told, this.#pending)
    if (this.#lastText !== this.#pending) {
      this.#lastText = this.#pending
      this.#told = toldByText(this.#pending)
    }
    return this.#told
  }

  #readLines(): void {
    const lines = this.#pending.split(/\r\n|\n|\r/)
    this.#pending = lines.pop() ?? ''
    for (const line of this.#isTooLong ? lines.slice(1) : lines) this.#told = withEvent(this.#told, line)
    if (lines.length > 0) this.#isTooLong = false
    if (this.#pending.length > longestEvent) this.#dropPending()
  }

  #dropPending(): void {
    this.#pending = ''
    if (!this.isStreamed) this.#told = undefined
    this.#isTooLong = true
  }
}

/** A whole body at once. Some servers send events without saying so. */
export function toldByText(text: string): Told | undefined {
  const value = parsed(text)
  if (Array.isArray(value) && value.length > 0) return value.map(toldBy).reduce(toldTogether)
  if (value !== undefined) return toldBy(value)
  if (!/^\s*(?:data|event|id|:)/.test(text)) return undefined
  return text.split(/\r\n|\n|\r/).reduce<Told | undefined>(withEvent, undefined)
}

/** Every provider writes an event's JSON in one line. */
function withEvent(told: Told | undefined, line: string): Told | undefined {
  const value = parsed(line.replace(/^data:/, ''))
  if (value === undefined) return told
  return told ? toldTogether(told, toldBy(value)) : toldBy(value)
}

/** The object or array in a text; undefined when there is none. */
function parsed(text: string): unknown {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) return undefined
  try {
    return JSON.parse(trimmed)
  } catch {
    // No JSON, or not all of it: it tells nothing.
    return undefined
  }
}
