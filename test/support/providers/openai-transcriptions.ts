import { countTokens } from './answer.ts'
import { type Endpoint, jsonReply, reportedUsage } from './endpoint.ts'
import { asText } from './json-shape.ts'
import { noUsage, type ServedUsage } from './served-call.ts'

/** An MP3 of 128 kbit/s: what audio other than WAV is taken for. */
const usualBytesPerSecond = 16_000
const audioTokensPerSecond = 10
const segmentSeconds = 10

/**
 * `POST /v1/audio/transcriptions`. `verbose_json` (whisper-1) is counted by the second, other formats by the token,
 * as OpenAI does.
 */
export const transcriptionsEndpoint: Endpoint = {
  name: 'transcriptions',
  prepare({ body, audio }, reply, { charactersPerToken }) {
    const seconds = reply.usage?.audioSeconds ?? audioSeconds(audio ?? new Uint8Array())
    const segments = reply.text === undefined ? spokenSegments(seconds) : [segment(0, 0, seconds, reply.text)]
    const text = segments.map((each) => each.text).join(' ')
    const byTheSecond = body['response_format'] === 'verbose_json' || asText(body['model']) === 'whisper-1'
    const usage: ServedUsage = {
      ...noUsage,
      // Charged by the whole second.
      audioSeconds: Math.ceil(seconds),
      ...(!byTheSecond && {
        input: Math.ceil(seconds * audioTokensPerSecond),
        output: countTokens(text, charactersPerToken),
      }),
      ...reply.usage,
    }
    const reported = reportedUsage(reply, byTheSecond ? secondsUsage(usage) : tokenUsage(usage))
    const whole =
      body['response_format'] === 'verbose_json'
        ? { task: 'transcribe', language: 'english', duration: seconds, text, segments, usage: reported }
        : { text, usage: reported }
    return jsonReply(reply, whole, { text, usage, reported })
  },
}

/** Exact for WAV (canonical 44-byte header), by size for all else. */
function audioSeconds(audio: Uint8Array): number {
  const bytes = Buffer.from(audio)
  const isWav = bytes.length > 44 && bytes.toString('latin1', 0, 4) === 'RIFF'
  return isWav ? (bytes.length - 44) / bytes.readUInt32LE(28) : bytes.length / usualBytesPerSecond
}

function secondsUsage({ audioSeconds: seconds }: ServedUsage): object {
  return { type: 'duration', seconds }
}

function tokenUsage({ input, output }: ServedUsage): object {
  return {
    type: 'tokens',
    input_tokens: input,
    input_token_details: { text_tokens: 0, audio_tokens: input },
    output_tokens: output,
    total_tokens: input + output,
  }
}

function spokenSegments(seconds: number) {
  const count = Math.max(1, Math.ceil(seconds / segmentSeconds))
  return Array.from({ length: count }, (_, index) => {
    const end = Math.min(seconds, (index + 1) * segmentSeconds)
    return segment(index, index * segmentSeconds, end, `This is spoken sentence number ${index + 1}.`)
  })
}

function segment(id: number, start: number, end: number, text: string) {
  const scores = { temperature: 0, avg_logprob: -0.2, compression_ratio: 1.2, no_speech_prob: 0.01 }
  return { id, seek: 0, start, end, text, tokens: [], ...scores }
}
