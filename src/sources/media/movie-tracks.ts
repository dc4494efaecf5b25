/** An atom of a movie file: header of eight bytes (sixteen when its size needs them), then its body. */
interface Box {
  readonly type: string
  readonly start: number
  readonly bodyStart: number
  readonly end: number
}

/**
 * The sound of an MP4, M4A or MOV file for a decoder that reads from front to back: for each track of sound the parts to feed.
 * The index stands at the end of most files, and the decoder would keep all that comes before it, and all that it
 * decodes, in memory. So each track gets a copy of the index in front, which shows this one track alone, whole: a list of
 * edits plays a part of it, to those who follow such lists.
 *
 * @param bytes changed in place
 * @throws {RangeError} for an index that promises more than the file holds, or jumps back in it
 */
export function movieTracks(bytes: Uint8Array): readonly (readonly Uint8Array[])[] {
  const movie = boxesIn(bytes, 0, bytes.byteLength).find(({ type }) => type === 'moov')
  if (!movie) throw new RangeError('The movie has no index.')
  const parts = boxesIn(bytes, movie.bodyStart, movie.end)
  for (const { type, start } of parts) if (type === 'udta' || type === 'meta') hide(bytes, start)
  const tracks = parts.filter((part) => part.type === 'trak' && isSound(bytes, part))
  for (const track of tracks) hideEdits(bytes, track)
  // In fragments the index comes first, and each of them brings its own.
  if (parts.some(({ type }) => type === 'mvex') && tracks.length === 1) return [[bytes]]
  return tracks.map((track) => {
    requireSamples(bytes, track)
    const index = new Uint8Array(bytes.subarray(movie.start, movie.end))
    for (const other of tracks) if (other !== track) hide(index, other.start - movie.start)
    moveSamples(index, { ...track, ...shifted(track, -movie.start) }, index.byteLength)
    return [index, bytes]
  })
}

function shifted({ start, bodyStart, end }: Box, by: number) {
  return { start: start + by, bodyStart: bodyStart + by, end: end + by }
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const typeAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

function boxesIn(bytes: Uint8Array, from: number, to: number): readonly Box[] {
  const boxes: Box[] = []
  for (let start = from; start + 8 <= to; ) {
    const size = view(bytes).getUint32(start)
    const isLarge = size === 1 && start + 16 <= to
    const length = isLarge ? Number(view(bytes).getBigUint64(start + 8)) : size === 0 ? to - start : size
    const bodyStart = start + (isLarge ? 16 : 8)
    const end = start + length
    if (end < bodyStart || end > to) throw new RangeError('A part of the movie is larger than its whole.')
    boxes.push({ type: typeAt(bytes, start + 4), start, bodyStart, end })
    start = end
  }
  return boxes
}

function boxAt(bytes: Uint8Array, box: Box, path: readonly string[]): Box | undefined {
  return path.reduce<Box | undefined>(
    (outer, wanted) =>
      outer && boxesIn(bytes, outer.bodyStart, outer.end).find(({ type }) => type === wanted),
    box,
  )
}

function isSound(bytes: Uint8Array, track: Box): boolean {
  const handler = boxAt(bytes, track, ['mdia', 'hdlr'])
  return handler !== undefined && typeAt(bytes, handler.bodyStart + 8) === 'soun'
}

function hide(bytes: Uint8Array, boxStart: number): void {
  bytes.set(Buffer.from('free', 'latin1'), boxStart + 4)
}

function hideEdits(bytes: Uint8Array, track: Box): void {
  for (const { type, start } of boxesIn(bytes, track.bodyStart, track.end))
    if (type === 'edts' || type === 'udta' || type === 'meta') hide(bytes, start)
}

/** Samples lie in the file, one after another, each once: else a few bytes could play for days. */
function requireSamples(bytes: Uint8Array, track: Box): void {
  const table = boxAt(bytes, track, ['mdia', 'minf', 'stbl', 'stsz'])
  if (!table) throw new RangeError('A track of the movie has no table of samples.')
  const numbers = view(bytes)
  const each = numbers.getUint32(table.bodyStart + 4)
  const count = numbers.getUint32(table.bodyStart + 8)
  let total = each * count
  if (each === 0)
    for (let sample = 0; sample < count; sample += 1) {
      const size = numbers.getUint32(table.bodyStart + 12 + 4 * sample)
      if (size === 0) throw new RangeError('A sample of the movie is empty.')
      total += size
    }
  if (total > bytes.byteLength) throw new RangeError('The samples of the movie are larger than the file.')
  const offsets = sampleOffsets(bytes, track)
  if (offsets.some(({ value }, index) => index > 0 && value <= (offsets[index - 1]?.value ?? 0)))
    throw new RangeError('The samples of the movie are not in order.')
}

function moveSamples(index: Uint8Array, track: Box, by: number): void {
  for (const { at, value, wide } of sampleOffsets(index, track)) {
    if (wide) view(index).setBigUint64(at, BigInt(value + by))
    else view(index).setUint32(at, value + by)
  }
}

function sampleOffsets(bytes: Uint8Array, track: Box) {
  const tables = boxAt(bytes, track, ['mdia', 'minf', 'stbl'])
  const table =
    tables &&
    boxesIn(bytes, tables.bodyStart, tables.end).find(({ type }) => type === 'stco' || type === 'co64')
  if (!table) throw new RangeError('A track of the movie does not say where its samples are.')
  const wide = table.type === 'co64'
  const width = wide ? 8 : 4
  const count = view(bytes).getUint32(table.bodyStart + 4)
  if (table.bodyStart + 8 + count * width > table.end)
    throw new RangeError('A table of the movie is cut off.')
  return Array.from({ length: count }, (_, entry) => {
    const at = table.bodyStart + 8 + entry * width
    return { at, wide, value: wide ? Number(view(bytes).getBigUint64(at)) : view(bytes).getUint32(at) }
  })
}
