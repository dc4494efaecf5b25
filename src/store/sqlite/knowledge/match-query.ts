import { wordsToFind } from '../../knowledge/words-to-find.ts'

/**
 * An FTS5 query for rows of the tenant that have at least one word of the text; undefined when the text has no words. Every word is
 * quoted, so that nothing in the text is an operator.
 *
 * @param language BCP 47 tag of the text
 */
export function matchQuery(tenant: string, text: string, language?: string): string | undefined {
  const words = wordsToFind(text, language)
  if (words.length === 0) return undefined
  const anyWord = words.map(({ word, isBeginning }) => `"${word}"${isBeginning ? '*' : ''}`).join(' OR ')
  return `tenant : "${tenantToken(tenant)}" AND {title summary body} : (${anyWord})`
}

/**
 * A tenant as one word of the index. The tokenizer would fold case and split at punctuation, hence hexadecimal; it
 * would take English endings off, hence the digit at the end.
 */
export function tenantToken(tenant: string): string {
  return `t${Buffer.from(tenant, 'utf8').toString('hex')}0`
}
