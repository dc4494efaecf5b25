import { sentencesIn } from '../../src/text/sentences.ts'
import { contentWords } from '../../src/text/words.ts'
import type { Sample } from './samples.ts'

/** The share of the sample's facts that a summary holds, 0 to 1. */
export function factsIn(summary: string, { facts }: Sample): number {
  return facts.filter((fact) => fact.test(summary)).length / facts.length
}

/** How far a summary and the page's description have words and neighbouring words in common: the mean of two F1 scores, 0 to 1. */
export function overlapWith(summary: string, { description, language }: Sample): number {
  const [own, wanted] = [summary, description].map((text) =>
    contentWords(text, language).map(({ form }) => form),
  )
  return (f1(own ?? [], wanted ?? []) + f1(pairsOf(own ?? []), pairsOf(wanted ?? []))) / 2
}

/** What it is compared with: the first sentences of the text as they are read, without headings. */
export function leadOf(text: string, language: string, count: number): string {
  return sentencesIn(text, language).slice(0, count).join(' ')
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`)
}

function f1(found: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of found) {
    const count = left.get(word) ?? 0
    if (count > 0) common += 1
    left.set(word, count - 1)
  }
  return found.length + wanted.length === 0 ? 0 : (2 * common) / (found.length + wanted.length)
}
