import { afterAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../../src/sources/extract/read-document.ts'
import { defaultReadLimits } from '../../../src/sources/read-limits.ts'
import { openWorkers } from '../../../src/workers/open-workers.ts'
import { WorkFailedError } from '../../../src/workers/work-failed-error.ts'
import type { Workers } from '../../../src/workers/workers.ts'
import { silence } from '../../llm/silence.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'
import { inPlace } from '../../support/workers/in-place.ts'

const workers = openWorkers({ timers: new HandDrivenTimers(), size: 1 })
afterAll(() => workers.close())

const limits = defaultReadLimits
const location = 'given'
const document = (text: string) => ({ location, bytes: new TextEncoder().encode(text) })
const manyTags = `<html><body>${'<div>'.repeat(100_000)}x`

describe('readDocument', () => {
  it('returns what the extractor returns', async () => {
    expect(await readDocument(document('Hello'), { limits, workers })).toEqual({
      location,
      type: 'text',
      text: 'Hello',
    })
  })

  it('throws the error of the extractor with all its fields', async () => {
    await expect(readDocument(document('%PDF- but no more'), { limits, workers })).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'damaged',
      location,
      problem: { values: { format: 'PDF' } },
      message: 'given: damaged',
    })
  })

  it('ends what takes too much processor time', async () => {
    const strict = { ...limits, extractionCpuTimeMs: 100 }
    await expect(readDocument(document(manyTags), { limits: strict, workers })).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'too_complex',
      detail: 'out_of_time',
      location,
    })
  })

  it('ends what takes too much memory', async () => {
    const strict = { ...limits, extractionMemoryMegabytes: 20 }
    await expect(readDocument(document(manyTags), { limits: strict, workers })).rejects.toMatchObject({
      reason: 'too_complex',
      detail: 'out_of_memory',
    })
  })

  it('ends when the caller aborts, with the reason of the caller', async () => {
    const controller = new AbortController()
    const reading = readDocument(document(manyTags), { limits, workers, signal: controller.signal })
    controller.abort(new Error('changed my mind'))
    await expect(reading).rejects.toThrow('changed my mind')
  })

  it.each([
    ['as long as it may be', 'a'.repeat(100), 'read'],
    ['longer by a character', 'a'.repeat(101), 'too_long'],
  ])('takes a text %s', async (_, text, outcome) => {
    const strict = { ...limits, textCharacters: 100 }
    const reading = readDocument(document(text), { limits: strict, workers: inPlace })
    const told = await reading.then(
      () => 'read',
      (error) => error.reason,
    )
    expect(told).toBe(outcome)
  })

  it('hands the bytes of a recording on, and has only its beginning looked at', async () => {
    const bytes = new Uint8Array(3_000_000)
    bytes.set(silence(1))
    const given: number[] = []
    const counting: Workers = {
      ...inPlace,
      run: (job, input, signal) => {
        given.push((input as { document: { bytes: Uint8Array } }).document.bytes.byteLength)
        return inPlace.run(job, input, signal)
      },
    }
    const recording = { location: 'talk.wav', mediaType: 'audio/wav', bytes }
    const source = await readDocument(recording, { limits, workers: counting })
    expect(source).toMatchObject({ type: 'audio', media: { mediaType: 'audio/wav' } })
    expect(source.media?.bytes).toBe(bytes)
    expect(given).toEqual([1024 ** 2])
  })

  it('tells a crash of the process as what it is for the reader, and keeps its last words for the log', async () => {
    const crashing: Workers = {
      ...inPlace,
      run: () => Promise.reject(new WorkFailedError('crashed', 'Segmentation fault')),
    }
    const reading = readDocument(document('x'), { limits, workers: crashing })
    await expect(reading).rejects.toMatchObject({ reason: 'too_complex', detail: 'crashed' })
    await expect(reading).rejects.toHaveProperty('cause.message', 'crashed: Segmentation fault')
  })
})
