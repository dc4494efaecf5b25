import { type StopWordLanguage, stopWords } from './stop-words.ts'

/** Scripts that stand for one language by themselves, or for the most common language written in them. */
const scriptLanguages = [
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, language: 'ja', minShare: 0.05 },
  { pattern: /\p{Script=Hangul}/gu, language: 'ko', minShare: 0.3 },
  { pattern: /\p{Script=Han}/gu, language: 'zh', minShare: 0.3 },
  { pattern: /[پچژگ]/gu, language: 'fa', minShare: 0.02 },
  { pattern: /\p{Script=Arabic}/gu, language: 'ar', minShare: 0.4 },
  { pattern: /\p{Script=Hebrew}/gu, language: 'he', minShare: 0.4 },
  { pattern: /\p{Script=Thai}/gu, language: 'th', minShare: 0.4 },
  { pattern: /\p{Script=Devanagari}/gu, language: 'hi', minShare: 0.4 },
] as const

/** Three windows of this size are looked at: the beginning, the middle and the end. */
const windowCharacters = 6_000

/** Below this share of function words a text is a list, a table or a language that is not known here. */
const minStopWordShare = 0.12

/**
 * The BCP 47 tag of the text's language by its script and its function words, or `declared` (the source's own tag)
 * when the text is too short or too unlike prose to tell; `und` when neither says.
 */
export function detectLanguage(text: string, declared?: string): string {
  const tag = canonicalTag(declared)
  const sample = sampleOf(text).replace(/https?:\S+/g, ' ')
  const detected = byScript(sample) ?? byStopWords(sample)
  if (detected === undefined) return tag ?? 'und'
  return tag !== undefined && sameLanguage(tag, detected) ? tag : detected
}

function sampleOf(text: string): string {
  if (text.length <= windowCharacters * 3) return text
  const middle = Math.floor(text.length / 2)
  return [
    text.slice(0, windowCharacters),
    text.slice(middle, middle + windowCharacters),
    text.slice(-windowCharacters),
  ].join('\n')
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

function sameLanguage(tag: string, detected: string): boolean {
  const primary = tag.split('-')[0]
  return primary === detected || (detected === 'nb' && (primary === 'no' || primary === 'nn'))
}

function byScript(sample: string): string | undefined {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 2) return undefined
  return scriptLanguages.find(({ pattern, minShare }) => {
    const found = sample.match(pattern)?.length ?? 0
    return found >= letters * minShare
  })?.language
}

function byStopWords(sample: string): string | undefined {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < 4) return undefined
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const languages = Object.keys(stopWords) as StopWordLanguage[]
  const shares = languages
    .map((language) => ({ language, share: stopWordCount(counts, language) / words.length }))
    .sort((first, second) => second.share - first.share)
  const [best, second] = shares
  if (best === undefined || second === undefined || best.share < minStopWordShare) return undefined
  if (best.share > second.share) return best.language
  return undefined
}

function stopWordCount(counts: ReadonlyMap<string, number>, language: StopWordLanguage): number {
  let total = 0
  for (const word of stopWords[language]) total += counts.get(word) ?? 0
  return total
}
