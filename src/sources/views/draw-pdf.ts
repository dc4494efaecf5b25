import { join } from 'node:path'
import type { Canvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { pdfLibrary, pdfOptions } from '../extract/pdf.ts'
import { drawnOn, type Size } from './canvas.ts'

const drawingOptions = {
  standardFontDataUrl: join(pdfLibrary, 'standard_fonts', '/'),
  wasmUrl: join(pdfLibrary, 'wasm', '/'),
}

export interface DrawablePdf {
  readonly pageCount: number
  /** @param sizeOf how large the page is drawn that has this size */
  draw(pageNumber: number, sizeOf: (page: Size) => Size): Promise<Canvas>
}

/**
 * A PDF whose pages are drawn as readers show them: strips of a scan put together, turned pages upright, letters without a font too. Other
 * builds of the library decode no fax, JBIG2 and JPEG 2000, which most scans are.
 */
export async function openForDrawing(bytes: Uint8Array): Promise<DrawablePdf> {
  // Another build of the library may have left its own there, which decodes less.
  Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } })
  const document = await getDocument({ ...pdfOptions, ...drawingOptions, data: new Uint8Array(bytes) })
    .promise
  return {
    pageCount: document.numPages,
    async draw(pageNumber, sizeOf) {
      const page = await document.getPage(pageNumber)
      const natural = page.getViewport({ scale: 1 })
      const size = sizeOf(natural)
      const viewport = page.getViewport({ scale: size.width / natural.width })
      const canvas = drawnOn(size, () => undefined)
      type Canvases = Pick<Parameters<typeof page.render>[0], 'canvas' | 'canvasContext'>
      // The library expects those of a browser, and these do all that is asked of them.
      const drawnOnto = { canvas, canvasContext: canvas.getContext('2d') } as unknown as Canvases
      await page.render({ ...drawnOnto, viewport }).promise
      page.cleanup()
      return canvas
    },
  }
}
