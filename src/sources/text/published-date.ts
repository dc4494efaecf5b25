const isoDate = /^\d{4}-\d{2}-\d{2}$/
const isoDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}))?$/i
/** Dates of e-mail and HTTP, which name their zone: `Tue, 03 Mar 2026 10:00:00 +0300`. */
const zonedDate = /\d{4}.*(GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i

/**
 * A date as sources write it, in ISO 8601. A date without time stays one, a time keeps its own offset. Undefined for what is no date,
 * and for local forms without a zone (`3/4/2026`), whose day and zone could only be guessed.
 */
export function toIsoDate(written: string | null | undefined): string | undefined {
  const text = written?.trim() ?? ''
  if (Number.isNaN(Date.parse(text))) return undefined
  if (isoDate.test(text)) return text
  if (isoDateTime.test(text)) return text.replace(' ', 'T').replace(' ', '')
  return zonedDate.test(text) ? new Date(text).toISOString() : undefined
}
