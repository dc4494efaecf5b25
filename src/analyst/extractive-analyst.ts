import type { AnalysisExtent, KeyPoint, TextAnalysis } from '../brief/analysis.ts'
import { splitIntoBlocks } from '../text/blocks.ts'
import { sampleOf } from '../text/cutting.ts'
import { detectLanguage } from '../text/languages.ts'
import { splitIntoSentences } from '../text/sentences.ts'
import { notesOn } from './analyst-notes.ts'
import { chooseDiverse, inReadingOrder } from './choosing.ts'
import { claimsOf, maxPointCharacters } from './claims.ts'
import { createEnglishReader } from './english-reader.ts'
import { entitiesOf } from './entities.ts'
import { createPlainReader } from './plain-reader.ts'
import { type RankedSentence, rankSentences } from './ranking.ts'
import { readSentences, type SentenceReader } from './reading.ts'
import { summaryOf } from './summary.ts'
import { titleOf } from './title.ts'
import { toneOf } from './tone.ts'
import { topicsOf } from './topics.ts'
import { shortened, standingAlone } from './wording.ts'

export interface AnalyseOptions {
  /** The source's own title; guessed from the text when it has none. */
  readonly title?: string | undefined
  /** The BCP 47 tag that the source declares. The text's own words are believed before it. */
  readonly language?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ExtractiveAnalyst {
  /**
   * Analyses a text with nothing but computation on this machine: same text, same result. Key points and claims are in
   * reading order; key points do not repeat the summary unless the text has nothing else.
   *
   * @throws the signal's reason when it is aborted between two parts of the work.
   */
  analyse(text: string, extent: AnalysisExtent, options?: AnalyseOptions): TextAnalysis
}

/** Tagging more than this would hold the event loop too long: about 80,000 words, half a second. */
const maxReadSentences = 4_000
const maxReadCharacters = 480_000
const maxEntities = 30

/** The analyst that needs no key: extractive, free, and honest about what it cannot do. */
export function createExtractiveAnalyst(): ExtractiveAnalyst {
  return { analyse }
}

function analyse(text: string, extent: AnalysisExtent, options: AnalyseOptions = {}): TextAnalysis {
  const { signal } = options
  signal?.throwIfAborted()
  const language = detectLanguage(text, options.language)
  const { sample, blocks, sentences } = readable(text, language)
  signal?.throwIfAborted()

  const reader = readerFor(language)
  const read = readSentences(sample, sentences, reader)
  signal?.throwIfAborted()

  const title = titleOf(sample, sentences, options.title)
  const ranked = rankSentences(read, title === '' ? [] : reader.read(title).terms)
  signal?.throwIfAborted()

  const { summary, sentences: inSummary } = summaryOf(sample, ranked, extent.maxSummarySentences)
  const body = read.filter(({ block }) => block !== 'heading')
  return {
    title,
    summary,
    keyPoints: keyPointsOf(ranked, inSummary, extent.maxKeyPoints),
    entities: entitiesOf(
      body.flatMap(({ reading }) => reading.mentions),
      maxEntities,
    ),
    topics: topicsOf(read, title),
    tone: toneOf(body),
    claims: claimsOf(ranked, extent.maxClaims),
    language,
    notes: notesOn({
      language,
      sentenceCount: sentences.length,
      readShare: sample.length / Math.max(1, text.length),
      cutCount: sentences.filter(({ isWhole }) => !isWhole).length,
      shownCount: ranked.length,
      hasCode: blocks.some(({ kind }) => kind === 'code'),
    }),
  }
}

/** What is read of a text: of a long one a sample, smaller where its sentences are short and many. */
function readable(text: string, language: string) {
  for (let characters = maxReadCharacters; ; ) {
    const sample = sampleOf(text, characters)
    const blocks = splitIntoBlocks(sample)
    const sentences = splitIntoSentences(sample, blocks, language)
    if (sentences.length <= maxReadSentences) return { sample, blocks, sentences }
    characters = Math.floor((Math.min(characters, sample.length) * maxReadSentences * 0.9) / sentences.length)
  }
}

function readerFor(language: string): SentenceReader {
  return language === 'en' || language.startsWith('en-') ? createEnglishReader() : createPlainReader(language)
}

/** With fewer points than these, some that lean on the summary are taken as well. */
const leastPoints = 2

function keyPointsOf(
  ranked: readonly RankedSentence[],
  inSummary: readonly RankedSentence[],
  limit: number,
): KeyPoint[] {
  // Points stand in a list: one that begins with "it" has nothing before it, even where the summary has.
  const alone = chooseDiverse(ranked, limit, inSummary, ({ leans }) => !leans)
  const rest = alone.length >= Math.min(leastPoints, limit) ? alone : chooseDiverse(ranked, limit, inSummary)
  const chosen = rest.length > 0 ? rest : inSummary.slice(0, limit)
  return inReadingOrder(chosen).map(({ sentence }) => {
    const said = standingAlone(sentence.quote)
    const text = sentence.speaker && sentence.speaker.length > 1 ? `${sentence.speaker}: ${said}` : said
    return { text: shortened(text, maxPointCharacters), quote: sentence.quote }
  })
}
