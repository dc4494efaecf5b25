/** One frame of 1,024 silent samples in AAC-LC, one channel. */
const silentFrame = Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80])
const samplesPerFrame = 1_024
/** AudioSpecificConfig: AAC-LC, 8,000 samples a second, one channel. */
const configuration = Buffer.from([0x15, 0x88])
const sampleRate = 8_000

export interface SilentM4aOptions {
  /** Seconds that every header tells, and that the list of edits plays. */
  readonly told?: number
  /** Lengths of tracks in the order of the file. */
  readonly indexAt?: 'start' | 'end'
  /** Lets all samples lie at the same place, so that few bytes play for long. */
  readonly sharesBytes?: boolean
}

/** An M4A file of silence, one track for each length given: 47 bytes a second. */
export function silentM4a(seconds: number | readonly number[], options: SilentM4aOptions = {}): Uint8Array {
  const lengths = (typeof seconds === 'number' ? [seconds] : seconds).map((each) =>
    Math.ceil((each * sampleRate) / samplesPerFrame),
  )
  const type = box('ftyp', Buffer.from('M4A \0\0\0\0M4A mp42isom', 'latin1'))
  const sound = lengths.map((frames) =>
    Buffer.concat(Array.from({ length: options.sharesBytes ? 1 : frames }, () => silentFrame)),
  )
  const data = box('mdat', ...sound)
  const index = (dataStart: number) => movie(lengths, startsOf(sound, dataStart), options)
  if (options.indexAt === 'end') return Buffer.concat([type, data, index(type.byteLength + 8)])
  const dataStart = type.byteLength + index(0).byteLength + 8
  return Buffer.concat([type, index(dataStart), data])
}

function startsOf(sound: readonly Buffer[], dataStart: number): readonly number[] {
  return sound.map((_, track) =>
    sound.slice(0, track).reduce((sum, { byteLength }) => sum + byteLength, dataStart),
  )
}

function movie(lengths: readonly number[], starts: readonly number[], options: SilentM4aOptions): Buffer {
  const longest = Math.max(...lengths) * samplesPerFrame
  const told = options.told === undefined ? longest : Math.round(options.told * sampleRate)
  const header = full(
    'mvhd',
    0,
    0,
    0,
    sampleRate,
    told,
    0x10000,
    ...Array<number>(19).fill(0),
    lengths.length + 1,
  )
  const tracks = lengths.map((frames, track) =>
    trackOf(frames, { id: track + 1, start: starts[track] ?? 0, told }),
  )
  return box('moov', header, ...tracks)
}

function trackOf(frames: number, { id, start, told }: { id: number; start: number; told: number }): Buffer {
  const entry = box('mp4a', numbers16(0, 0, 0, 1, 0, 0, 0, 0, 1, 16, 0, 0, sampleRate, 0), descriptor())
  const tables = [
    full('stsd', 0, 1, entry),
    full('stts', 0, 1, frames, samplesPerFrame),
    full('stsc', 0, 1, 1, frames, 1),
    full('stsz', 0, silentFrame.byteLength, frames),
    full('stco', 0, 1, start),
  ]
  const media = [
    full('mdhd', 0, 0, 0, sampleRate, told, 0x55c40000),
    full('hdlr', 0, 0, Buffer.from('soun', 'latin1'), 0, 0, 0, Buffer.alloc(1)),
    box('minf', full('smhd', 0, 0), box('stbl', ...tables)),
  ]
  const edits = box('edts', full('elst', 0, 1, told, 0, 0x10000))
  return box(
    'trak',
    full('tkhd', 7, 0, 0, id, 0, told, ...Array<number>(15).fill(0)),
    edits,
    box('mdia', ...media),
  )
}

function descriptor(): Buffer {
  const specific = Buffer.from([0x05, configuration.byteLength, ...configuration])
  const decoder = Buffer.from([0x04, 13 + specific.byteLength, 0x40, 0x15, ...Buffer.alloc(11), ...specific])
  return full('esds', 0, Buffer.from([0x03, 3 + decoder.byteLength, 0, 1, 0, ...decoder]))
}

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([numbers32(8 + body.byteLength), Buffer.from(type, 'latin1'), body])
}

/** A box that begins with flags and goes on with numbers of 32 bits. */
function full(type: string, flags: number, ...parts: readonly (number | Buffer)[]): Buffer {
  return box(type, ...[flags, ...parts].map((part) => (typeof part === 'number' ? numbers32(part) : part)))
}

function numbers32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [place, value] of values.entries()) bytes.writeUInt32BE(value, 4 * place)
  return bytes
}

function numbers16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [place, value] of values.entries()) bytes.writeUInt16BE(value, 2 * place)
  return bytes
}
