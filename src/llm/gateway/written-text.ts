/** Where answers have what the model wrote: whole ones, and the parts of streams. */
const writtenIn = new Set([
  'content',
  'text',
  'arguments',
  'partial_json',
  'thinking',
  'reasoning',
  'reasoning_content',
  'refusal',
  'input',
  'delta',
])
const answerFields = ['choices', 'content', 'output', 'delta', 'content_block'] as const

/** What a model wrote, as far as an answer of any of the forms, or the events of a stream, have it. Whole answers within a stream repeat it. */
export function writtenText(answer: string, isStreamed: boolean): string {
  if (!isStreamed) return writtenInValue(parsed(answer))
  return answer
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => writtenInValue(parsed(line.slice('data:'.length))))
    .join('')
}

function writtenInValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return answerFields
    .map((field) => (value as Readonly<Record<string, unknown>>)[field])
    .map((part) => (typeof part === 'string' ? part : textsIn(part)))
    .join('')
}

function textsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textsIn).join('')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, part]) => (typeof part === 'string' ? (writtenIn.has(name) ? part : '') : textsIn(part)))
    .join('')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // `[DONE]`, or an event that was cut: nothing is written in it.
    return undefined
  }
}
