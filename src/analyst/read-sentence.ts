import type { Sentence } from '../text/sentences.ts'
import { isBoilerplate } from './boilerplate.ts'
import { withoutMarkup } from './readable-sentence.ts'
import type { SentenceReader, SentenceReading } from './sentence-reading.ts'

/** A sentence with its text and what the reader found in it. */
export interface ReadSentence extends Sentence {
  readonly quote: string
  /** The quote without markup and line breaks. */
  readonly plain: string
  readonly reading: SentenceReading
  readonly isQuestion: boolean
}

/** Reads each sentence once; empty ones, page furniture and repeats of an earlier sentence are left out. */
export function readSentences(
  text: string,
  sentences: readonly Sentence[],
  reader: SentenceReader,
): ReadSentence[] {
  const seen = new Set<string>()
  const read: ReadSentence[] = []
  for (const sentence of sentences) {
    const quote = text.slice(sentence.start, sentence.end)
    const plain = withoutMarkup(quote)
    const key = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    if (key === '' || seen.has(key) || isBoilerplate(plain)) continue
    seen.add(key)
    read.push({
      ...sentence,
      quote,
      plain,
      reading: reader.read(withoutMarkup(quote.replace(/`[^`]*(?:`|$)/g, (code) => code.toLowerCase()))),
      isQuestion: /[?？؟;]["”»)']*$/u.test(plain) && !/;$/.test(plain),
    })
  }
  return read
}
