import { createRequire } from 'node:module'
import { sampleOf } from './cutting.ts'
import { type StopWordLanguage, stopWords } from './stop-words.ts'

/** So much of a long text is looked at. */
const sampleCharacters = 18_000

/** A text of fewer words, or of fewer characters in a script that writes none apart, is believed by its declaration only. */
const leastWords = 3
const leastUnspacedCharacters = 6

/**
 * Below this share of function words a text is a list, a table or in a language whose function words are not known here; a clear
 * share beats letter statistics, which mark-up and foreign names mislead.
 */
const leastFunctionWords = 0.12
const clearFunctionWords = 0.25

/** What letter statistics say below this is a guess. */
const leastAccuracy = 0.1

/**
 * The BCP 47 tag of the text's language by its function words and its letters, or `declared` (the source's own tag)
 * when the text is too short or too unlike prose to tell; `und` when neither says. Looks at 18,000 characters at most.
 */
export function detectLanguage(text: string, declared?: string): string {
  const tag = canonicalTag(declared)
  const sample = sampleOf(text, sampleCharacters)
    .replace(/https?:\S+|\S{60,}|`[^`\n]*`|<[^<>\n]*>/g, ' ')
    .replace(/\s+/g, ' ')
  const detected = detect(sample)
  if (detected === undefined) return tag ?? 'und'
  return tag !== undefined && primaryLanguage(tag) === primaryLanguage(detected) ? tag : detected
}

/** `pt` of `pt-BR`; Norwegian's two written forms count as one. */
export function primaryLanguage(tag: string): string {
  const primary = tag.toLowerCase().split('-', 1)[0] ?? ''
  return primary === 'no' || primary === 'nn' ? 'nb' : primary
}

function canonicalTag(declared: string | undefined): string | undefined {
  if (declared === undefined) return undefined
  try {
    return Intl.getCanonicalLocales(declared.trim().replaceAll('_', '-'))[0]
  } catch {
    // Pages declare all sorts of things; what is no language tag says nothing.
    return undefined
  }
}

function detect(sample: string): string | undefined {
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const unspaced = sample.match(unspacedScripts)?.length ?? 0
  if (words.length < leastWords && unspaced < leastUnspacedCharacters) return undefined
  const known = byFunctionWords(words)
  if (known && known.share >= clearFunctionWords) return known.language
  return byLetters(sample) ?? known?.language
}

const unspacedScripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/gu

/** The language of whose function words the text has most, if that is enough and no other has as many. */
function byFunctionWords(
  words: readonly string[],
): { readonly language: string; readonly share: number } | undefined {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const languages = Object.keys(stopWords) as StopWordLanguage[]
  const [best, second] = languages
    .map((language) => ({ language, share: functionWordCount(counts, language) / words.length }))
    .sort((first, other) => other.share - first.share)
  if (best === undefined || best.share < leastFunctionWords || best.share === second?.share) return undefined
  return best
}

function functionWordCount(counts: ReadonlyMap<string, number>, language: StopWordLanguage): number {
  let total = 0
  for (const word of stopWords[language]) total += counts.get(word) ?? 0
  return total
}

/** What is used of `tinyld`. It takes a fifteenth of a second to load, so it is loaded when first needed. */
interface LanguageDetector {
  detectAll(text: string): readonly { readonly lang: string; readonly accuracy: number }[]
}

const load = createRequire(import.meta.url)

/** Rare and constructed languages, which short texts in Latin letters are taken for. */
const unlikely: ReadonlySet<string> = new Set(['tlh', 'vo', 'eo', 'ber'])

/** Letters that neighbours in the statistics do not have. */
const foreignLetters: Readonly<Record<string, RegExp>> = { uk: /[ыэъё]/i, ru: /[іїєґў]/i }

/** Letter statistics of piece after piece, so that one foreign name or a line of mark-up does not decide for the whole. */
function byLetters(sample: string): string | undefined {
  const { detectAll } = load('tinyld') as LanguageDetector
  const votes = new Map<string, number>()
  for (const piece of sample.match(/.{1,400}(?:\s|$)/gu) ?? []) {
    const best = detectAll(piece).find(
      ({ lang }) => !unlikely.has(lang) && !foreignLetters[lang]?.test(piece),
    )
    if (best) votes.set(best.lang, (votes.get(best.lang) ?? 0) + best.accuracy * piece.length)
  }
  const [best] = [...votes].sort(([, first], [, other]) => other - first)
  if (best === undefined || best[1] < leastAccuracy * sample.length) return undefined
  return primaryLanguage(best[0])
}
