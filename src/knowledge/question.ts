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
  /** What it asks for, each word once. */
  readonly words: readonly ContentWord[]
}

export function readQuestion(written: string): Question {
  const text = written.slice(0, maxQuestionCharacters).toWellFormed().replace(/\s+/g, ' ').trim()
  const language = languageOf(text)
  const words = contentWords(text, language).filter(({ form }) => !asking.has(form))
  const isForFigure = askingForFigure.test(text)
  return { text, language, isForFigure, words: [...new Map(words.map((word) => [word.form, word])).values()] }
}

const askingForFigure =
  /(?<!\p{L})(?:when|how (?:many|much|long|far|old|high|tall|deep|fast|big|large|often)|what (?:year|day|date|time|price|percentage|share)|сколько|когда|какого числа|в каком году|до скольки|во сколько|как (?:часто|долго|далеко))(?!\p{L})/iu

/** What is too short to tell by its words is told by its letters. */
function languageOf(text: string): string {
  const detected = detectLanguage(text)
  if (detected !== 'und') return detected
  if (/\p{Script=Cyrillic}/u.test(text)) return 'ru'
  return /^[\p{ASCII}’–—“”]*$/u.test(text) && /[a-z]/i.test(text) ? 'en' : 'und'
}

/** Words that ask, and are not what is asked for. */
const askingWords = {
  en: 'many much far long often exactly tell know explain describe please happen happened call called name named give mean means about find',
  ru: 'сколько какой какое какие какие-то какую каких каким каком чем расскажи расскажите знаешь известно объясни опиши пожалуйста означает зовут звали называется называют называли находится найди именно',
} as const

const asking: ReadonlySet<string> = new Set(
  Object.entries(askingWords).flatMap(([language, words]) =>
    words.split(' ').map((word) => stem(word, language)),
  ),
)
