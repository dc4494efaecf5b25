import { afterAll, expect, it } from 'vitest'
import { analystIn } from '../../src/analyst/analyst-in-workers.ts'
import { embedderIn } from '../../src/analyst/embedder-in-workers.ts'
import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import { createLocalEmbedder } from '../../src/analyst/local-embedder.ts'
import { openWorkers } from '../../src/workers/open-workers.ts'
import type { Workers } from '../../src/workers/workers.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'

const workers = openWorkers({ timers: new HandDrivenTimers(), size: 1 })
afterAll(() => workers.close())

const extent = { maxKeyPoints: 3, maxClaims: 3, maxSummarySentences: 2 }
const text =
  'The harbour of Hollowmere froze over in January. Forty ships lay in the ice until the end of March.'

it('the analyst in a process of its own says what the analyst says', async () => {
  expect(await analystIn(workers).analyse(text, extent, { title: 'Ice' })).toEqual(
    createExtractiveAnalyst().analyse(text, extent, { title: 'Ice' }),
  )
})

it('the embedder in a process of its own gives the same vectors, over several batches', async () => {
  const texts = Array.from({ length: 17 }, (_, index) => `Ship number ${index} lay in the ice.`)
  const there = await embedderIn(workers).embed(texts)
  const here = await createLocalEmbedder().embed(texts)
  expect(there.length).toBe(17)
  expect(there.every((vector) => vector instanceof Float32Array)).toBe(true)
  expect(there[16]?.[0]).toBeCloseTo(here[16]?.[0] ?? Number.NaN, 5)
})

it.each([
  [2_000, 2_000],
  [2_001, 2_000],
])('of %i texts %i are embedded, the others are alike to nothing', async (count, embedded) => {
  const ones: Workers = {
    ...inPlace,
    run: async (_, input) => (input as unknown as string[]).map(() => new Float32Array(512).fill(1)) as never,
  }
  const vectors = await embedderIn(ones).embed(Array.from({ length: count }, () => 'text'))
  expect(vectors.length).toBe(count)
  expect(vectors.filter(([first]) => first === 1).length).toBe(embedded)
  expect(vectors.every(({ length }) => length === 512)).toBe(true)
})

it.each([analystIn, embedderIn])('%o stops when it is told to', async (make) => {
  const signal = AbortSignal.abort(new Error('member left'))
  const worker = make(workers)
  const work = 'analyse' in worker ? worker.analyse(text, extent, { signal }) : worker.embed([text], signal)
  await expect(work).rejects.toThrow('member left')
})
