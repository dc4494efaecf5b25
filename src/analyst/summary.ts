import { chooseDiverse, inReadingOrder, type RankedSentence } from './ranking.ts'
import { dependsOnContext, opensWithConnector, shortened, standingAlone, withoutMarkup } from './wording.ts'

export interface Summary {
  readonly summary: string
  readonly sentences: readonly RankedSentence[]
}

/** What stands for a text without sentences. */
const maxOpeningCharacters = 200

/** The best sentences in reading order, at most a third of the text; the opening words of a text without any sentences. */
export function summaryOf(text: string, ranked: readonly RankedSentence[], maxSentences: number): Summary {
  const count = Math.min(maxSentences, Math.max(1, Math.ceil(ranked.length / 3)))
  const sentences = inReadingOrder(withFirmOpening(chooseDiverse(ranked, count), ranked))
  if (sentences.length > 0 || maxSentences === 0) return { summary: joined(sentences), sentences }
  if (!/[\p{L}\p{N}]/u.test(text)) return { summary: '', sentences }
  return {
    summary: shortened(withoutMarkup(text.slice(0, maxOpeningCharacters * 5)), maxOpeningCharacters),
    sentences,
  }
}

/** A summary must not open with "He …": the first such sentence gives way to the best one before it that stands by itself. */
function withFirmOpening(
  chosen: readonly RankedSentence[],
  ranked: readonly RankedSentence[],
): readonly RankedSentence[] {
  const [first] = inReadingOrder(chosen)
  if (first === undefined || !leansOnContext(first)) return chosen
  const earlier = ranked.filter((other) => other.order < first.order && !leansOnContext(other))
  const [opening] = chooseDiverse(
    earlier,
    1,
    chosen.filter((other) => other !== first),
  )
  return opening === undefined ? chosen : [opening, ...chosen.filter((other) => other !== first)]
}

function leansOnContext({ sentence }: RankedSentence): boolean {
  return dependsOnContext(standingAlone(sentence.quote))
}

/** Keeps "However," where the sentence before it in the text is there too. */
function joined(sentences: readonly RankedSentence[]): string {
  let text = ''
  let previous: RankedSentence | undefined
  for (const ranked of sentences) {
    const { sentence } = ranked
    const follows =
      previous?.order === ranked.order - 1 && previous.sentence.blockIndex === sentence.blockIndex
    const said =
      follows && opensWithConnector(sentence.plain) ? sentence.plain : standingAlone(sentence.quote)
    const speaker =
      sentence.speaker !== previous?.sentence.speaker && (sentence.speaker?.length ?? 0) > 1
        ? `${sentence.speaker}: `
        : ''
    text += `${text === '' ? '' : separatorAfter(text)}${speaker}${said}`
    previous = ranked
  }
  return text
}

function separatorAfter(text: string): string {
  if (/[。！？]["”」』]?$/u.test(text)) return ''
  return /[.!?…؟]["”»’')\]]*$/u.test(text) ? ' ' : text.endsWith(':') || text.endsWith(';') ? ' ' : '. '
}
