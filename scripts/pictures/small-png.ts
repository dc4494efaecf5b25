import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const mostColors = 256

interface Pixels {
  readonly width: number
  readonly height: number
  /** `0xrrggbb`, row by row. */
  readonly colors: Uint32Array
}

/** The same picture with a palette of its 256 commonest colours: of text on plain ground that is half the size, and looks the same. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colors } = pixelsOf(png)
  const counts = new Map<number, number>()
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1)
  const palette = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostColors)
    .map(([color]) => color)
  const places = new Map([...counts.keys()].map((color) => [color, nearest(color, palette)]))
  const rows = Buffer.alloc((width + 1) * height)
  colors.forEach((color, index) => {
    rows[Math.floor(index / width) * (width + 1) + 1 + (index % width)] = places.get(color) ?? 0
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a pixel, by palette.
  header.set([8, 3], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function channelsOf(color: number): readonly [number, number, number] {
  return [color >> 16, (color >> 8) & 255, color & 255]
}

function nearest(color: number, palette: readonly number[]): number {
  const [red, green, blue] = channelsOf(color)
  let best = 0
  let least = Number.POSITIVE_INFINITY
  palette.forEach((candidate, place) => {
    const [r, g, b] = channelsOf(candidate)
    const distance = (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2
    if (distance < least) {
      least = distance
      best = place
    }
  })
  return best
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Of a PNG as browsers write it: eight bits a channel, three or four channels, not interlaced. https://www.w3.org/TR/png-3/ (2026-11) */
function pixelsOf(png: Buffer): Pixels {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(data)
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, channels)
  const colors = Uint32Array.from({ length: width * height }, (_, index) =>
    bytes.readUIntBE(index * channels, 3),
  )
  return { width, height, colors }
}

/** Every row begins with a byte that says from which neighbours its bytes are differences. */
function unfiltered(rows: Buffer, rowBytes: number, channels: number): Buffer {
  const bytes = Buffer.alloc((rows.length / (rowBytes + 1)) * rowBytes)
  for (let row = 0; row * rowBytes < bytes.length; row++) {
    const filter = rows[row * (rowBytes + 1)] ?? 0
    const start = row * rowBytes
    for (let column = 0; column < rowBytes; column++) {
      const left = column < channels ? 0 : (bytes[start + column - channels] ?? 0)
      const above = row === 0 ? 0 : (bytes[start + column - rowBytes] ?? 0)
      const corner = row === 0 || column < channels ? 0 : (bytes[start + column - rowBytes - channels] ?? 0)
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0
      bytes[start + column] = (rows[row * (rowBytes + 1) + 1 + column] ?? 0) + guess
    }
  }
  return bytes
}

function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)]
  const toCorner = Math.abs(left + above - 2 * corner)
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}
