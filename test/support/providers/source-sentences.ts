const fences = [/```[^\n]*\n([\s\S]*?)```/g, /<([A-Za-z][\w-]*)[^>]*>\n?([\s\S]*?)<\/\1>/g]

/** Shorter ones are abbreviations and numbers more often than sentences. */
const shortestSentence = 16

/**
 * The sentences of the source text inside a prompt, each a verbatim substring of it, in order. The source is
 * the longest part fenced by backticks or a pair of tags, or the whole prompt where nothing is fenced.
 * Never empty for a prompt that has a visible character.
 */
export function sourceSentences(prompt: string): readonly string[] {
  const fenced = fences.flatMap((fence) => [...prompt.matchAll(fence)].map((match) => match.at(-1) ?? ''))
  const source = fenced.reduce((longest, part) => (part.length > longest.length ? part : longest), '')
  const text = source.trim() === '' ? prompt : source
  const sentences = (text.match(/[^.!?\n]+[.!?]?/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part.length >= shortestSentence && /[.!?]$/.test(part))
  const line = text.trim().split('\n', 1)[0] ?? ''
  return sentences.length > 0 || line === '' ? sentences : [line]
}
