import type { TextBlock } from '../../../src/sources/extract/main-text/blocks/page-blocks.ts'
import { wordsIn } from '../../../src/sources/extract/main-text/blocks/word-trace.ts'

/** Blocks so many words long say by themselves whether they are expected; shorter ones go by those around. */
const tellingWords = 3
const around = 6

/**
 * For each block of a page which share of it stands in the expected text: by its runs of three words, each block as often as it is
 * expected, where much of what is around is expected too.
 */
export function expectedShares(blocks: readonly TextBlock[], expected: string): readonly number[] {
  const text = wordsIn(expected)
  const runs = new Set(text.slice(2).map((word, at) => `${text[at]} ${text[at + 1]} ${word}`))
  const pairs = new Set(text.slice(1).map((word, at) => `${text[at]} ${word}`))
  const single = new Set(text)
  const lines = new Set(expected.split('\n').map((line) => wordsIn(line).join(' ')))
  const words = blocks.map((block) => wordsIn(block.text))
  const shares = words.map((own) => {
    if (own.length >= tellingWords) return shareInRuns(own, runs)
    if (own.length > 0 && lines.has(own.join(' '))) return 1
    if (own.length === 2) return pairs.has(own.join(' ')) ? 0.7 : 0
    return single.has(own[0] ?? '') ? 0.5 : 0
  })
  const surroundings = words.map((_own, at) => shareAround(at, words, shares))
  return withoutRepetitions(words, shares, surroundings, { lines, text: ` ${text.join(' ')} ` })
}

function shareInRuns(words: readonly string[], runs: ReadonlySet<string>): number {
  const found = new Set<number>()
  for (let at = 0; at + 2 < words.length; at += 1)
    if (runs.has(`${words[at]} ${words[at + 1]} ${words[at + 2]}`))
      for (const step of [0, 1, 2]) found.add(at + step)
  return found.size / words.length
}

function shareAround(
  place: number,
  words: readonly (readonly string[])[],
  shares: readonly number[],
): number {
  let all = 0
  let expected = 0
  for (let at = Math.max(0, place - around); at <= Math.min(words.length - 1, place + around); at += 1) {
    if (at === place) continue
    const weight = (words[at]?.length ?? 0) * Math.exp(-Math.abs(at - place) / 3)
    all += weight
    expected += weight * (shares[at] ?? 0)
  }
  return all > 0 ? expected / all : 0
}

function withoutRepetitions(
  words: readonly (readonly string[])[],
  shares: readonly number[],
  surroundings: readonly number[],
  { lines, text }: { readonly lines: ReadonlySet<string>; readonly text: string },
): readonly number[] {
  const left = [...shares]
  const same = Map.groupBy(
    words.keys().filter((at) => (shares[at] ?? 0) > 0),
    (at) => words[at]?.join(' ') ?? '',
  )
  for (const [said, places] of same) {
    const length = words[places[0] ?? -1]?.length ?? 0
    if (places.length === 1 && length >= tellingWords) continue
    const times = Math.max(text.split(` ${said} `).length - 1, length >= tellingWords ? 1 : 0)
    const best = places.toSorted((one, other) => (surroundings[other] ?? 0) - (surroundings[one] ?? 0))
    for (const [rank, at] of best.entries()) {
      const near = surroundings[at] ?? 0
      if (rank >= times) left[at] = 0
      else if (length < tellingWords && !lines.has(said))
        left[at] = near > 0.5 ? Math.min(1, near * 1.2) : near / 2
    }
  }
  return left
}
