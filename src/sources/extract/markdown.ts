import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import { toIsoDate } from '../text/published-date.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'
import { markdownToText } from './markdown-text.ts'

/** YAML between `---` lines or TOML between `+++` lines at the very start. */
const frontMatter = /^(---|\+\+\+)\n(.*?)\n\1(?:\n|$)/s
const frontMatterLine = /^(\w+)\s*[:=]\s*(.+)$/
const heading = /^#{1,6}\s+(.+?)(?:\s+#+)?$/m

export const markdown = {
  ...documentKinds.markdown,

  async extract({ location, url, bytes, charset }) {
    const whole = cleanText(decodeText(bytes, charset))
    const [block = '', , properties = ''] = frontMatter.exec(whole) ?? []
    const text = cleanText(readable(whole.slice(block.length), location))
    if (text === '') throw new SourceError({ reason: 'empty', values: {} }, location)
    return {
      location,
      ...(url !== undefined && { url }),
      type: 'markdown',
      ...describe(properties, text),
      text,
    }
  },
} as const satisfies Extractor

function readable(source: string, location: string): string {
  try {
    return markdownToText(source)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SourceError({ reason: 'too_complex', values: {} }, location, { cause })
  }
}

function describe(
  properties: string,
  text: string,
): Pick<Source, 'title' | 'author' | 'publishedAt' | 'language'> {
  const values = readFrontMatter(properties)
  return dropUndefined({
    title: cleanLine(values.get('title') ?? heading.exec(text)?.[1]),
    author: cleanLine(values.get('author')),
    publishedAt: toIsoDate(values.get('date')),
    language: toLanguageTag(values.get('lang') ?? values.get('language')),
  })
}

/** The plain `key: value` lines; nested values are of no interest here. */
function readFrontMatter(properties: string): ReadonlyMap<string, string> {
  const pairs = properties.split('\n').flatMap((line) => {
    const [, key, value] = frontMatterLine.exec(line) ?? []
    return key === undefined || value === undefined
      ? []
      : [[key.toLowerCase(), value.trim().replace(/^(["'])(.*)\1$/, '$2')] as const]
  })
  return new Map(pairs)
}
