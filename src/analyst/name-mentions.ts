import { isGivenName } from './given-names.ts'
import { evidenceOfContext, evidenceOfName } from './kinds/entity-kind.ts'
import { isKnownOrganisation } from './kinds/known-organisations.ts'
import {
  bodyNouns,
  callings,
  notCallings,
  personTitles,
  russianGenericPlaces,
  russianPlaceNouns,
} from './kinds/name-cues.ts'
import { isNamedAsBody } from './kinds/organization.ts'
import { isKnownPlace, isTown } from './known-places.ts'
import { alongside, type PlacedMention } from './name-lists.ts'
import { apart } from './name-parts.ts'
import type { Mention } from './reading.ts'

export interface NameRules {
  /** Whether a lone word that opens a sentence may be a name by its tag; it stays weak all the same. */
  canOpenWith(word: string): boolean
  /** Whether a capitalised word in mid-sentence is a name when it stands alone. */
  canStandAlone(word: string): boolean
  /** Whether a tagger vouches for runs that open a sentence; without one their first word may be any word. */
  readonly isTagged: boolean
  /** Whether the language knows a word, in small letters, as a common one; never where no tagger knows it. */
  isCommonWord(word: string): boolean
}

const tail = String.raw`[\p{L}\p{M}\p{N}]*(?:[-'’.&](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*`
/** "iPhone", "eBay", "iOS 17", "3D": what begins small or with a figure and goes on with a capital. */
const brand = String.raw`\p{Ll}{1,2}\p{Lu}${tail}(?:\s\d{1,2}(?!\S))?|\d{1,2}\p{Lu}${tail}`
const word = String.raw`(?<![\p{L}\p{M}\p{N}$€£.,])(?:${brand}|\p{Lu}${tail})`
const heads =
  'University|Ministry|Minister|Bank|Department|House|Council|Court|Institute|Republic|Kingdom|Gulf|Bay|Isle|School|Church|City|Museum|Board|Academy|Association|Federation|Union|States|Office|Bureau|Faculty|College|Society|Centre|Center|Secretary|Chamber|Port|Duke|Prince|Battle|Treaty'
const link = String.raw`(?:\s(?:&|de|del|della|di|da|du|van|von|der|den|al|bin|ibn|für|und)\s(?=\p{Lu})|(?<=(?:^|\s)(?:${heads})s?)\s(?:of|for)(?:\sthe)?\s(?=\p{Lu})|\s)`
const abbreviatedTitle = String.raw`(?<![\p{L}\p{N}])(?:(?:\p{Lu}\.){2,}|(?:Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Hon|Rev|\p{Lu})\.)`
const part = `(?:${abbreviatedTitle}|${word})`
const nameRun = new RegExp(`${part}(?:${link}${part})*`, 'gu')
const titledWork =
  /[“"«]((?:\p{Lu}[\p{L}\p{N}'’-]*|\d+|of|the|and|a|an|in|on|to|for|и|в|на|о|с)(?:\s(?:\p{Lu}[\p{L}\p{N}'’-]*|\d+|of|the|and|a|an|in|on|to|for|\p{L}{1,3}))+)[”"»]/gu
/** «Луговые травы» after what it is: small letters are part of the name. */
const quotedBody = new RegExp(
  String.raw`(?:^|[^\p{L}])(?:${bodyNouns}),?\s[«“"]([^«»“”"\n]{2,60})[»”"]`,
  'giu',
)
/** «Почта края» извинилась: who acts in words is a body, not a work. What is said has its comma or full stop within. */
const quotedActor =
  /[«“"](\p{Lu}[\p{L}\p{N}'’-]*(?:\s[\p{L}\p{N}'’-]+){0,3})[»”"](?=\s(?:said|announced|apologi[sz]ed|denied|promised|сообщ\p{L}+|заяв\p{L}+|извин\p{L}+|объяв\p{L}+|пообещ\p{L}+|отказ\p{L}+|построи\p{L}+|купил\p{L}*|прода[лё]\p{L}*|вложи\p{L}+|предупре\p{L}+))/gu
const calendarWord =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|i|i['’].+|q[1-4]|tv|ok|million(?:en)?|milliarden|euro|a\.?m|p\.?m)$/iu

/** Runs of capitalised words that name something, each with what its surroundings say of its kind. */
export function nameMentions(sentence: string, rules: NameRules): Mention[] {
  if (isShouting(sentence)) return []
  const bodies = [...sentence.matchAll(quotedBody), ...sentence.matchAll(quotedActor)]
  const isInBody = (place: number) => bodies.some((found) => isWithin(found, place))
  const works = [...sentence.matchAll(titledWork)].filter(
    ([, title = ''], index, all) => isTitleCase(title) && !isInBody(all[index]?.index ?? 0),
  )
  const mentions: PlacedMention[] = [
    ...works.map((found) => ({
      name: found[1] ?? '',
      at: found.index,
      evidence: { work: 8 },
      isWeak: false,
    })),
    ...bodies.map((found) => ({
      name: (found[1] ?? '').trim(),
      at: found.index,
      evidence: { organization: 8 },
      isWeak: false,
    })),
  ]
  let read = 0
  for (const match of sentence.matchAll(nameRun)) {
    if (match.index < read) continue
    if ([...works, ...bodies].some((found) => isWithin(found, match.index))) continue
    for (const { run, at, isOrigin } of apart(match[0], match.index)) {
      const mention = mentionOf(sentence, run, at, rules)
      if (!mention) continue
      mentions.push(isOrigin ? { ...mention, evidence: { place: 2 } } : mention)
      read = mention.at + mention.name.length
    }
  }
  return alongside(mentions, sentence).map(({ at: _, ...mention }) => mention)
}

function isWithin(found: RegExpExecArray, place: number): boolean {
  return place >= found.index && place < found.index + found[0].length
}

function mentionOf(sentence: string, run: string, at: number, rules: NameRules): PlacedMention | undefined {
  if (/^\p{Lu}{1,3}$/u.test(run) && /\d\s?$/.test(sentence.slice(0, at))) return undefined
  const opens =
    /^[^\p{L}\p{N}]*$/u.test(sentence.slice(0, at)) || /[.:!?]\s*["“«'(]?$/.test(sentence.slice(0, at))
  const words = wordsOfName(run, opens, rules)
  const [first = ''] = words
  const stillOpens = opens && run.startsWith(first)
  const after = sentence.slice(at + run.indexOf(words.join(' ')) + words.join(' ').length)
  const isOffice = officialBody.test(`${first}${after}`)
  if (words.length === 1 && !isOffice && !canBeName(first, stillOpens, rules)) return undefined
  const name = words
    .join(' ')
    .replace(/['’]s$/u, '')
    .replace(/[.,]$/u, (end) => (/(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr)|\p{Lu}\.\p{Lu})\.$/u.test(run) ? end : ''))
  const start = at + run.indexOf(words.join(' '))
  const placeNoun = adjective.test(name) ? (placeNounAfter.exec(after)?.[0] ?? '') : ''
  const rest = placeNoun === '' ? restOfOrganisation(name, after) : ''
  const isWeak = stillOpens && !isOffice && !isSure(words, rules) && !isKnown(name)
  if (placeNoun + rest !== '') {
    const evidence = { ...(placeNoun !== '' && { place: 6 }), ...(rest !== '' && { organization: 6 }) }
    return { name: `${name}${placeNoun}${rest}`, at: start, evidence, isWeak }
  }
  const before = sentence.slice(0, start)
  const surroundings = {
    name,
    before: before.replace(/^\P{L}*\p{Lu}(?=\p{Ll}{2})/u, (opening) => opening.toLowerCase()),
    after,
    isCommonWord: rules.isCommonWord,
  }
  return {
    name,
    at: start,
    evidence: evidenceOfContext(surroundings),
    byName: evidenceOfName(surroundings),
    isWeak,
  }
}

/** The words of a run without those that only stand before or after a name. */
function wordsOfName(run: string, opens: boolean, rules: NameRules): readonly string[] {
  const all = run.replace(/['’]s?$/u, '').split(' ')
  let words = all
  while (words.length > 1 && !isNameWord(words[0], opens && words === all, rules)) words = words.slice(1)
  while (words.length > 1 && calendarWord.test(words.at(-1) ?? '')) words = words.slice(0, -1)
  if (opens && words === all && words.length > 1 && isGeneric(words[0])) words = words.slice(1)
  else if (opens && !rules.isTagged && words.length > 2 && !mayOpenName(words[0])) words = words.slice(1)
  return withoutOffice(words)
}

const generic = new RegExp(
  String.raw`^(?:(?!(?:${notCallings})$)(?:${callings})|${personTitles}|(?=\p{Script=Cyrillic})(?:${bodyNouns}|(?:${russianGenericPlaces})\p{L}{0,4}))$`,
  'u',
)

/** "Historian Grace Nfor", "Аэропорт Кольцово": what opens a sentence tells what the name is of. */
function isGeneric(word = ''): boolean {
  const lower = word.toLowerCase()
  return (
    lower !== word && generic.test(lower) && !isGivenName(word) && !isNamedAsBody(word) && !isKnownPlace(word)
  )
}

/** Whether words that open a sentence are a name, and not any word. */
function isSure(words: readonly string[], rules: NameRules): boolean {
  const [first = '', second] = words
  if (second === undefined) return rules.isTagged && !rules.isCommonWord(first.toLowerCase())
  return rules.isTagged || isGivenName(first) || isNamedAsBody(words.join(' '))
}

function canBeName(word: string, opens: boolean, rules: NameRules): boolean {
  if (calendarWord.test(word) || (word.replace(/\W/g, '').length < 2 && /^[A-Z]/.test(word))) return false
  const isTownOnly = rules.isTagged && isTown(word) && !rules.isCommonWord(word.toLowerCase())
  const isCoined = rules.isTagged && opens && !rules.isCommonWord(word.toLowerCase())
  return (
    isKnown(word) ||
    isTownOnly ||
    (rules.canStandAlone(word) && (!opens || isCoined || rules.canOpenWith(word)))
  )
}

function isKnown(name: string): boolean {
  return isKnownPlace(name) || isKnownOrganisation(name)
}

/** Without a tagger the first word of a long run may be any word, unless it is an initial or a given name. */
function mayOpenName(candidate = ''): boolean {
  return isGivenName(candidate) || /^\p{Lu}\.$/u.test(candidate)
}

const office =
  /^(?:Chief|Executive|Officer|Prime|Vice|Deputy|Foreign|Finance|Interior|Minister|President|Director|Manager|Chairman|Chairwoman|Professor|Mayor|Governor|Senator|Secretary|Chancellor|Captain|Judge)$/

/** "Chief Executive Officer Karla Munk" and "мэр Затонска Павел Рогозин" name Karla Munk and Павел Рогозин. */
function withoutOffice(words: readonly string[]): readonly string[] {
  const named = words.findIndex((part) => !office.test(part))
  if (named > 0 && words.length - named >= 2 && !isNamedAsBody(words.join(' '))) return words.slice(named)
  const [place = '', given = ''] = words
  const isOffice = words.length === 3 && /[аяыи]$/u.test(place) && isGivenName(given) && !isGivenName(place)
  return isOffice ? words.slice(1) : words
}

const organisationHead =
  /(?:^|\s)(?:Министерств|Институт|Университет|Академи|Комитет|Управлени|Департамент|Агентств|Музе|Палат|Служб|Театр|Банк|Центр|Фонд|Союз|Колледж|Школ|Общест|Федераци|Библиотек|Галере)\p{L}*$/u
/** "Следственный комитет", "Счётная палата", also where they open a sentence. */
const officialBody =
  /^\p{Lu}\p{Ll}+(?:ая|ой|ую|ый|ий|ого|ому|ом|ым|им)\s(?:комитет|палат|прокуратур|дум|служб)\p{L}{0,3}(?!\p{L})/u
const adjective = /(?:ая|ой|ую|ий|ый|ого|его|ому|ом|ое|ым|им)$/u
const placeNounAfter = new RegExp(String.raw`^\s(?:${russianPlaceNouns})(?!\p{L})`, 'u')
const smallHead =
  /^(?:\s\p{Ll}{3,}(?:ий|ый|ого|ому|ом|ая|ой|ую|ое))?\s(?:палат|школ|академи|прокуратур|комисси|служб|дум|галере|библиотек|университет|институт|колледж|фонд|музе[йяюе]|театр|банк|завод|комбинат|центр|союз|совет|суд|комитет|департамент|училищ|лице[йяюе]|гимнази|обществ|федераци|ассоциаци|агентств|министерств)\p{L}*/u
/** One word, or adjectives with what they are of: "физики Севера", "водных проблем". */
const genitive =
  /^(?:(?:\s\p{Ll}{3,}(?:ых|их|ой|ей|ого|его)){1,2}\s\p{Ll}{3,}(?!\p{L})|\s\p{Ll}{3,}(?:(?<!л)[иа]|ы|я|ой|ей|ого|его|ов|их|ых|ств|ний|ций)(?!\p{L}))(?:\s\p{Lu}\p{L}+)?/u

/** Russian bodies go on in small letters: "Институт физики Севера", "Счётная палата", "Высшая школа экономики". */
function restOfOrganisation(name: string, after: string): string {
  const head = adjective.test(name) ? (smallHead.exec(after)?.[0] ?? '') : ''
  if (head === '' && !organisationHead.test(name)) return ''
  const of = genitive.exec(after.slice(head.length))?.[0] ?? ''
  const last = of.slice(of.lastIndexOf(' ') + 1)
  return `${head}${/^\p{Lu}/u.test(last) && isGivenName(last) ? of.slice(0, of.lastIndexOf(' ')) : of}`
}

/** "However Maria Keller": a first word that only has its capital from opening the sentence is dropped from a run. */
function isNameWord(candidate: string | undefined, opens: boolean, rules: NameRules): boolean {
  if (candidate === undefined) return false
  if (calendarWord.test(candidate)) return false
  if (
    /^(?:of|the|de|and|&|In|On|At|The|A|An|But|And|For|From|With|By|As|If|When|While|After|Before|Since|В|На|По|Но|И|А|К|С|Из|За|От|Для)$/u.test(
      candidate,
    ) ||
    (opens && openingWords.test(candidate))
  )
    return false
  return !opens || !rules.isTagged || candidate.endsWith('.') || rules.canStandAlone(candidate)
}

/** What no tagger tells to be no name. */
const openingWords =
  /^(?:Между|Через|Около|Возле|Под|Над|Без|При|После|До|Во|Со|Ко|Об|О|У|Про|Среди|Перед|Также|Ещё|Уже|Как|Что|Это|Где|Когда|Если|Хотя|Пока|Его|Её|Их|Он|Она|Они|Мы|Я|Вы|Наш\p{L}*|Сам\p{L}{0,2}|Все|Весь|Всего|Кажд\p{L}+|Сегодня|Вчера|Завтра|Теперь|Тогда|Там|Здесь|Потом|Весной|Летом|Осенью|Зимой|Утром|Вечером|Ночью|Днём|Недавно|Раньше|Позже|Только|Даже|Не|Ни|Или|Есть|Был\p{L}{0,2}|Сейчас|Итак|Зато|Однако)$/u

function isShouting(sentence: string): boolean {
  const capitals = sentence.match(/\p{Lu}/gu)?.length ?? 0
  const small = sentence.match(/\p{Ll}/gu)?.length ?? 0
  return capitals > small
}

function isTitleCase(title: string): boolean {
  const words = title.split(' ')
  return words.length <= 9 && words.filter((part) => /^\p{Lu}/u.test(part)).length * 2 > words.length
}
