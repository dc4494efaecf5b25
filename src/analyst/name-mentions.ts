import { kindEvidence } from './entity-kind.ts'
import { isKnownPlace } from './known-places.ts'
import type { Mention } from './reading.ts'

export interface NameRules {
  /** Whether a lone word that opens a sentence may be a name by its tag; it stays weak all the same. */
  canOpenWith(word: string): boolean
  /** Whether a capitalised word in mid-sentence is a name when it stands alone. */
  canStandAlone(word: string): boolean
  /** Whether a tagger vouches for runs that open a sentence; without one their first word may be any word. */
  readonly isTagged: boolean
}

const word = String.raw`\p{Lu}[\p{L}\p{M}\p{N}]*(?:[-'’.&](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*`
const heads =
  'University|Ministry|Minister|Bank|Department|House|Council|Court|Institute|Republic|Kingdom|Gulf|Bay|Isle|School|Church|City|Museum|Board|Academy|Association|Federation|Union|States|Office|Bureau|Faculty|College|Society|Centre|Center|Secretary|Chamber|Port|Duke|Prince|Battle|Treaty'
const link = String.raw`(?:\s(?:&|de|del|della|di|da|du|van|von|der|den|al|bin|ibn|für|und)\s(?=\p{Lu})|(?<=(?:^|\s)(?:${heads})s?)\sof(?:\sthe)?\s(?=\p{Lu})|\s)`
const abbreviatedTitle = String.raw`(?:(?:Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Hon|Rev|[A-Z])\.)`
const part = `(?:${abbreviatedTitle}|${word})`
const nameRun = new RegExp(`${part}(?:${link}${part})*`, 'gu')
const titledWork =
  /[“"«]((?:\p{Lu}[\p{L}\p{N}'’-]*|\d+|of|the|and|a|an|in|on|to|for|и|в|на|о|с)(?:\s(?:\p{Lu}[\p{L}\p{N}'’-]*|\d+|of|the|and|a|an|in|on|to|for|\p{L}{1,3}))+)[”"»]/gu
const calendarWord =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|i|i['’].+|q[1-4]|tv|ok|million(?:en)?|milliarden|euro|a\.?m|p\.?m)$/iu

/** Runs of capitalised words that name something, each with what its surroundings say of its kind. */
export function nameMentions(sentence: string, rules: NameRules): Mention[] {
  if (isShouting(sentence)) return []
  const works = [...sentence.matchAll(titledWork)].filter(([, title = '']) => isTitleCase(title))
  const mentions: Mention[] = works.map(([, name = '']) => ({ name, evidence: { work: 8 }, isWeak: false }))
  for (const match of sentence.matchAll(nameRun)) {
    if (works.some((found) => match.index >= found.index && match.index < found.index + found[0].length))
      continue
    const mention = mentionOf(sentence, match[0], match.index, rules)
    if (mention) mentions.push(mention)
  }
  return mentions
}

function mentionOf(sentence: string, run: string, at: number, rules: NameRules): Mention | undefined {
  if (/^\p{Lu}{1,3}$/u.test(run) && /\d\s?$/.test(sentence.slice(0, at))) return undefined
  const opens =
    /^[^\p{L}\p{N}]*$/u.test(sentence.slice(0, at)) || /[.:!?]\s*["“«'(]?$/.test(sentence.slice(0, at))
  let words = run.replace(/['’]s?$/u, '').split(' ')
  while (words.length > 1 && !isNameWord(words[0], opens, rules)) words = words.slice(1)
  while (words.length > 1 && calendarWord.test(words.at(-1) ?? '')) words = words.slice(0, -1)
  if (opens && !rules.isTagged && words.length > 2) words = words.slice(1)
  const [first = ''] = words
  if (
    words.length === 1 &&
    (calendarWord.test(first) || (first.replace(/\W/g, '').length < 2 && /^[A-Z]/.test(first)))
  )
    return undefined
  const stillOpens = opens && run.startsWith(first)
  if (words.length === 1) {
    if (!rules.canStandAlone(first) && !isKnownPlace(first)) return undefined
    if (stillOpens && !rules.canOpenWith(first)) return undefined
  }
  const name = words
    .join(' ')
    .replace(/['’]s$/u, '')
    .replace(/[.,]$/u, (end) => (/\b(?:Inc|Ltd|Co|Corp|Jr|Sr)\.$/.test(run) ? end : ''))
  const start = at + run.indexOf(first)
  const after = sentence.slice(start + words.join(' ').length)
  return {
    name,
    evidence: kindEvidence(name, sentence.slice(0, start), after),
    isWeak: stillOpens && (words.length === 1 || !rules.isTagged),
  }
}

/** "However Maria Keller": a first word that only has its capital from opening the sentence is dropped from a run. */
function isNameWord(candidate: string | undefined, opens: boolean, rules: NameRules): boolean {
  if (candidate === undefined) return false
  if (calendarWord.test(candidate)) return false
  if (
    /^(?:of|the|de|and|&|In|On|At|The|A|An|But|And|For|From|With|By|As|If|When|While|After|Before|Since|В|На|По|Но|И|А|К|С|Из|За|От|Для)$/u.test(
      candidate,
    )
  )
    return false
  return !opens || !rules.isTagged || candidate.endsWith('.') || rules.canStandAlone(candidate)
}

function isShouting(sentence: string): boolean {
  const capitals = sentence.match(/\p{Lu}/gu)?.length ?? 0
  const small = sentence.match(/\p{Ll}/gu)?.length ?? 0
  return capitals > small
}

function isTitleCase(title: string): boolean {
  const words = title.split(' ')
  return words.length <= 9 && words.filter((part) => /^\p{Lu}/u.test(part)).length * 2 > words.length
}
