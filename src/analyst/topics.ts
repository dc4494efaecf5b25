import type { ReadSentence } from './reading.ts'

const maxTopics = 8

const empty = new Set(
  (
    'time year years day days week month hour minute people person man woman thing something anything everything nothing way lot number part place point ' +
    'percent million billion thousand kind sort case fact bit question answer example end start work course reason idea side problem world life ' +
    'morning evening night today tomorrow yesterday moment человек людей люди тысяч тысячи рублей рубля году года годов лет млн млрд время раза процентов ' +
    'other same first last new old many more good great big small next several'
  ).split(' '),
)

interface Candidate {
  readonly key: string
  readonly words: number
  readonly surfaces: Map<string, number>
  count: number
  inHeadings: number
}

/** What the text keeps speaking of: its most frequent phrases, longer ones and those of headings first. */
export function topicsOf(sentences: readonly ReadSentence[], title: string): string[] {
  const candidates = candidatesOf(sentences)
  const lowerTitle = title.toLowerCase()
  const minCount = sentences.length > 60 ? 3 : 2
  const weight = (candidate: Candidate) =>
    candidate.count *
    (1 + 0.6 * (candidate.words - 1)) *
    (candidate.inHeadings > 0 ? 1.4 : 1) *
    (lowerTitle.includes(surfaceOf(candidate)) ? 1.4 : 1)
  const frequent = [...candidates.values()]
    .filter(
      (candidate) =>
        candidate.count >= minCount && !empty.has(candidate.key) && !empty.has(surfaceOf(candidate)),
    )
    .sort((first, second) => weight(second) - weight(first))
  const chosen: Candidate[] = []
  for (const candidate of frequent) {
    if (chosen.length >= maxTopics) break
    if (!chosen.some((other) => covers(other.key, candidate.key) || covers(candidate.key, other.key)))
      chosen.push(candidate)
  }
  return chosen.map(surfaceOf)
}

function candidatesOf(sentences: readonly ReadSentence[]): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>()
  for (const { reading, block } of sentences)
    for (const { key, surface, words } of reading.phrases) {
      if (words > 1 && key.split(' ').some((word) => empty.has(word))) continue
      const candidate = candidates.get(key) ?? { key, words, surfaces: new Map(), count: 0, inHeadings: 0 }
      candidates.set(key, candidate)
      candidate.count += 1
      if (block === 'heading') candidate.inHeadings += 1
      candidate.surfaces.set(surface, (candidate.surfaces.get(surface) ?? 0) + 1)
    }
  return candidates
}

function covers(longer: string, shorter: string): boolean {
  return ` ${longer} `.includes(` ${shorter} `)
}

function surfaceOf({ surfaces, key }: Candidate): string {
  let surface = key
  let most = 0
  for (const [text, count] of surfaces)
    if (count > most) {
      surface = text
      most = count
    }
  return surface
}
