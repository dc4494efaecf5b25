import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { type HtmlDocument, type HtmlElement, type HtmlNode, walkNodes } from '../html-document.ts'
import { type Archive, openArchive } from './archive.ts'
import { documentSource } from './document-source.ts'

const properties = 'docProps/core.xml'
const slide = /^ppt\/slides\/slide(\d+)\.xml$/

const order = 'ppt/presentation.xml'
const relations = 'ppt/_rels/presentation.xml.rels'

/** Slides of PowerPoint as they are shown: a paragraph a line, slides parted by a blank line. Notes of the speaker are not read. */
export const presentation = {
  ...documentKinds.presentation,

  async extract(document) {
    const archive = openArchive(
      document,
      presentation.name,
      (name) => name === properties || name === order || name === relations || slide.test(name),
    )
    const slides = inOrder(archive)
    const text = slides.map((name) => slideText(archive.xml(name))).join('\n\n')
    const source = documentSource(document, 'presentation', text, archive.xml(properties))
    return { ...source, pages: slides.length }
  },
} as const satisfies Extractor

/** In the order of the presentation; slides that it does not tell of come behind, by their numbers. */
function inOrder({ names, xml }: Archive): readonly string[] {
  const targets = new Map(
    [...(xml(relations)?.getElementsByTagName('Relationship') ?? [])].map((relation) => [
      relation.getAttribute('Id'),
      `ppt/${relation.getAttribute('Target')?.replace(/^(?:\/ppt)?\//, '')}`,
    ]),
  )
  const listed = [...(xml(order)?.getElementsByTagName('p:sldId') ?? [])].map((id) =>
    targets.get(id.getAttribute('r:id')),
  )
  const placeOf = (name: string) => {
    const place = listed.indexOf(name)
    return place === -1 ? listed.length + Number(slide.exec(name)?.[1] ?? 0) : place
  }
  return names.filter((name) => slide.test(name)).toSorted((one, other) => placeOf(one) - placeOf(other))
}

function slideText(slide: HtmlDocument | undefined): string {
  return [...(slide?.getElementsByTagName('a:p') ?? [])]
    .map(shownText)
    .filter((line) => line.trim() !== '')
    .join('\n')
}

/** The text of a paragraph's runs; a line break is a blank. */
function shownText(paragraph: HtmlNode): string {
  let text = ''
  walkNodes(paragraph, (node) => {
    if (node.nodeName === 'a:br') text += ' '
    if (node.nodeName === 'a:t') text += (node as HtmlElement).textContent
    return node.nodeName !== 'a:t'
  })
  return text
}
