import { fileTypeFromBuffer } from 'file-type'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { looksBinary } from '../text/decode-text.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor, RawDocument } from './extractor.ts'

export const audio = {
  ...documentKinds.audio,
  extract: (document) => mediaSource(document, 'audio'),
} as const satisfies Extractor

export const video = {
  ...documentKinds.video,
  extract: (document) => mediaSource(document, 'video'),
} as const satisfies Extractor

/**
 * Passes the bytes on for transcription, under the media type that they show themselves, else the declared one.
 * A playlist or an error page under a media type is text, and refused.
 */
async function mediaSource(document: RawDocument, type: 'audio' | 'video'): Promise<Source> {
  const { location, url, bytes } = document
  if (bytes.byteLength === 0) throw new SourceError({ reason: 'empty', values: {} }, location)
  const detected = (await fileTypeFromBuffer(bytes))?.mime
  if (detected === undefined && !looksBinary(bytes))
    throw new SourceError({ reason: 'no_recording', values: { format: type } }, location)
  // Notes for instruments: nobody speaks in it.
  if (detected === 'audio/midi')
    throw new SourceError({ reason: 'unsupported_type', values: { type: detected } }, location)
  const mediaType = [detected, document.mediaType].find((candidate) =>
    /^(audio|video)\//.test(candidate ?? ''),
  )
  return {
    location,
    ...(url !== undefined && { url }),
    type,
    text: '',
    media: { bytes, mediaType: mediaType ?? (type === 'audio' ? 'audio/mpeg' : 'video/mp4') },
  }
}
