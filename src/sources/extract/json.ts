import { SourceError } from '../source-error.ts'
import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { captionSource } from './captions/caption-source.ts'
import { jsonCues } from './captions/json-captions.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'

/** Captions in their known forms, and any other JSON as lines of names and values; so too one value a line (JSON lines). */
export const json = {
  ...documentKinds.json,
  recognises: (start) => /^(?:\{|\[\s*\{)\s*"(?:[^"\\\n]|\\.)*"\s*:/.test(start),

  async extract(document) {
    const { location, url } = document
    const value = parse(decodeText(document.bytes, 'utf-8').trim(), location)
    const cues = jsonCues(value)
    if (cues !== undefined) return captionSource(document, cues)
    const text = cleanText(valueLines(value).join('\n'))
    if (text === '') throw new SourceError({ reason: 'empty', values: {} }, location)
    return { location, ...(url !== undefined && { url }), type: 'text', text }
  },
} as const satisfies Extractor

function parse(text: string, location: string): unknown {
  try {
    return parseExactly(text)
  } catch (cause) {
    // Each value of a sequence may begin with a mark: https://www.rfc-editor.org/rfc/rfc7464 (2026-11)
    const lines = text
      .split('\n')
      .map((line) => (line.startsWith('\u001e') ? line.slice(1) : line))
      .filter((line) => line.trim() !== '')
    if (lines.length > 0 && lines.every(isJson)) return lines.map(parseExactly)
    throw new SourceError({ reason: 'unreadable', values: { format: json.name } }, location, { cause })
  }
}

/** Whether a text may have numbers that JavaScript has none for; most have not. */
const longNumber = /\d{16}|\d[eE][+-]?\d{3}/
/** Texts, which are passed over, and numbers. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Numbers that are not told exactly by a number of JavaScript stay as they are written. */
function parseExactly(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text)
  return JSON.parse(
    text.replace(token, (found) =>
      found.startsWith('"') || !isInexact(Number(found), found) ? found : `"${found}"`,
    ),
  )
}

function isInexact(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return true
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return true
  const digits = source
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return digits.length > mostDigits
}

/** Numbers that programs write have no more; what has was written by people, or as a decimal. */
const mostDigits = 17

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** Each value that is not empty, with the names that lead to it: `author.name: Ann`. Items of a list carry no number. */
function valueLines(value: unknown): string[] {
  const lines: string[] = []
  const open: { readonly name: string; readonly value: unknown }[] = [{ name: '', value }]
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { name, value } = entry
    if (typeof value === 'object' && value !== null) {
      const parts = Array.isArray(value)
        ? value.map((item) => ({ name, value: item }))
        : Object.entries(value).map(([key, item]) => ({
            name: name === '' ? key : `${name}.${key}`,
            value: item,
          }))
      for (const part of parts.reverse()) open.push(part)
    } else if (value !== null && value !== '') lines.push(name === '' ? String(value) : `${name}: ${value}`)
  }
  return lines
}
