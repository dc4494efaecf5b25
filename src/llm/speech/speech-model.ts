import type { TranscriptionModelV4, TranscriptionModelV4CallOptions } from '@ai-sdk/provider'

/** One stretch of speech, in seconds from the beginning. */
export interface SpokenPart {
  readonly startSecond: number
  readonly endSecond: number
  readonly text: string
  /** As the recogniser names them, such as `A`. */
  readonly speaker?: string | undefined
}

export interface Speech {
  readonly text: string
  readonly parts: readonly SpokenPart[]
  /** BCP 47 tag, where the recogniser tells. */
  readonly language?: string | undefined
  readonly durationSeconds?: number | undefined
}

/** One request for one recording. */
export interface SpeechRequest {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  /** To be sent with every request that is made of it. */
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal | undefined
}

/** A recogniser in the form of the SDK, which tries again what may be tried again. */
export function speechModel(
  id: { readonly provider: string; readonly model: string },
  hear: (request: SpeechRequest) => Promise<Speech>,
): TranscriptionModelV4 {
  return {
    specificationVersion: 'v4',
    provider: id.provider,
    modelId: id.model,
    doGenerate: async (options) => {
      const { text, parts, language, durationSeconds } = await hear(requestOf(options))
      return {
        text,
        segments: namedWhereTheyBegin(parts),
        language,
        durationInSeconds: durationSeconds,
        warnings: [],
        // The form asks for a time, which nobody reads.
        response: { timestamp: new Date(0), modelId: id.model },
      }
    },
  }
}

function requestOf({
  audio,
  mediaType,
  headers,
  abortSignal,
}: TranscriptionModelV4CallOptions): SpeechRequest {
  const bytes = typeof audio === 'string' ? Buffer.from(audio, 'base64') : audio
  const given = Object.entries(headers ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return {
    bytes: new Uint8Array(bytes),
    mediaType,
    headers: Object.fromEntries(given),
    signal: abortSignal,
  }
}

/** A speaker is named where another begins to speak, as in captions: `A: Good morning.` */
function namedWhereTheyBegin(
  parts: readonly SpokenPart[],
): { readonly startSecond: number; readonly endSecond: number; readonly text: string }[] {
  let speaking: string | undefined
  return parts.map(({ startSecond, endSecond, text, speaker }) => {
    const isNamed = speaker !== undefined && speaker !== '' && speaker !== speaking
    speaking = speaker ?? speaking
    return { startSecond, endSecond, text: isNamed ? `${speaker}: ${text.trim()}` : text.trim() }
  })
}
