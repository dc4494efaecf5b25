import type { ReceivedRequest } from '../providers/received-request.ts'
import { answer, type Reply } from '../providers/reply.ts'
import { sourceSentences } from '../providers/source-sentences.ts'

const names = ['Hollowmere', 'Tarnholt'].map((name) => ({ name, kind: 'place' }))

/** What a reader of an article would find in it, and one point that the article does not make. Undefined for other questions. */
export function analysisOf({ body }: ReceivedRequest): Reply | undefined {
  if (!JSON.stringify(body['response_format'] ?? '').includes('key_points')) return undefined
  const prompt = JSON.stringify(body['messages']).replaceAll('\\n', '\n')
  const sentences = sourceSentences(prompt)
  const points = sentences.map((sentence) => ({ text: sentence, quote: sentence }))
  const invented = { text: 'A mayor has resigned.', quote: 'The mayor resigned at once.' }
  return answer({
    usage: { reasoning: 250 },
    text: JSON.stringify({
      title: sentences[0]?.slice(0, 60),
      summary: sentences.slice(0, 2).join(' '),
      key_points: [...points, invented],
      entities: names,
      topics: ['shipping', 'winter'],
      tone: 'neutral',
      claims: points.slice(0, 3),
    }),
  })
}
