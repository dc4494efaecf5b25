const bits = 22

/**
 * Which runs of words a text has, kept in half a megabyte whatever its length: now and then it takes a run for known that is not there.
 */
export class WordTrace {
  readonly #known = new Uint8Array(2 ** (bits - 3))

  constructor(text: string) {
    for (const line of text.split('\n')) {
      const words = hashedWords(line)
      this.#add(lineHash(words))
      for (const run of runsOf(words)) this.#add(run)
    }
  }

  /** The share of a line that stands in the text, by its runs of three words; a shorter line has to be a whole line there. */
  shareOf(line: string): number {
    const words = hashedWords(line)
    if (words.length < 3) return words.length > 0 && this.#has(lineHash(words)) ? 1 : 0
    const runs = runsOf(words)
    return runs.filter((run) => this.#has(run)).length / runs.length
  }

  #add(hash: number): void {
    const place = hash >>> (32 - bits)
    this.#known[place >>> 3] = (this.#known[place >>> 3] ?? 0) | (1 << (place & 7))
  }

  #has(hash: number): boolean {
    const place = hash >>> (32 - bits)
    return ((this.#known[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0
  }
}

/** Words of a text, in lower case. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/** FNV-1a. */
function hashedWords(line: string): readonly number[] {
  return wordsIn(line).map((word) => {
    let hash = 0x811c9dc5
    for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
    return hash >>> 0
  })
}

function runsOf(words: readonly number[]): readonly number[] {
  return words.slice(2).map((third, at) => mixed([words[at] ?? 0, words[at + 1] ?? 0, third]))
}

function lineHash(words: readonly number[]): number {
  return mixed([0x9e3779b9, ...words.slice(0, 64), words.length])
}

function mixed(parts: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  }
  return (hash ^ (hash >>> 16)) >>> 0
}
