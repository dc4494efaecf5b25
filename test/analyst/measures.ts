import type { Entity } from '../../src/brief/analysis.ts'
import { splitIntoBlocks } from '../../src/text/blocks.ts'
import { splitIntoSentences } from '../../src/text/sentences.ts'
import { stem } from '../../src/text/stems.ts'
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

/** What it is compared with: the first whole sentences of the text, without headings and lines about its author. */
export function leadOf(text: string, language: string, count: number): string {
  return splitIntoSentences(text, splitIntoBlocks(text), language)
    .filter(({ block }) => block !== 'heading' && block !== 'row')
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => /[.!?…]["'”»)]*$/u.test(sentence))
    .slice(0, count)
    .join(' ')
}

/** The share of the sample's names that were found with their kind, in whatever case, 0 to 1; undefined for a sample without names. */
export function namesRight(entities: readonly Entity[], { names, language }: Sample): number | undefined {
  const kinds = new Map(entities.map(({ name, kind }) => [withoutCase(name, language), kind as string]))
  const wanted = Object.entries(names)
  const right = wanted.filter(([name, kind]) => kinds.get(withoutCase(name, language)) === kind).length
  return wanted.length === 0 ? undefined : right / wanted.length
}

function withoutCase(name: string, language: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => stem(word, language))
    .join(' ')
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
