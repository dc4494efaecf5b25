import { contentWords } from '../text/words.ts'

/**
 * A small stand-in for a text by which copies of it are known: of the three-word sequences that it has, the least in each of 128
 * bins. Source: one-permutation hashing (Li, Owen and Zhang, 2012) of shingles (Broder, 1997).
 */
export interface TextSketch {
  /** How many different sequences the text has. */
  readonly size: number
  /** The least value in each bin, `emptyBin` where there is none. */
  readonly minima: Uint32Array
}

const sketchBins = 128
const emptyBin = 0xffff_ffff

/** What follows is not needed to know a copy. */
const knownCharacters = 300_000

const wordsInSequence = 3

/** Shorter texts are the same only when they are equal: they have too little to be alike by. */
const leastSequences = 8

/** Copies that were edited, cut or set into other pages share this much; independent texts on one event stay below a tenth. */
const leastResemblance = 0.5

/** Of a shorter text that stands in a longer one, up to five times as long, this much is found there. */
const leastContained = 0.8
const leastResemblanceOfPart = 0.2

export function sketchOf(text: string): TextSketch {
  return sketchFrom(knownSequencesOf(text))
}

/** @param sequences of a whole text, see {@link knownSequencesOf} */
export function sketchFrom(sequences: ReadonlySet<number>): TextSketch {
  const minima = new Uint32Array(sketchBins).fill(emptyBin)
  for (const sequence of sequences) {
    const bin = sequence % sketchBins
    minima[bin] = Math.min(minima[bin] ?? emptyBin, Math.floor(sequence / sketchBins))
  }
  return { size: sequences.size, minima }
}

/** Whether one text is a copy of the other, or of a good part of it, with some words changed, left out or added. */
export function areCopies(first: TextSketch, second: TextSketch): boolean {
  const smaller = Math.min(first.size, second.size)
  if (smaller < leastSequences) return false
  const alike = resemblance(first, second)
  if (alike >= leastResemblance) return true
  const shared = (alike * (first.size + second.size)) / (1 + alike)
  return alike >= leastResemblanceOfPart && shared >= leastContained * smaller
}

/** The share of all their sequences that both texts have, 0 to 1, to within about 0.1. */
function resemblance({ minima }: TextSketch, other: TextSketch): number {
  let equal = 0
  let filled = 0
  for (let bin = 0; bin < sketchBins; bin++) {
    const [own, their] = [minima[bin], other.minima[bin]]
    if (own !== emptyBin || their !== emptyBin) filled += 1
    if (own !== emptyBin && own === their) equal += 1
  }
  return filled === 0 ? 0 : equal / filled
}

/** The sequences of a text by which it is known: those of its beginning, where it is long. */
export function knownSequencesOf(text: string): ReadonlySet<number> {
  return sequencesOf(text.slice(0, knownCharacters))
}

/** The sequences of three content words of a text, each as a number of 32 bits; of a shorter text all of its words as one. */
export function sequencesOf(text: string): ReadonlySet<number> {
  const words = contentWords(text).map(({ form }) => form)
  const sequences = new Set<number>()
  if (words.length > 0 && words.length < wordsInSequence) sequences.add(hashOf(words.join(' ')))
  for (let index = 0; index + wordsInSequence <= words.length; index++)
    sequences.add(hashOf(words.slice(index, index + wordsInSequence).join(' ')))
  return sequences
}

/** FNV-1a with the finish of MurmurHash3, which spreads it over all bits. */
function hashOf(words: string): number {
  let hash = 0x811c_9dc5
  for (let index = 0; index < words.length; index++)
    hash = Math.imul(hash ^ words.charCodeAt(index), 0x0100_0193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
