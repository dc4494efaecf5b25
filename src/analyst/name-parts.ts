import { isGivenName } from './given-names.ts'
import { isKnownPlace, isTown } from './known-places.ts'

export interface NamePart {
  readonly run: string
  readonly at: number
  /** Where the person of the next part is from. */
  readonly isOrigin: boolean
}

/** "Labour MP Jess Calloway", "Acme CEO Tim Rook" */
const officeWithin =
  /^(?:MP|MEP|MSP|CEO|CFO|CTO|COO|Senator|Congressman|Congresswoman|President|Chancellor|Governor|Mayor)$/
const patronymic = /^\p{Lu}\p{Ll}+(?:ович|евич|ич|овна|евна|ична|инична)(?:а|у|ем|ом|е|ой|ы)?$/u

const beforeOffice = /^(?:The|Vice|Deputy|Prime|Former|Acting|Chief|Executive|Lord|Lady|Right)$/

/** The names that stand side by side in a run of capitalised words, where that can be told. */
export function apart(run: string, at: number): readonly NamePart[] {
  const words = run.split(' ')
  const latin = words.findIndex((word) => /^\p{Script=Latin}/u.test(word))
  if (latin > 0 && /^\p{Script=Cyrillic}/u.test(run)) return inTwo(words, latin, at).slice(1)
  const owner = words.findIndex((word, index) => index + 1 < words.length && isOwner(word))
  if (owner >= 0) return inTwo(words, owner + 1, at)
  const office = words.findLastIndex((word) => officeWithin.test(word))
  const named = words.findIndex((word) => !beforeOffice.test(word))
  if (office > named && office + 1 < words.length)
    return [...inTwo(words, office, at).slice(0, 1), ...inTwo(words, office + 1, at).slice(1)]
  const person = words.findIndex(
    (word, index) => index > 0 && opensPerson(word, words[index - 1], words[index + 1]),
  )
  const [head, ...rest] = person < 1 ? [] : inTwo(words, person, at)
  return head ? [{ ...head, isOrigin: true }, ...rest] : [{ run, at, isOrigin: false }]
}

/** "инженера из Самары Павла Дудника": a place in the genitive runs into the name of who is from there. */
function opensPerson(word: string, before = '', after?: string): boolean {
  const isRussianGiven = /^\p{Script=Cyrillic}+$/u.test(word) && isGivenName(word)
  return isRussianGiven && after !== undefined && !isGivenName(before) && !patronymic.test(word)
}

function inTwo(words: readonly string[], count: number, at: number): readonly NamePart[] {
  const [head, tail] = [words.slice(0, count).join(' '), words.slice(count).join(' ')]
  return [
    { run: head, at, isOrigin: false },
    { run: tail, at: at + head.length + 1, isOrigin: false },
  ]
}

/** "Sheffield's Kelham Island", but "King's College" */
function isOwner(word: string): boolean {
  const owner = /^(.+)['’]s$/u.exec(word)?.[1]
  return owner !== undefined && (isKnownPlace(owner) || isTown(owner)) && !isGivenName(owner)
}
