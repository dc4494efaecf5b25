import { promptTexts } from './message-text.ts'
import type { ReceivedRequest } from './received-request.ts'
import { type AnswerReply, answer } from './reply.ts'
import { sourceSentences } from './source-sentences.ts'

/**
 * Answers an analysis as a model that does what it is asked: as many key points and claims as are wanted, each a sentence of the source,
 * and in a further pass those that were not found yet. Undefined for other requests.
 */
export function thoroughReading({ body }: ReceivedRequest): AnswerReply | undefined {
  const { userText } = promptTexts(undefined, body['messages'])
  const wanted = /at most (\d+) key points, and at most (\d+) checkable claims/.exec(userText)
  if (!wanted) return undefined
  const [, keyPoints = '0', claims = '0'] = wanted
  const found = userText.split('An earlier reader has found these points:')[1] ?? ''
  const points = sourceSentences(userText)
    .filter((sentence) => !found.includes(sentence))
    .map((sentence) => ({ text: sentence, quote: sentence }))
  return answer({
    text: JSON.stringify({
      title: 'What was read',
      summary: 'It was read in full.',
      key_points: points.slice(0, Number(keyPoints)),
      entities: [],
      topics: [],
      tone: 'neutral',
      claims: points.toReversed().slice(0, Number(claims)),
    }),
  })
}
