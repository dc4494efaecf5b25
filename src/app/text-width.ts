import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Latin and Cyrillic letters, digits and the usual signs: each takes one column. */
const oneColumnEach = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0481\u048a-\u052f\u2010-\u2027]*$/

/** How many columns of a terminal a text takes. What knows of all scripts and emoji takes as long to load as Node itself. */
export function textWidth(text: string): number {
  if (oneColumnEach.test(text)) return text.length
  const { default: stringWidth }: typeof import('string-width') = require('string-width')
  return stringWidth(text)
}
