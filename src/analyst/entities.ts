import { type Entity, type EntityKind, entityKinds } from '../brief/analysis.ts'
import { stem } from '../text/stems.ts'
import type { Mention } from './reading.ts'

interface Group {
  readonly key: string
  readonly surfaces: Map<string, number>
  readonly evidence: Map<EntityKind, number>
  /** By the name itself: the most that any way to write it says. */
  readonly byName: Map<EntityKind, number>
  strong: number
  weak: number
}

/** Least evidence for a kind; below it a name is `other`. */
const minEvidence = 0.8

/** Merges mentions of the same name, decides each one's kind and returns the most mentioned first, at most `limit`. */
export function entitiesOf(mentions: readonly Mention[], limit: number): Entity[] {
  const groups = new Map<string, Group>()
  for (const mention of mentions) addTo(groups, mention)
  mergeShortNames(groups)
  mergeAcronyms(groups)
  return [...groups.values()]
    .filter((group) => group.strong > 0)
    .map((group, order) => ({
      order,
      entity: { name: displayName(group), kind: kindOf(group), mentions: group.strong + group.weak },
    }))
    .sort((first, second) => weightOf(second.entity) - weightOf(first.entity) || first.order - second.order)
    .slice(0, limit)
    .map(({ entity }) => entity)
}

/** Named people, bodies and places before dates and sums, which are many and mean little alone. */
function weightOf({ kind, mentions }: Entity): number {
  switch (kind) {
    case 'person':
    case 'organization':
    case 'place':
    case 'work':
      return mentions * 2
    case 'date':
    case 'amount':
    case 'other':
      return mentions
    default:
      return kind satisfies never
  }
}

const titles =
  /^(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|President|Senator|Sen|Minister|Sir|Dame|Lord|Lady|Captain|General|Mayor|Governor|Judge|King|Queen|Prince|Princess|Pope|The|Herr|Frau|Maître)\.?\s)+(?=\p{Lu})/u
function normalForm(name: string): string {
  return name
    .replace(titles, '')
    .toLowerCase()
    .replace(/[.,’']/g, '')
    .split(/\s+/)
    .map(nameStem)
    .join(' ')
}

/** Russian surnames in -ов and -ин are declined like adjectives, which the stemmer does not know of single words. */
const declinedSurname = /^(\p{L}{2,}(?:ов|ев|ин|ын))(?:а|у|ым|ой|е|ом|ы|ых)?$/u

function nameStem(word: string): string {
  if (!/\p{Script=Cyrillic}/u.test(word)) return word
  const plain = word.replaceAll('ё', 'е')
  return declinedSurname.exec(plain)?.[1] ?? stem(plain, 'ru')
}

function addTo(groups: Map<string, Group>, { name, evidence, byName = {}, isWeak }: Mention): void {
  const key = normalForm(name)
  if (key === '') return
  const group = groups.get(key) ?? {
    key,
    surfaces: new Map(),
    evidence: new Map(),
    byName: new Map(),
    strong: 0,
    weak: 0,
  }
  groups.set(key, group)
  const surface = name.replace(titles, '')
  group.surfaces.set(surface, (group.surfaces.get(surface) ?? 0) + 1)
  for (const kind of entityKinds) {
    group.evidence.set(kind, (group.evidence.get(kind) ?? 0) + (evidence[kind] ?? 0))
    group.byName.set(kind, Math.max(group.byName.get(kind) ?? 0, byName[kind] ?? 0))
  }
  if (isWeak) group.weak += 1
  else group.strong += 1
}

/** "Keller" counts for "Maria Keller" when no other full name ends, and no other body's name begins, that way. */
function mergeShortNames(groups: Map<string, Group>): void {
  const owners = new Map<string, Set<Group>>()
  const own = (part: string | undefined, group: Group) => {
    if (part === undefined) return
    owners.set(part, (owners.get(part) ?? new Set()).add(group))
  }
  for (const group of groups.values()) {
    const words = group.key.split(' ')
    if (words.length < 2 || group.strong === 0) continue
    const kind = kindOf(group)
    if (kind === 'person' || (kind === 'other' && mayBePerson.test(group.key))) own(words.at(-1), group)
    if (
      kind === 'organization' &&
      /\b(?:inc|ltd|corp|llc|gmbh|group|company|labs|systems|technologies)$/.test(group.key)
    )
      own(words[0], group)
  }
  for (const [part, candidates] of owners) {
    const short = groups.get(part)
    const [full] = candidates
    if (short && full && candidates.size === 1 && (kindOf(full) !== 'other' || kindOf(short) === 'person'))
      absorb(groups, full, short)
  }
}

/** Two or three words: they name a person where the last of them alone does. */
const mayBePerson = /^\p{L}[\p{L}-]+(?:\s\p{L}[\p{L}-]*){1,2}$/u

function mergeAcronyms(groups: Map<string, Group>): void {
  const byInitials = new Map<string, Group>()
  for (const group of groups.values()) {
    const words = group.key.split(' ').filter((word) => !/^(?:of|the|and|for|de|и)$/.test(word))
    if (words.length >= 2) byInitials.set(words.map((word) => word.charAt(0)).join(''), group)
  }
  for (const [initials, full] of byInitials) {
    const short = groups.get(initials)
    if (short && short !== full && [...short.surfaces.keys()].some((name) => /^[\p{Lu}.]+$/u.test(name)))
      absorb(groups, full, short)
  }
}

function absorb(groups: Map<string, Group>, full: Group, short: Group): void {
  full.strong += short.strong
  full.weak += short.weak
  for (const [kind, weight] of short.evidence)
    full.evidence.set(kind, (full.evidence.get(kind) ?? 0) + weight)
  groups.delete(short.key)
}

function kindOf({ evidence, byName }: Group): EntityKind {
  let best: EntityKind = 'other'
  let most = 0
  for (const kind of entityKinds) {
    const weight = (evidence.get(kind) ?? 0) + (byName.get(kind) ?? 0)
    if (weight > most) {
      best = kind
      most = weight
    }
  }
  return most >= minEvidence ? best : 'other'
}

/** The most frequent way to write it, the first seen of equals; in capitals only where it is never written otherwise. */
function displayName({ surfaces, key }: Group): string {
  const ways = [...surfaces]
  const inSmall = ways.filter(([surface]) => /\p{Ll}/u.test(surface))
  const [best] = (inSmall.length > 0 ? inSmall : ways).toSorted(([, first], [, second]) => second - first)
  return best?.[0] ?? key
}
