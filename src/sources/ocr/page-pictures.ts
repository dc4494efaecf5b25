import type { getDocumentProxy } from 'unpdf'
import { getResolvedPDFJS } from 'unpdf'

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>

/** As pdf.js hands out a picture (`ImageKind`: 1 a bit for each dot, 2 RGB, 3 RGBA). */
interface PdfPicture {
  readonly width: number
  readonly height: number
  readonly kind?: number
  readonly data?: Uint8Array | Uint8ClampedArray
}

/** Smaller pictures of a page are logos and lines: a share of its largest. */
const leastShare = 0.1

/** The pictures that a page of a scan consists of, in the order in which they are painted, as PNM. */
export async function picturesOf(document: PdfDocument, pageNumber: number): Promise<readonly Uint8Array[]> {
  const page = await document.getPage(pageNumber)
  const { fnArray, argsArray } = await page.getOperatorList()
  const { OPS } = await getResolvedPDFJS()
  const pictures: PdfPicture[] = []
  for (const [index, operator] of fnArray.entries()) {
    if (operator !== OPS.paintImageXObject) continue
    const name = String(argsArray[index]?.[0])
    const objects = name.startsWith('g_') ? page.commonObjs : page.objs
    pictures.push(await new Promise<PdfPicture>((resolve) => objects.get(name, resolve)))
  }
  const largest = Math.max(0, ...pictures.map(areaOf))
  return pictures
    .filter((picture) => areaOf(picture) >= largest * leastShare)
    .flatMap((picture) => toPnm(picture) ?? [])
}

function areaOf({ width, height, data }: PdfPicture): number {
  return data ? width * height : 0
}

/** https://netpbm.sourceforge.net/doc/pnm.html (2026-11); undefined for a form that is not known. */
function toPnm({ width, height, kind, data }: PdfPicture): Uint8Array | undefined {
  if (!data) return undefined
  const dots = width * height
  // White is 1 in a PDF and 0 in PNM.
  if (kind === 1)
    return withHeader(
      `P4\n${width} ${height}\n`,
      data.map((byte) => 255 - byte),
    )
  if (data.length === dots) return withHeader(`P5\n${width} ${height}\n255\n`, data)
  if (data.length === dots * 3) return withHeader(`P6\n${width} ${height}\n255\n`, data)
  if (data.length !== dots * 4) return undefined
  const opaque = new Uint8Array(dots * 3)
  for (let dot = 0; dot < dots; dot += 1) opaque.set(data.subarray(dot * 4, dot * 4 + 3), dot * 3)
  return withHeader(`P6\n${width} ${height}\n255\n`, opaque)
}

function withHeader(header: string, data: Uint8Array | Uint8ClampedArray): Uint8Array {
  const start = Buffer.from(header, 'latin1')
  const picture = new Uint8Array(start.length + data.length)
  picture.set(start)
  picture.set(data, start.length)
  return picture
}
