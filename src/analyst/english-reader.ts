import { createRequire } from 'node:module'
import type { Document, ItsFunction, PartOfSpeech, WinkMethods } from 'wink-nlp'
import { stopWords } from '../text/stop-words.ts'
import { amountMentions } from './amounts.ts'
import { nameMentions } from './name-mentions.ts'
import type { Mention, Phrase, SentenceReader, SentenceReading } from './reading.ts'

interface Token {
  readonly value: string
  readonly normal: string
  readonly lemma: string
  readonly pos: PartOfSpeech
  readonly isStopWord: boolean
}

const load = createRequire(import.meta.url)
let loaded: WinkMethods | undefined
let wordsOfModel = 0
const commonWords = new Map<string, boolean>()
const mostRemembered = 20_000

/** Loading takes a fifth of a second and the model is read-only, so a process loads it once, when first needed. */
function wink(): WinkMethods {
  if (loaded) return loaded
  loaded = (load('wink-nlp') as (model: unknown, pipe: string[]) => WinkMethods)(
    load('wink-eng-lite-web-model'),
    ['sbd', 'pos', 'ner', 'negation', 'sentiment'],
  )
  wordsOfModel = idOf('qzxwvj', loaded)
  return loaded
}

/** The tagger takes quadratic time on one endless word. */
const endlessWord = /(\S{60})\S+/g

/** Reads English with wink-nlp's part-of-speech, entity and sentiment models. */
export function createEnglishReader(): SentenceReader {
  const nlp = wink()
  return {
    read(sentence) {
      const safe = sentence.replace(endlessWord, '$1')
      const document = nlp.readDoc(safe)
      const tokens = tokensOf(document, nlp)
      const isNoName = new Set(tokens.filter(cannotName).map((token) => token.value))
      const isNoun = new Set(tokens.filter(({ pos }) => pos === 'PROPN').map((token) => token.value))
      return {
        terms: tokens.filter(isContent).map((token) => token.lemma),
        wordCount: tokens.filter(isWord).length,
        mentions: [
          ...nameMentions(safe, {
            isTagged: true,
            canOpenWith: (word) => isNoun.has(word),
            canStandAlone: (word) => !isNoName.has(word),
            isCommonWord: (word) => isInLexicon(word, nlp),
          }),
          ...dateMentions(document, nlp),
          ...amountMentions(safe),
        ],
        phrases: nounPhrases(tokens),
        sentiment: Number(document.out(nlp.its.sentiment)),
        ...verbTraits(tokens),
        hasComparison: hasComparison(tokens),
      }
    },
  }
}

/** Whether the model came with a word: what it meets beyond its own words it numbers on. */
function isInLexicon(word: string, nlp: WinkMethods): boolean {
  const known = commonWords.get(word) ?? forms(word).some((form) => idOf(form, nlp) < wordsOfModel)
  if (commonWords.size >= mostRemembered) commonWords.clear()
  commonWords.set(word, known)
  return known
}

/** A word, and its singular where that is none of the endings of names: the model has "delegation" without its plural. */
function forms(word: string): readonly string[] {
  return /(?:tion|sion|ment|ness|ship|ance|ence|age|ture|ism|ist)s$/.test(word)
    ? [word, word.slice(0, -1)]
    : [word]
}

function idOf(word: string, nlp: WinkMethods): number {
  return Number(nlp.readDoc(word).tokens().out(nlp.its.uniqueId)[0])
}

function tokensOf(document: Document, { its }: WinkMethods): Token[] {
  const tokens = document.tokens()
  const values = tokens.out(its.value)
  const normals = tokens.out(its.normal)
  const lemmas = tokens.out(its.lemma as unknown as ItsFunction<string>)
  const tags = tokens.out(its.pos) as PartOfSpeech[]
  return values.map((value, index) => {
    const normal = normals[index] ?? value
    return {
      value,
      normal,
      lemma: (lemmas[index] ?? normal).toLowerCase(),
      pos: tags[index] ?? 'X',
      isStopWord: stopWords.en.has(normal.toLowerCase()),
    }
  })
}

function isWord({ pos }: Token): boolean {
  return pos !== 'PUNCT' && pos !== 'SPACE' && pos !== 'SYM'
}

function isContent({ pos, lemma, isStopWord }: Token): boolean {
  const counts = pos === 'NOUN' || pos === 'PROPN' || pos === 'VERB' || pos === 'ADJ' || pos === 'NUM'
  return counts && !isStopWord && /[\p{L}\p{N}]/u.test(lemma) && (lemma.length > 1 || pos === 'NUM')
}

/** A capitalised word of these kinds is an adjective of nationality, a sentence word or shouting, not a name alone. */
function cannotName({ pos, isStopWord }: Token): boolean {
  return (
    isStopWord || ['ADJ', 'ADV', 'AUX', 'CCONJ', 'DET', 'INTJ', 'NUM', 'PRON', 'SCONJ', 'VERB'].includes(pos)
  )
}

function dateMentions(document: Document, { its }: WinkMethods): Mention[] {
  const details = document.entities().out(its.detail) as unknown as readonly { value: string; type: string }[]
  return details
    .filter(({ value, type }) => type === 'DATE' && /\d/.test(value))
    .map(({ value }) => ({
      name: value.replace(/^(?:by|in|on|since|until|from|before|after|during|the)\s+/i, ''),
      evidence: { date: 10 },
      isWeak: false,
    }))
}

/** Reads `(adjective | noun)* noun` of at most three words, each suffix too, so that counts agree across sentences. */
function nounPhrases(tokens: readonly Token[]): Phrase[] {
  const phrases: Phrase[] = []
  let run: Token[] = []
  const close = () => {
    while (run.length > 0 && run.at(-1)?.pos !== 'NOUN') run.pop()
    const longest = run.slice(-3)
    for (let from = 0; from < longest.length; from += 1) {
      const part = longest.slice(from)
      phrases.push({
        key: part.map(({ lemma }) => lemma).join(' '),
        surface: part.map(({ normal }) => normal).join(' '),
        words: part.length,
      })
    }
    run = []
  }
  for (const token of tokens) {
    const belongs = (token.pos === 'NOUN' || token.pos === 'ADJ') && /^\p{L}[\p{L}-]{2,}$/u.test(token.normal)
    if (belongs && !token.isStopWord) run.push(token)
    else close()
  }
  close()
  return phrases
}

function verbTraits(tokens: readonly Token[]): Pick<SentenceReading, 'hasVerb' | 'isImperative'> {
  const words = tokens.filter(isWord)
  const first = words[0]
  const isBareVerb = first?.pos === 'VERB' && first.normal === first.lemma && words[1]?.pos !== 'AUX'
  const isPlea = /^(?:please|let|do|don|never|always)$/.test(first?.normal ?? '') && words[1]?.pos !== 'PRON'
  return {
    hasVerb: words.some(({ pos }) => pos === 'VERB' || pos === 'AUX'),
    isImperative: isBareVerb || (isPlea && words.some(({ pos }) => pos === 'VERB')),
  }
}

function hasComparison(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ normal, pos }, index) =>
      (normal === 'than' && index > 0) ||
      ((pos === 'ADJ' || pos === 'ADV') &&
        /^[a-z]{3,}est$/.test(normal) &&
        !/^(?:honest|modest|rest|interest)$/.test(normal)) ||
      (/^(?:most|least|first|only|largest|highest|double[ds]?|triple[ds]?|half|twice)$/.test(normal) &&
        tokens[index + 1]?.pos !== 'PUNCT'),
  )
}
