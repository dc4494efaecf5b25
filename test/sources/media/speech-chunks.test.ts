import { describe, expect, it } from 'vitest'
import { chunkSeconds, recordedSpan, speechChunks } from '../../../src/sources/media/speech-chunks.ts'

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds })

describe('speech', () => {
  it('keeps its short pauses and a little around it, and loses longer silence', () => {
    const spans = [span(0.1, 2), span(2.8, 4), span(10, 12)]

    const [chunk, ...others] = speechChunks(spans, { seconds: 12, longestSeconds: 60 })

    expect(others).toEqual([])
    expect(chunk?.pieces).toEqual([span(0, 4.3), span(9.7, 12)])
  })

  it('is parted where nobody speaks as far as that goes, and nowhere longer than it may be', () => {
    const spans = [span(0, 8), span(8.6, 15), span(30, 55)]

    const chunks = speechChunks(spans, { seconds: 60, longestSeconds: 10 })

    for (const chunk of chunks) expect(chunkSeconds(chunk)).toBeLessThan(10.001)
    expect(chunks[0]?.pieces[0]?.endSeconds).toBeCloseTo(8.45)
    const all = chunks.reduce((sum, chunk) => sum + chunkSeconds(chunk), 0)
    expect(all).toBeCloseTo(15.3 + 25.6)
  })

  it('of nobody is no chunk', () => {
    expect(speechChunks([], { seconds: 12, longestSeconds: 60 })).toEqual([])
  })
})

it('what is said in a chunk has the times of the recording, also where a recogniser lets it begin in the pause before', () => {
  const chunk = { pieces: [span(10, 20), span(50, 60)] }

  expect(recordedSpan(chunk, span(2, 5))).toEqual(span(12, 15))
  expect(recordedSpan(chunk, span(11, 12))).toEqual(span(51, 52))
  expect(recordedSpan(chunk, span(9.9, 13)).startSeconds).toBeCloseTo(50)
  expect(recordedSpan(chunk, span(0, 1)).startSeconds).toBe(10)
  expect(recordedSpan(chunk, span(19, 99))).toEqual(span(59, 60))
})
