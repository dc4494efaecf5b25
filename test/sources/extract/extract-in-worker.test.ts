import { describe, expect, it } from 'vitest'
import { article } from '../../../src/sources/extract/article.ts'
import { extractInWorker } from '../../../src/sources/extract/extract-in-worker.ts'
import { pdf } from '../../../src/sources/extract/pdf.ts'
import { plainText } from '../../../src/sources/extract/plain-text.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

const limits = { extractionTimeMs: 30_000, extractionMemoryMegabytes: 512 }
const timers = new HandDrivenTimers()
const location = 'given'
const document = (text: string) => ({ location, bytes: new TextEncoder().encode(text) })

describe('extractInWorker', () => {
  it('returns what the extractor returns', async () => {
    expect(await extractInWorker(plainText, document('Hello'), { limits, timers })).toEqual({
      location,
      type: 'text',
      text: 'Hello',
    })
  })

  it('takes small buffers that share their memory', async () => {
    const bytes = Buffer.from('Hello')
    expect(bytes.buffer.byteLength).toBeGreaterThan(bytes.byteLength)
    expect(await extractInWorker(plainText, { location, bytes }, { limits, timers })).toMatchObject({
      text: 'Hello',
    })
    expect(bytes.toString()).toBe('Hello')
  })

  it('throws the error of the extractor with all its fields', async () => {
    await expect(extractInWorker(pdf, document('no PDF'), { limits, timers })).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'damaged',
      location,
      problem: { values: { format: 'PDF' } },
      message: 'given: damaged',
    })
  })

  it('ends an extraction that takes too long, while the thread that asked stays free', async () => {
    const slow = new HandDrivenTimers()
    const nested = document(`<html><body>${'<div>'.repeat(100_000)}x`)
    const extraction = extractInWorker(article, nested, { limits, timers: slow })
    let hasEnded = false
    extraction.catch(() => {
      hasEnded = true
    })

    await slow.pass(limits.extractionTimeMs - 1)
    expect(hasEnded).toBe(false)
    await slow.pass(1)

    await expect(extraction).rejects.toMatchObject({ name: 'SourceError', reason: 'too_complex', location })
  })

  it('ends an extraction that takes too much memory', async () => {
    const tokens = document(`<html><body>${'<'.repeat(1_000_000)}`)
    const extraction = extractInWorker(article, tokens, {
      limits: { ...limits, extractionMemoryMegabytes: 64 },
      timers,
    })
    await expect(extraction).rejects.toMatchObject({ name: 'SourceError', reason: 'too_complex', location })
  })

  it('ends when the caller aborts, with the reason of the caller', async () => {
    const controller = new AbortController()
    const extraction = extractInWorker(article, document(`<html><body>${'<div>'.repeat(100_000)}x`), {
      limits,
      timers,
      signal: controller.signal,
    })
    controller.abort(new Error('changed my mind'))
    await expect(extraction).rejects.toThrow('changed my mind')
  })
})
