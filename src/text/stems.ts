import { createRequire } from 'node:module'

/** Languages whose endings are known, by the first part of their tag, and the Snowball algorithm for each: https://snowballstem.org (2026-11). */
const algorithms: ReadonlyMap<string, string> = new Map([
  ['ar', 'arabic'],
  ['hy', 'armenian'],
  ['eu', 'basque'],
  ['ca', 'catalan'],
  ['cs', 'czech'],
  ['da', 'danish'],
  ['nl', 'dutch'],
  ['en', 'english'],
  ['fi', 'finnish'],
  ['fr', 'french'],
  ['de', 'german'],
  ['hu', 'hungarian'],
  ['it', 'italian'],
  ['ga', 'irish'],
  ['no', 'norwegian'],
  ['nb', 'norwegian'],
  ['nn', 'norwegian'],
  ['pt', 'portuguese'],
  ['ro', 'romanian'],
  ['ru', 'russian'],
  ['es', 'spanish'],
  ['sl', 'slovene'],
  ['sv', 'swedish'],
  ['ta', 'tamil'],
  ['tr', 'turkish'],
  // Near relatives, whose endings are mostly the same.
  ['uk', 'russian'],
  ['be', 'russian'],
])

/** What is used of `snowball-stemmers`, which brings no types. */
interface SnowballStemmers {
  newStemmer(algorithm: string): { stem(word: string): string }
}

const load = createRequire(import.meta.url)
const stemmers = new Map<string, (word: string) => string>()

/** Words repeat: most answers come from here. It starts anew when it is full. */
const mostRemembered = 20_000

/** Longer runs are no words, and their beginnings tell them apart. */
const longestWord = 60

/** Languages without an algorithm mostly inflect at the end: what follows the sixth letter goes. */
const beginningLetters = 6

/**
 * What a word's forms have in common, in lower case, ё as е: `budgets` is `budget`, `городского` and `городская` are `городск`.
 *
 * @param language BCP 47 tag; where it is `und` the script decides: English for Latin letters, Russian for Cyrillic.
 */
export function stem(word: string, language = 'und'): string {
  const lower = word.slice(0, longestWord).toLowerCase().replaceAll('ё', 'е')
  const algorithm = algorithmFor(lower, language)
  if (algorithm === undefined) return lower.slice(0, beginningLetters)
  let stemmer = stemmers.get(algorithm)
  if (stemmer === undefined) {
    stemmer = remembering(stemmerOf(algorithm))
    stemmers.set(algorithm, stemmer)
  }
  return stemmer(lower)
}

function algorithmFor(word: string, language: string): string | undefined {
  if (language !== 'und') return algorithms.get(language.split('-', 1)[0] ?? language)
  return /\p{Script=Cyrillic}/u.test(word) ? 'russian' : /[a-z]/.test(word) ? 'english' : undefined
}

function stemmerOf(algorithm: string): (word: string) => string {
  const stemmer = (load('snowball-stemmers') as SnowballStemmers).newStemmer(algorithm)
  return (word) => stemmer.stem(word)
}

function remembering(compute: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>()
  return (word) => {
    const found = known.get(word)
    if (found !== undefined) return found
    if (known.size >= mostRemembered) known.clear()
    const computed = compute(word)
    known.set(word, computed)
    return computed
  }
}
