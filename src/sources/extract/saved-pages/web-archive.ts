import { parseBuffer } from 'bplist-parser'
import { z } from 'zod'
import { SourceError } from '../../source-error.ts'
import { article } from '../article.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'

/** https://developer.apple.com/documentation/webkit/wkwebview/createwebarchivedata(completionhandler:) (2026-11) */
const archiveForm = z.object({
  WebMainResource: z.object({
    WebResourceData: z.instanceof(Uint8Array),
    WebResourceURL: z.string().optional(),
    WebResourceTextEncodingName: z.string().optional(),
  }),
})

/** Pages as Safari saves them: a binary property list. */
export const webArchive = {
  ...documentKinds.webArchive,
  recognises: (start) => start.startsWith('bplist00'),

  async extract({ location, url, bytes }) {
    const { WebMainResource: page } = parse(bytes, location)
    return article.extract({
      location,
      ...((page.WebResourceURL ?? url) && { url: page.WebResourceURL ?? url }),
      ...(page.WebResourceTextEncodingName && { charset: page.WebResourceTextEncodingName }),
      bytes: page.WebResourceData,
    })
  },
} as const satisfies Extractor

function parse(bytes: Uint8Array, location: string): z.infer<typeof archiveForm> {
  try {
    const [list] = parseBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return archiveForm.parse(list)
  } catch (cause) {
    throw new SourceError({ reason: 'damaged', values: { format: webArchive.name } }, location, { cause })
  }
}
