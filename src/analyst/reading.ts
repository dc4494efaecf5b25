import type { EntityKind } from '../brief/analysis.ts'
import type { Sentence } from '../text/sentences.ts'
import { isBoilerplate } from './boilerplate.ts'
import { sectionsOf, withoutLabel } from './sections.ts'
import { withoutMarkup } from './wording.ts'

/** Reads single sentences of one language. */
export interface SentenceReader {
  read(sentence: string): SentenceReading
}

/** What a reader found in one sentence. */
export interface SentenceReading {
  /** Content words in a normal form, repeats included. */
  readonly terms: readonly string[]
  readonly wordCount: number
  readonly mentions: readonly Mention[]
  /** Candidate topics: noun phrases, or single words where no tagger knows the language. */
  readonly phrases: readonly Phrase[]
  /** -1 to 1; undefined where it cannot be judged. */
  readonly sentiment?: number
  /** Whether there is a verb; true where it cannot be told. */
  readonly hasVerb: boolean
  /** Begins with an order to the reader; false where it cannot be told. */
  readonly isImperative: boolean
  readonly hasComparison: boolean
}

export interface Phrase {
  readonly key: string
  readonly surface: string
  readonly words: number
}

export interface Mention {
  readonly name: string
  /** How much each kind is spoken for by what stands around the name. */
  readonly evidence: Partial<Record<EntityKind, number>>
  /** The same by the name itself, which counts once. */
  readonly byName?: Partial<Record<EntityKind, number>>
  /** True for a lone capitalised word that opens a sentence: it may be any word. */
  readonly isWeak: boolean
}

/** A sentence with its text and what the reader found in it. */
export interface ReadSentence extends Sentence {
  readonly quote: string
  /** The quote without markup and line breaks. */
  readonly plain: string
  readonly reading: SentenceReading
  readonly isQuestion: boolean
  /** Whether it stands in the text's own abstract. */
  readonly isAbstract: boolean
}

/** Reads each sentence once; empty ones, what stands around the text and repeats of an earlier sentence are left out. */
export function readSentences(
  text: string,
  sentences: readonly Sentence[],
  reader: SentenceReader,
): ReadSentence[] {
  const seen = new Set<string>()
  const read: ReadSentence[] = []
  const sections = sectionsOf(text, sentences)
  for (const [index, sentence] of sentences.entries()) {
    if (sections[index] === 'furniture') continue
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
      reading: reader.read(readable(quote)),
      isAbstract: sections[index] === 'abstract',
      isQuestion: /[?？؟;]["”»)']*$/u.test(plain) && !/;$/.test(plain),
    })
  }
  return read
}

/** Without labels and mark-up, and code in small letters, so that it names nobody. */
function readable(quote: string): string {
  return withoutLabel(withoutMarkup(quote.replace(/`[^`]*(?:`|$)/g, (code) => code.toLowerCase())))
}
