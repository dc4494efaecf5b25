import { type ExtractionReply, replyWith } from '../extract/extraction-reply.ts'
import type { RawDocument } from '../extract/extractor.ts'
import { describePdf, isPdf, openPdf, pdf } from '../extract/pdf.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanText } from '../text/clean-text.ts'
import { openForDrawing } from '../views/draw-pdf.ts'
import { pictureOf } from './page-picture.ts'
import { recognise } from './recognise.ts'
import { mostScanPages } from './scan-pages.ts'

export interface RecognitionTask {
  readonly document: RawDocument
  /** As Tesseract names them. */
  readonly languages: readonly string[]
  readonly textCharacters: number
  /** Of a scan, the numbers of the only pages to be read. Default: the first ones. */
  readonly pages?: readonly number[] | undefined
}

/** Below it what was recognised is guessed, 0 to 100. */
const leastConfidence = 50

/** The text in a picture or in the pages of a scan: see `readDocument`. */
export function work(task: RecognitionTask): Promise<ExtractionReply> {
  const { document, languages, textCharacters } = task
  const isScan = isPdf(document.bytes)
  const read = () => (isScan ? readScan(task) : readPicture(document, languages))
  const format = () => (isScan ? pdf.name : 'picture')
  return replyWith(read, { location: document.location, textCharacters, format })
}

async function readPicture(document: RawDocument, languages: readonly string[]): Promise<Source> {
  const { bytes } = document
  async function* pictures() {
    yield bytes
  }
  const pages = await textsOf(pictures(), languages)
  return sourceOf(document, 'picture', pages, 1)
}

async function readScan({ document, languages, pages }: RecognitionTask): Promise<Source> {
  const opened = await openForDrawing(document.bytes)
  const first = Array.from({ length: Math.min(opened.pageCount, mostScanPages) }, (_, index) => index + 1)
  const numbers = pages ?? first
  async function* pictures() {
    for (const page of numbers) yield await pictureOf(opened, page)
  }
  const texts = await textsOf(pictures(), languages)
  const source = sourceOf(document, 'pdf', texts, numbers.length, opened.pageCount)
  return { ...source, ...(await describePdf(await openPdf(document.bytes))), pages: opened.pageCount }
}

interface Recognised {
  readonly text: string
  readonly confidence: number
}

async function textsOf(
  pictures: AsyncIterable<Uint8Array>,
  languages: readonly string[],
): Promise<readonly Recognised[]> {
  const texts: Recognised[] = []
  for await (const found of recognise(pictures, languages)) texts.push(found)
  return texts
}

/** @throws SourceError `unclear_picture` where no text is there, or too little of it can be made out */
function sourceOf(
  { location, url }: RawDocument,
  type: 'picture' | 'pdf',
  pages: readonly Recognised[],
  read: number,
  of = read,
): Source {
  const text = cleanText(pages.map((page) => page.text).join('\n\n'))
  const characters = pages.reduce((sum, page) => sum + page.text.length, 0)
  const weighted = pages.reduce((sum, page) => sum + page.confidence * page.text.length, 0)
  const confidence = Math.round(weighted / Math.max(1, characters))
  if (!/[\p{L}\p{N}]{2}/u.test(text) || confidence < leastConfidence)
    throw new SourceError({ reason: 'unclear_picture', values: {} }, location, { detail: `${confidence} %` })
  return {
    location,
    ...(url !== undefined && { url }),
    type,
    text,
    recognised: { percent: confidence, read, of },
  }
}
