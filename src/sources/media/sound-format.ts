import { firstMpegFrame } from './mpeg-frames.ts'
import { isWav } from './plain-wav.ts'

/** What can be decoded piece by piece, by the decoder's names. */
const soundFormats = [
  'wav',
  'mp3',
  'flac',
  'oga',
  'opus',
  'aac',
  'm4a',
  'webm',
  'aiff',
  'caf',
  'amr',
] as const
export type SoundFormat = (typeof soundFormats)[number]

/** By the extensions that the bytes show. The decoder calls Vorbis `oga`, and Matroska WebM; FLAC in Ogg is read by its reader of FLAC. */
const formatsByExtension: Readonly<Record<string, SoundFormat>> = {
  wav: 'wav',
  mp3: 'mp3',
  mp2: 'mp3',
  mp1: 'mp3',
  flac: 'flac',
  ogg: 'oga',
  oga: 'flac',
  opus: 'opus',
  aac: 'aac',
  m4a: 'm4a',
  m4b: 'm4a',
  m4v: 'm4a',
  mp4: 'm4a',
  mov: 'm4a',
  '3gp': 'm4a',
  '3g2': 'm4a',
  webm: 'webm',
  mkv: 'webm',
  mka: 'webm',
  aif: 'aiff',
  caf: 'caf',
  amr: 'amr',
}

/** What a recording is, by its own bytes; undefined for what nobody here decodes. */
export async function soundFormatOf(bytes: Uint8Array): Promise<SoundFormat | undefined> {
  const { fileTypeFromBuffer } = await import('file-type')
  const extension = (await fileTypeFromBuffer(bytes))?.ext
  if (extension !== undefined) return formatsByExtension[extension]
  if (isWav(bytes)) return 'wav'
  return firstMpegFrame(bytes) === undefined ? undefined : 'mp3'
}

/**
 * The fewest bytes in which a second of sound can be written, by what the formats allow for silence: a FLAC frame of 65,535
 * equal samples takes 12 bytes, an Opus packet of 120 ms three with its place in the Ogg page, an AAC frame of 128 ms two; Matroska
 * holds any of them. Pulse codes are bounded by the slowest in use.
 */
const fewestBytesPerSecond: Readonly<Record<SoundFormat | 'unknown', number>> = {
  wav: 1_000,
  aiff: 1_000,
  caf: 16,
  mp3: 150,
  aac: 64,
  m4a: 16,
  opus: 16,
  webm: 1,
  oga: 4,
  flac: 1,
  amr: 30,
  unknown: 250,
}

/** The longest that so many bytes can play. */
export function longestSeconds(format: SoundFormat | undefined, byteLength: number): number {
  return byteLength / fewestBytesPerSecond[format ?? 'unknown']
}
