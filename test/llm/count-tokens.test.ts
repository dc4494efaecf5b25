import { expect, it } from 'vitest'
import { countIn, countInPlace } from '../../src/llm/count-tokens.ts'
import { estimateMessageTokens, estimateTokens } from '../../src/pricing/token-estimate.ts'
import { WorkFailedError } from '../../src/workers/work-failed-error.ts'
import type { Workers } from '../../src/workers/workers.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { small } from './open-boundary.ts'

const texts = ['The harbour froze over.', 'Гавань замёрзла.']
const failing = (error: Error): Workers => ({ ...inPlace, run: () => Promise.reject(error) })

it.each([countInPlace, countIn(inPlace)])(
  'messages are counted with what a chat adds, other texts without',
  async (count) => {
    expect(await count({ texts, model: small, as: 'chat' })).toBe(estimateMessageTokens(texts, small))
    expect(await count({ texts, model: small, as: 'texts' })).toBe(
      estimateTokens(texts[0] ?? '', small) + estimateTokens(texts[1] ?? '', small),
    )
  },
)

it('where the count comes to no end, there are as many tokens as bytes and what a chat adds', async () => {
  const count = countIn(failing(new WorkFailedError('out_of_memory')))
  const bytes = Buffer.byteLength(texts.join(''))
  expect(await count({ texts, model: small, as: 'chat' })).toBe(bytes + 2 + 2 * 8 + 32)
})

it('other failures are not hidden', async () => {
  const count = countIn(failing(new TypeError('no such work')))
  await expect(count({ texts, model: small, as: 'chat' })).rejects.toThrow('no such work')
})
