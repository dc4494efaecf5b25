import type { Canvas } from '@napi-rs/canvas'
import type { Media } from '../source.ts'
import { drawnOn, type Size } from './canvas.ts'

/** What models take without making it smaller, or nearly so: https://platform.openai.com/docs/guides/images-vision (2026-11). */
const longestSide = 2_048
/** Taller pages, such as pictures of a whole web page, would be too small to read as one picture. */
const tallestShape = 2.5
const pieceShape = 1.5
const mostPieces = 8
const widthOfTall = 1_400

/** How large a page is drawn to be shown. */
export function sizeToShow({ width, height }: Size, { mayGrow }: { readonly mayGrow: boolean }): Size {
  const isTall = height > tallestShape * width
  const side = isTall
    ? Math.min(widthOfTall / width, (mostPieces * longestSide) / height)
    : longestSide / Math.max(width, height)
  const scale = mayGrow ? side : Math.min(1, side)
  return { width: dots(width * scale), height: dots(height * scale) }
}

function dots(length: number): number {
  return Math.max(1, Math.round(length))
}

/** A drawn page as what is shown of it, cut between lines where it is very tall. */
export async function shownPieces(canvas: Canvas): Promise<readonly Media[]> {
  const borders = piecesOf(canvas)
  return Promise.all(
    borders.slice(1).map(async (end, index) => {
      const start = borders[index] ?? 0
      const size = { width: canvas.width, height: end - start }
      return shown(
        borders.length === 2 ? canvas : drawnOn(size, (context) => context.drawImage(canvas, 0, -start)),
      )
    }),
  )
}

/** Where the pieces begin and end, from 0 to the height. */
function piecesOf(canvas: Canvas): readonly number[] {
  const { width, height } = canvas
  if (height <= tallestShape * width) return [0, height]
  const count = Math.min(mostPieces, Math.ceil(height / (pieceShape * width)))
  const cuts = Array.from({ length: count - 1 }, (_, index) =>
    quietestRow(canvas, Math.round(((index + 1) * height) / count), Math.round(height / count / 8)),
  )
  return [0, ...cuts, height]
}

/** The row around one in which least changes from dot to dot: between two lines. */
function quietestRow(canvas: Canvas, around: number, within: number): number {
  const top = around - within
  const rows = 2 * within + 1
  const { data } = canvas.getContext('2d').getImageData(0, top, canvas.width, rows)
  const changes = Array.from({ length: rows }, (_, row) => changesIn(data, row * canvas.width, canvas.width))
  const least = Math.min(...changes)
  const quiet = changes.flatMap((change, row) => (change === least ? [row] : []))
  return top + (quiet[Math.floor(quiet.length / 2)] ?? within)
}

function changesIn(data: Uint8ClampedArray, start: number, width: number): number {
  let changes = 0
  for (let dot = start + 1; dot < start + width; dot += 1)
    changes += Math.abs((data[dot * 4 + 1] ?? 0) - (data[dot * 4 - 3] ?? 0))
  return changes
}

/** No provider takes more than 5 MB as base64: https://platform.claude.com/docs/en/build-with-claude/vision (2026-11). */
const mostBytes = 3_500_000
const qualities = [90, 70, 40] as const

async function shown(canvas: Canvas): Promise<Media> {
  let bytes = new Uint8Array()
  for (const quality of qualities) {
    bytes = new Uint8Array(await canvas.encode('jpeg', quality))
    if (bytes.byteLength <= mostBytes) break
  }
  return { bytes, mediaType: 'image/jpeg' }
}
