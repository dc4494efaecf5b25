import { noteMark } from '../text/sentences.ts'
import { withoutLabel } from './sections.ts'

const connectors = [
  'However',
  'Moreover',
  'Furthermore',
  'Nevertheless',
  'Nonetheless',
  'Meanwhile',
  'Therefore',
  'Thus',
  'Hence',
  'Consequently',
  'Additionally',
  'In addition',
  'Besides',
  'Instead',
  'Still',
  'Similarly',
  'Likewise',
  'Also',
  'Then',
  'Finally',
  'Indeed',
  'Of course',
  'As a result',
  'For example',
  'For instance',
  'In contrast',
  'By contrast',
  'On the other hand',
  'That said',
  'Even so',
  'After all',
  'In fact',
  'Well',
  'Yeah',
  'Yes',
  'No',
  'Um',
  'Uh',
  'Okay',
  'OK',
  'Right',
  'Oh',
  'So',
  'Now',
  'Look',
  'I mean',
  'You know',
  'Однако',
  'Кроме того',
  'Поэтому',
  'Таким образом',
  'Тем не менее',
  'Например',
  'Впрочем',
  'Более того',
  'Также',
  'При этом',
  'Наконец',
  'Cependant',
  'Toutefois',
  'De plus',
  'Par exemple',
  'Sin embargo',
  'Además',
  'Por ejemplo',
  'Tuttavia',
  'Inoltre',
  'No entanto',
] as const
const leadingConnector = new RegExp(`^(?:${connectors.join('|')}),\\s+`, 'iu')
const leadingConjunction = /^(?:And|But|So|Or|Yet|Но|А|И|Однако)\s+(?=\p{L})/u

/** White space collapsed and Markdown decoration removed: what a person reads of a verbatim passage. */
export function withoutMarkup(passage: string): string {
  return passage
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(\*\*|__|`)(.+?)\1/g, '$2')
    .replace(noteMark, '')
    .replace(/\s+(?=[.,;](?:\s|$))/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** "CARROW, 3 June (Coastwire) -- ": where and when a report was written. */
const dateline =
  /^\p{Lu}[\p{Lu}.' -]{2,30}(?:,[^.,—–]{3,30}){0,2}\.?(?:\s\([^()]{2,30}\)|\s?\/[^/]{2,20}\/\.?)?\s(?:--|[—–-])\s(?=\p{Lu})/u

/** The passage as a sentence of its own: "However, prices fell." reads "Prices fell." */
export function standingAlone(passage: string): string {
  let sentence = withoutLabel(withoutMarkup(passage)).replace(dateline, '')
  for (let previous = ''; previous !== sentence; ) {
    previous = sentence
    sentence = sentence.replace(leadingConnector, '').replace(leadingConjunction, '')
  }
  return withBalancedQuotes(/^\s*`/.test(passage) ? sentence : capitalised(sentence))
}

/** With a capital first letter, but for names and paths that begin with a small one, such as iPhone and docs/plan.md. */
function capitalised(sentence: string): string {
  return /^\p{Ll}[\p{Ll}'’-]*(?=[\s,:;]|$)/u.test(sentence)
    ? sentence.charAt(0).toUpperCase() + sentence.slice(1)
    : sentence
}

const opensDependent =
  /^(?:he|she|it|they|this|that|these|those|such|his|her|its|their|him|them|here|there|both|neither|either|then|another|others|он|она|оно|они|это|этот|эта|эти|такой|такая|такие|его|её|ее|их|там|тогда|il|elle|ils|elles|cela|er|sie|es|dies|ello|esto|esta|este)\b/iu
const opensDependentCyrillic =
  /^(?:Он|Она|Оно|Они|Это|Этот|Эта|Эти|Такой|Такая|Такие|Его|Её|Ее|Их|Там|Тогда)(?=[\s,])/u

/** Whether a sentence leans on the one before it: begins with a connector, a conjunction or a pronoun. */
export function dependsOnContext(passage: string): boolean {
  const sentence = withoutMarkup(passage).replace(/^["“«']/, '')
  return (
    opensWithConnector(sentence) || opensDependent.test(sentence) || opensDependentCyrillic.test(sentence)
  )
}

export function opensWithConnector(sentence: string): boolean {
  return leadingConnector.test(sentence) || leadingConjunction.test(sentence)
}

/** Whether quotation marks or brackets open without closing, or the other way round. */
export function hasUnbalancedQuotes(sentence: string): boolean {
  const count = (mark: string) => sentence.split(mark).length - 1
  return (
    count('"') % 2 === 1 ||
    count('“') !== count('”') ||
    count('«') !== count('»') ||
    count('(') !== count(')')
  )
}

/** A lone mark at one end goes; a quotation that runs on elsewhere is left as it is. */
function withBalancedQuotes(sentence: string): string {
  if (!hasUnbalancedQuotes(sentence)) return sentence
  const bare = sentence.replace(/^["“«]/, '').replace(/["”»]$/, '')
  return hasUnbalancedQuotes(bare) ? sentence : capitalised(bare)
}

/** At most `maxCharacters` characters, cut at a word boundary with an ellipsis. */
export function shortened(sentence: string, maxCharacters: number): string {
  if (sentence.length <= maxCharacters) return sentence
  const head = sentence.slice(0, maxCharacters - 1)
  const boundary = Math.max(head.lastIndexOf(' '), head.lastIndexOf('、'), head.lastIndexOf('，'))
  const cut = boundary > maxCharacters / 2 ? head.slice(0, boundary) : head
  return `${cut.replace(/[\s,;:–—-]+$/u, '').replace(/[\uD800-\uDBFF]$/, '')}…`
}
