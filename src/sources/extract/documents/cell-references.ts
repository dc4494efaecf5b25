import { strToU8, zipSync } from 'fflate'
import type { Archive } from './archive.ts'

const sheet = /^xl\/worksheets\/[^/]+\.xml$/
const tag = /<((?:\w+:)?)(row|c)(?=[\s>/])([^>]*)>/g
const withoutReference = /<(?:\w+:)?c(?=[\s>/])(?![^>]*\sr=)/

/**
 * A spreadsheet whose cells all say where they stand, which they may leave out where each follows the one before it (ECMA-376, 18.3.1.4);
 * undefined where they say so already.
 *
 * @param archive has all of its XML
 */
export function withCellReferences({ names, text }: Archive): Uint8Array | undefined {
  const sheets = names.filter((name) => sheet.test(name) && withoutReference.test(text(name) ?? ''))
  if (sheets.length === 0) return undefined
  const files = names.flatMap((name) => {
    const written = text(name)
    if (written === undefined) return []
    return [[name, strToU8(sheets.includes(name) ? referenced(written) : written)] as const]
  })
  return zipSync(Object.fromEntries(files), { level: 0 })
}

function referenced(written: string): string {
  let row = 0
  let column = 0
  return written.replace(tag, (whole, prefix: string, kind: string, attributes: string) => {
    if (kind === 'row') {
      row = Number(/\sr="(\d+)"/.exec(attributes)?.[1] ?? row + 1)
      column = 0
      return whole
    }
    const [, letters] = /\sr="([A-Z]+)\d+"/.exec(attributes) ?? []
    column = letters === undefined ? column + 1 : columnOf(letters)
    return letters === undefined ? `<${prefix}c r="${lettersOf(column)}${row}"${attributes}>` : whole
  })
}

const alphabet = 26
const beforeA = 64

/** `A` is 1, `AA` 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * alphabet + letter.charCodeAt(0) - beforeA, 0)
}

function lettersOf(column: number): string {
  const last = ((column - 1) % alphabet) + 1
  const before = (column - last) / alphabet
  return (before > 0 ? lettersOf(before) : '') + String.fromCharCode(beforeA + last)
}
