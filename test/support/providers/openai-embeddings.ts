import { createHash } from 'node:crypto'
import { countTokens } from './answer.ts'
import { type Endpoint, jsonReply, reportedUsage } from './endpoint.ts'
import { asNumber, asText } from './json-shape.ts'
import { noUsage } from './served-call.ts'

const usualDimensions = 16

/** `POST /v1/embeddings`: equal texts get equal unit vectors, other texts others. */
export const embeddingsEndpoint: Endpoint = {
  name: 'embeddings',
  prepare({ body }, reply, { charactersPerToken, vectorOf }) {
    const texts = [body['input']].flat().map(asText)
    const dimensions = asNumber(body['dimensions']) ?? usualDimensions
    const counted = texts.reduce((sum, text) => sum + countTokens(text, charactersPerToken), 0)
    const usage = { ...noUsage, input: counted, ...reply.usage }
    const reported = reportedUsage(reply, { prompt_tokens: usage.input, total_tokens: usage.input })
    const data = texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf?.(text) ?? unitVector(text, dimensions),
    }))
    const whole = { object: 'list', data, model: asText(body['model']), usage: reported }
    return jsonReply(reply, whole, { text: '', usage, reported })
  },
}

function unitVector(text: string, dimensions: number): readonly number[] {
  const bytes = createHash('shake256', { outputLength: dimensions }).update(text).digest()
  const raw = [...bytes].map((byte) => byte - 127.5)
  const length = Math.hypot(...raw)
  return raw.map((value) => value / length)
}
