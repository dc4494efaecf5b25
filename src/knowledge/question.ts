import { detectLanguage } from '../text/languages.ts'
import { stem } from '../text/stems.ts'
import { type ContentWord, contentWords } from '../text/words.ts'

/** Longer questions are cut: what follows says nothing new of what is asked for. */
const maxQuestionCharacters = 1_000

/** A question, as what was read is held against it. */
export interface Question {
  readonly text: string
  /** BCP 47 tag, `und` when it cannot be told. */
  readonly language: string
  /** It wants to know when, or how much. */
  readonly isForFigure: boolean
  /** It wants to know how much: the answer has a number. */
  readonly isForAmount: boolean
  /** What it asks for, each word once. */
  readonly words: readonly AskedWord[]
}

interface AskedWord extends ContentWord {
  /** It is not in the question itself, but in one before it that this one goes on from: it counts for less. */
  readonly isCarried?: true
}

export function readQuestion(written: string): Question {
  const text = written.slice(0, maxQuestionCharacters).toWellFormed().replace(/\s+/g, ' ').trim()
  const language = languageOf(text)
  const words = contentWords(text, language)
    .filter(({ form }) => !asks(form))
    .map((word) => (opensOnly(text, word) ? { ...word, isName: false } : word))
  return {
    text,
    language,
    isForFigure: askingForFigure.test(text),
    isForAmount: askingForAmount.test(text),
    words: distinct(words),
  }
}

/**
 * What a question of a conversation may mean, the likeliest first: itself, or itself with what the question before it was about.
 *
 * @param earlier questions of the same conversation, oldest first
 */
export function readInConversation(written: string, earlier: readonly string[]): readonly Question[] {
  const alone = readQuestion(written)
  const before = earlier.at(-1)
  if (before === undefined) return [alone]
  const [last = readQuestion(before)] = readInConversation(before, earlier.slice(0, -1))
  const together = goingOnFrom(last, alone)
  if (beginsInTheMiddle.test(alone.text) || alone.words.length === 0) return [together]
  if (standsFor.test(alone.text)) return [together, alone]
  return alone.words.length <= fewWords ? [alone, together] : [alone]
}

/** Another name or year takes the place of the one before. */
function goingOnFrom(
  last: Question,
  { text, language, words, isForFigure, isForAmount }: Question,
): Question {
  const isNamed = words.some(({ isName }) => isName)
  const isCounted = words.some(({ isNumber }) => isNumber)
  const carried = last.words
    .filter(({ isName, isNumber }) => !(isName && isNamed) && !(isNumber && isCounted))
    .map((word) => ({ ...word, isCarried: true }) as const)
  const isOfAnother = words.every(({ isName, isNumber }) => isName || isNumber)
  return {
    text: [...carried.map(({ written }) => written), text].join(' '),
    language: language === 'und' ? last.language : language,
    isForFigure: isForFigure || (last.isForFigure && isOfAnother),
    isForAmount: isForAmount || (last.isForAmount && isOfAnother),
    words: distinct([...words, ...carried]),
  }
}

/** The first of each form. */
function distinct(words: readonly AskedWord[]): readonly AskedWord[] {
  return [...new Map(words.toReversed().map((word) => [word.form, word])).values()].toReversed()
}

/** So many words may leave open what a question is about. */
const fewWords = 2

const beginsInTheMiddle =
  /^(?:and|but|so|or|then|what about|how about|а|и|но|ну|или|тогда|что насч[её]т|как насч[её]т)(?!\p{L})/iu

/** What stands for something that was named before. */
const standsFor =
  /(?<!\p{L})(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|there|this|that|these|those|он|она|оно|они|его|е[её]|их|ему|ей|им|ими|н[её]м|нем|ней|них|нему|него|не[её]|там|тогда|это|этот|эта|эти|этого|этой|этих|тот|та|те|того)(?!\p{L})/iu

const askingForAmount = /(?<!\p{L})(?:how (?:many|much)|what (?:price|percentage|share)|сколько)(?!\p{L})/iu

const askingForFigure =
  /(?<!\p{L})(?:when|how (?:many|much|long|far|old|high|tall|deep|fast|big|large|often)|what (?:year|day|date|time|price|percentage|share)|сколько|когда|какого числа|в каком году|до скольки|во сколько|как (?:часто|долго|далеко))(?!\p{L})/iu

/** Whether a word has its capital letter from where it stands: it opens the question, and no name goes on behind it. */
function opensOnly(text: string, { written }: ContentWord): boolean {
  return text.startsWith(written) && !/^[\s-]+\p{Lu}/u.test(text.slice(written.length))
}

/** What is too short to tell by its words is told by its letters. */
function languageOf(text: string): string {
  const detected = detectLanguage(text)
  if (detected !== 'und') return detected
  if (/\p{Script=Cyrillic}/u.test(text)) return 'ru'
  return /^[\p{ASCII}’–—“”]*$/u.test(text) && /[a-z]/i.test(text) ? 'en' : 'und'
}

/** Words that ask, and are not what is asked for. */
const askingWords = {
  en: 'many much far long often exactly tell know explain describe please happen happened call called name named give mean means about find whether show',
  ru: 'сколько какой какое какие какие-то какую каких каким каком чем расскажи расскажите знаешь известно объясни опиши пожалуйста означает зовут звали называется называют называли находится найди именно почему отчего откуда докуда чей чья чьё чьи кому кого кем насколько разве неужели может можно нужно каков какова каковы скажи скажите подскажи подскажите покажи покажите',
} as const

let askingStems: ReadonlySet<string> | undefined

/** Made with the first question: most processes are asked none. */
function asks(stemmed: string): boolean {
  askingStems ??= new Set(
    Object.entries(askingWords).flatMap(([language, words]) =>
      words.split(' ').map((word) => stem(word, language)),
    ),
  )
  return askingStems.has(stemmed)
}
