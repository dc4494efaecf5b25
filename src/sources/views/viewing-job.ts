import { loadImage } from '@napi-rs/canvas'
import { isPdf } from '../extract/pdf.ts'
import { mostScanPages } from '../ocr/scan-pages.ts'
import { drawnOn, type Size } from './canvas.ts'
import { openForDrawing } from './draw-pdf.ts'
import type { PageView, PageViews } from './page-view.ts'
import { shownPieces, sizeToShow } from './shown-pieces.ts'

/** See `viewPages`. */
export function work({ bytes }: { readonly bytes: Uint8Array }): Promise<PageViews> {
  return isPdf(bytes) ? viewScan(bytes) : viewPicture(bytes)
}

async function viewPicture(bytes: Uint8Array): Promise<PageViews> {
  const picture = await loadImage(bytes)
  const { width, height } = sizeToShow(picture, { mayGrow: false })
  const canvas = drawnOn({ width, height }, (context) => context.drawImage(picture, 0, 0, width, height))
  return { pages: [{ number: 1, pictures: await shownPieces(canvas) }], of: 1 }
}

async function viewScan(bytes: Uint8Array): Promise<PageViews> {
  const document = await openForDrawing(bytes)
  const count = Math.min(document.pageCount, mostScanPages)
  const pages: PageView[] = []
  for (let number = 1; number <= count; number += 1) {
    const canvas = await document.draw(number, (page: Size) => sizeToShow(page, { mayGrow: true }))
    pages.push({ number, pictures: await shownPieces(canvas) })
  }
  return { pages, of: document.pageCount }
}
