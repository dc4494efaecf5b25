import type { Sentence } from '../text/sentences.ts'

/** `abstract`: what the text says of itself at its beginning; `furniture`: what stands around a text, such as its references. */
export type Section = 'abstract' | 'body' | 'furniture'

const abstractNames =
  'abstract|(?:executive )?summary|tl;?\\s?dr|key (?:points|takeaways|findings|facts)|highlights|in (?:brief|short)|at a glance|аннотация|резюме|реферат|краткое содержание|кратко|коротко|главное'
const furnitureNames =
  'see also|references|further reading|external links|bibliography|acknowledge?ments|media contacts?|contacts?|comments|about (?:the authors?|us)|related (?:articles?|stories|posts)|см\\. также|примечания|(?:список )?литератур[аы]|источники|ссылки|об авторах?|контакты|комментарии|благодарности|читайте также'
const abstractHeading = new RegExp(`^(?:${abstractNames})\\P{L}*$`, 'iu')
const furnitureHeading = new RegExp(`^(?:${furnitureNames})\\P{L}*$`, 'iu')
const aboutHeading = /^(?:About|О(?:б)?(?: компании)?)\s\p{Lu}/u
const abstractLabel = new RegExp(`^(?:${abstractNames})\\s*(?::|[.—–-](?=\\s|$))\\s*`, 'iu')

/** An abstract begins within this share of the text, and "About …" is furniture beyond it. */
const openingShare = 1 / 3

/** In which section each of the sentences stands, by the headings and labels before it. */
export function sectionsOf(text: string, sentences: readonly Sentence[]): readonly Section[] {
  let section: Section = 'body'
  let labelled: number | undefined
  let lastBlock: number | undefined
  return sentences.map(({ block, blockIndex, start, end }) => {
    const words = text.slice(start, end).replace(/^[*_#\s]+|[*_\s]+$/g, '')
    const isOpening = start <= text.length * openingShare
    if (block === 'heading') section = sectionUnder(words, isOpening)
    if (blockIndex !== lastBlock && isOpening && withoutLabel(words) !== words) labelled = blockIndex
    lastBlock = blockIndex
    return blockIndex === labelled ? 'abstract' : section
  })
}

function sectionUnder(heading: string, isOpening: boolean): Section {
  if (furnitureHeading.test(heading) || (!isOpening && aboutHeading.test(heading))) return 'furniture'
  return isOpening && abstractHeading.test(heading) ? 'abstract' : 'body'
}

/** "TL;DR: It works." reads "It works." */
export function withoutLabel(sentence: string): string {
  return sentence.replace(abstractLabel, '')
}
