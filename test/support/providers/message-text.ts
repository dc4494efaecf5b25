import { asArray, asObject, asText } from './json-shape.ts'

/** The text of a message's content: a string, or a list of parts of which those with a `text` count. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  return asArray(content)
    .map((part) => asText(asObject(part)['text']))
    .join('\n')
}

export interface PromptTexts {
  readonly promptText: string
  readonly userText: string
}

/** Reads a conversation of `{ role, content }` messages behind its instructions. */
export function promptTexts(instructions: unknown, messages: unknown): PromptTexts {
  const read = asArray(messages)
    .map(asObject)
    .map(({ role, content }) => ({ role, text: contentText(content) }))
  const texts = [contentText(instructions), ...read.map(({ text }) => text)].filter(Boolean)
  return {
    promptText: texts.join('\n'),
    userText: read.findLast(({ role }) => role === 'user')?.text ?? '',
  }
}
