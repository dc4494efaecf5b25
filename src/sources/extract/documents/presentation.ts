import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { type HtmlDocument, type HtmlElement, type HtmlNode, walkNodes } from '../html-document.ts'
import { openArchive } from './archive.ts'
import { documentSource } from './document-source.ts'

const properties = 'docProps/core.xml'
const slide = /^ppt\/slides\/slide(\d+)\.xml$/

/** Slides of PowerPoint: a paragraph a line, slides parted by a blank line. Notes of the speaker are not read. */
export const presentation = {
  ...documentKinds.presentation,

  async extract(document) {
    const archive = openArchive(
      document,
      presentation.name,
      (name) => name === properties || slide.test(name),
    )
    const numberOf = (name: string) => Number(slide.exec(name)?.[1] ?? 0)
    const slides = archive.names
      .filter((name) => slide.test(name))
      .toSorted((one, other) => numberOf(one) - numberOf(other))
    const text = slides.map((name) => slideText(archive.xml(name))).join('\n\n')
    const source = documentSource(document, 'presentation', text, archive.xml(properties))
    return { ...source, pages: slides.length }
  },
} as const satisfies Extractor

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
