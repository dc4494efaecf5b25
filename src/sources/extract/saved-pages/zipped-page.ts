import { SourceError } from '../../source-error.ts'
import { article } from '../article.ts'
import { documentKinds } from '../document-kinds.ts'
import { openArchive } from '../documents/archive.ts'
import type { Extractor, RawDocument } from '../extractor.ts'

const isPage = (name: string) => /\.x?html?$/i.test(name)

/** Pages with what belongs to them in one zip archive, as Google Docs and MAFF save them. Other archives are not read. */
export const zippedPage = {
  ...documentKinds.zippedPage,

  async extract(document) {
    const { location, url } = document
    const html = pageIn(document)
    if (!html)
      throw new SourceError({ reason: 'unsupported_type', values: { type: 'application/zip' } }, location)
    return article.extract({
      location,
      ...(url && { url }),
      charset: 'utf-8',
      bytes: new TextEncoder().encode(html),
    })
  },
} as const satisfies Extractor

/** Undefined where there is none, and where the archive cannot be opened. */
function pageIn(document: RawDocument): string | undefined {
  try {
    const archive = openArchive(document, zippedPage.name, isPage)
    const name = firstPage(archive.names.filter(isPage))
    return name && archive.text(name)
  } catch (error) {
    if (error instanceof SourceError && error.reason === 'damaged') return undefined
    throw error
  }
}

/** The outermost, and of those the one that a server would show first. */
function firstPage(names: readonly string[]): string | undefined {
  const depth = (name: string) => name.split('/').length
  const isIndex = (name: string) => (/(?:^|\/)index\.x?html?$/i.test(name) ? 0 : 1)
  return names.toSorted((a, b) => depth(a) - depth(b) || isIndex(a) - isIndex(b))[0]
}
