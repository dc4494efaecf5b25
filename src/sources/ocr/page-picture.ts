import type { DrawablePdf } from '../views/draw-pdf.ts'

/** What Tesseract reads best, of pages whose size is that of paper: https://tesseract-ocr.github.io/tessdoc/ImproveQuality.html (2026-11). */
const dotsPerInch = 300
const pointsPerInch = 72
/** A page of A4 at that; larger ones are drawn coarser. */
const mostDots = 9_000_000

/** A page as a recogniser reads it, as PGM: https://netpbm.sourceforge.net/doc/pgm.html (2026-11). */
export async function pictureOf(document: DrawablePdf, pageNumber: number): Promise<Uint8Array> {
  const canvas = await document.draw(pageNumber, (page) => {
    const scale = Math.min(dotsPerInch / pointsPerInch, Math.sqrt(mostDots / (page.width * page.height)))
    return { width: Math.ceil(page.width * scale), height: Math.ceil(page.height * scale) }
  })
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1')
  const picture = new Uint8Array(header.length + width * height)
  picture.set(header)
  for (let dot = 0; dot < width * height; dot += 1)
    picture[header.length + dot] = grey(data[dot * 4], data[dot * 4 + 1], data[dot * 4 + 2])
  return picture
}

/** ITU-R BT.601 */
function grey(red = 0, green = 0, blue = 0): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue)
}
