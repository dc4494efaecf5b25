import { isGivenName, isRareGivenName } from '../given-names.ts'
import { callings, kinship, namedTitles, notCallings, personTitles, speechVerbs } from './name-cues.ts'
import { isNamedAsBody } from './organization.ts'
import type { Surroundings } from './surroundings.ts'

const personTitle = new RegExp(String.raw`(?:^|\s)(?:${personTitles})\.?\s$`, 'u')
const openingTitle = new RegExp(String.raw`^(?:${namedTitles})\.?\s\p{Lu}`, 'u')
const speechAfter = new RegExp(String.raw`^(?:,[^,]{1,80},)?\s(?:${speechVerbs})(?!\p{L})`, 'u')
const speechBefore =
  /(?:said|says|told|according to|asked|added|говорит|считает|объясняет|рассказывает|вспоминает|пишет|сказал\p{L}*|заявил\p{L}*|рассказал\p{L}*|отметил\p{L}*|пояснил\p{L}*|объяснил\p{L}*|напомнил\p{L}*|признал\p{L}+|по словам)\s(?:the\s)?$/u
const lifeAfter =
  /^(?:,[^,]{1,60},)?\s(?:grew up|was born|were born|died|retired|lives|lived|smiles?d?|nods|shrugs|married|studies|studied|trained|has (?:worked|lived|led)|родил\p{L}+|умер\p{L}*|вырос\p{L}*|живёт|учил\p{L}+|улыбается|смеётся|женил\p{L}+|работает|служил\p{L}*)(?!\p{L})/u
const personAfter =
  /^(?:\s\(\d{2}\)|,\s(?:who\b|\d{2}(?=,|\sand)|an?\s(?:\p{Ll}+[\s-]){0,2}(?!(?:number|member|order|paper|newspaper|river|water|tower|centre|center)\b)\p{Ll}+(?:er|or|ist|ian|ant|man|woman)\b|the\s(?:author|founder|head|chief|director|chair)|(?:secretary|director|head|chief|chair\p{L}*|president|founder|owner|editor|spokes\p{L}+)\s(?:of|at|for)\b|котор(?:ый|ая)\b|(?:директор|глава|руководител|основател|автор|владел|сотрудни|заведующ|председател|начальни|преподавател|научный сотрудник|один из|одна из)\p{L}*))/u
/** A calling right before a name, also of somewhere: "the retired teacher Mabel Orme", "the mayor of Pinehurst, Ray Sutcliffe". */
const callingBefore = new RegExp(
  String.raw`(?:^|[\s-])(?!(?:${notCallings})(?:\s|,))(?:${callings})(?:\s(?:of|at|for|in)\s(?:the\s)?[\p{L}'’.-]+(?:\s[\p{L}'’.-]+){0,3})?,?\s$`,
  'u',
)
const kinBefore = new RegExp(String.raw`(?:^|\s)(?:${kinship}),?\s$`, 'u')
/** "директор музея Анна Рудь", "тренер «Вымпела» Сергей Панасюк": of what, in up to three words. */
const russianCallingBefore = new RegExp(
  String.raw`(?:^|\s)(?=\p{Script=Cyrillic})(?:${personTitles}|${callings})(?:\s[«\p{L}][\p{L}»-]*){1,3}\s$`,
  'u',
)
/** "studied under Abbado", "подпись Дионисия": what only people have. */
const relationBefore =
  /(?:^|\s)(?:(?:studied|trained|apprenticed)\s(?:under|with)|lawyers?\sfor|painted\sby|written\sby|composed\sby|directed\sby|born\sto|portrait\sof|(?:книг|роман|рассказ|стих|пьес|картин|портрет|подпис|выставк|памятник|музык|опер|могил|бюст|скульптур|письм|дневник|фильм)\p{L}{0,4}|учил\p{L}+\sу|по\sсловам|адвокат\p{L}*|убийств\p{L}|смерт\p{L}{1,2}|именем|имени)\s$/u
/** "Holm lost her way" */
const theirAfter = /^(?:\s\p{Ll}+){1,3}\s(?:his|her|himself|herself)(?!\p{L})/u
const patronymic = /\s\p{Lu}\p{Ll}+(?:ович|евич|ич|овна|евна|ична|инична)(?:а|у|ем|ом|е|ой|ы)?(?=\s|$)/u
const slavicSurname =
  /\p{Script=Cyrillic}{2,}(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми|ым)?|(?:ск|цк)(?:ий|ая|ого|ому|им|ом|ой|ую|их)|ко|(?:ук|юк|ак|як|ич|ян)(?:а|у|ом|ем|е)?|дзе|швили)$/u
const withInitials = /^(?:\p{Lu}\.\s?){1,3}\p{Lu}[\p{L}'’-]+$/u
const personShape =
  /^\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Lu}\.|(?:van|von|de|der|den|al|bin|di|da|du)\s\p{Lu}[\p{L}'’-]+|\p{Lu}[\p{L}'’-]+)){1,2}$/u

/** Whether a name begins with a given name that another follows. */
export function isNamedAsPerson(name: string): boolean {
  return personShape.test(name) && isGivenName(name.split(' ')[0] ?? '')
}

/** What the words of a name say for a person. */
export function personByName({ name, isCommonWord }: Surroundings): number {
  if (isNamedAsBody(name)) return 0
  const [first = '', ...others] = name.split(' ')
  const last = others.at(-1) ?? ''
  const isPlain = others.length > 0 && !isCommonWord(last)
  return (
    (openingTitle.test(name) ? 5 : 0) +
    (patronymic.test(` ${name}`) ? 4 : 0) +
    (personShape.test(name) ? givenNameWeight(first, isPlain, isCommonWord) : 0) +
    (withInitials.test(name) ? 2 : 0) +
    (slavicSurname.test(name) ? (others.length > 0 ? 1 : 0.4) : 0)
  )
}

function givenNameWeight(first: string, isPlain: boolean, isCommonWord: (word: string) => boolean): number {
  if (isGivenName(first)) return isPlain || !isCommonWord(first.toLowerCase()) ? 3 : 2.2
  if (isRareGivenName(first) && !isCommonWord(first.toLowerCase())) return 2.2
  return isPlain ? 1 : 0.4
}

/** What stands around a name that speaks for a person. */
export function personByContext(surroundings: Surroundings): number {
  const { name, before, after } = surroundings
  const isBody = isNamedAsBody(name)
  const isPair = personShape.test(name)
  return (
    (personTitle.test(before) && !isBody ? 4 : 0) +
    (speechAfter.test(after) ? speechWeight(surroundings) : 0) +
    (speechBefore.test(before) ? 1 : 0) +
    (lifeAfter.test(after) ? 1.5 : 0) +
    (personAfter.test(after) && !isBody ? 1.5 : 0) +
    (callingBefore.test(before) && !isBody ? 2 : 0) +
    (kinBefore.test(before) ? 3 : 0) +
    (theirAfter.test(after) ? 0.8 : 0) +
    (isPair && !isBody && russianCallingBefore.test(before) ? 1 : 0) +
    (relationBefore.test(before) && !isBody ? 1.5 : 0)
  )
}

/** Bodies speak as well: mostly such as have one name, or one that ends in a common word. */
function speechWeight({ name, isCommonWord }: Surroundings): number {
  const [first = '', ...others] = name.split(' ')
  if (others.length === 0) return isGivenName(first) || slavicSurname.test(name) ? 1.6 : 0.8
  return isNamedAsPerson(name) || !isCommonWord((others.at(-1) ?? '').toLowerCase()) ? 1.6 : 0.8
}
