import { describe, expect, it } from 'vitest'
import { createLocalEmbedder } from '../../src/analyst/local-embedder.ts'

const errorListenerCount = () =>
  process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection')
const listenersAtStart = errorListenerCount()
const embedder = createLocalEmbedder()
const dot = (first: Float32Array | undefined, second: Float32Array | undefined) =>
  Array.from(first ?? []).reduce((sum, value, index) => sum + value * (second?.[index] ?? Number.NaN), 0)

describe('createLocalEmbedder', () => {
  it('puts texts of like meaning near each other', async () => {
    const [ferry, boat, tax] = await embedder.embed([
      'The ferry takes passengers across the strait.',
      'A boat carries people over the water.',
      'Income tax is due in April.',
    ])
    expect(dot(ferry, boat)).toBeGreaterThan(dot(ferry, tax) + 0.1)
  })

  it('gives a vector of length one for each text in order, over several batches', async () => {
    const texts = Array.from({ length: 35 }, (_, index) => `Sentence number ${index} about harbours.`)
    const vectors = await embedder.embed(texts)
    expect(vectors.map(({ length }) => length)).toEqual(texts.map(() => embedder.dimensions))
    expect(vectors.filter((vector) => Math.abs(dot(vector, vector) - 1) > 1e-5)).toEqual([])
    const [last] = await embedder.embed(texts.slice(-1))
    expect(dot(last, vectors.at(-1))).toBeCloseTo(1, 4)
  })

  it.each(['', ' ', '\ud83d', '日本語', 'a'.repeat(100_000)])(
    'has a vector even for odd texts (%#)',
    async (text) => {
      const [vector] = await embedder.embed([text])
      expect(dot(vector, vector)).toBeCloseTo(1, 4)
    },
  )

  it('leaves no listener for uncaught errors behind in the process', async () => {
    await embedder.embed(['A first sentence.'])
    expect(errorListenerCount()).toBe(listenersAtStart)
  })

  it('stops when the signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('member left'))
    await expect(embedder.embed(['text'], signal)).rejects.toThrow('member left')
  })

  it('needs nothing for no texts', async () => {
    expect(await embedder.embed([])).toEqual([])
  })
})
