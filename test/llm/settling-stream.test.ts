import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import type { CallReport } from '../../src/llm/booked-call.ts'
import type { OpenCall } from '../../src/llm/meter.ts'
import { settlingStream } from '../../src/llm/settling-stream.ts'

const usage = {
  inputTokens: { total: 9, noCache: 9, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 3, text: 3, reasoning: 0 },
}
const parts: readonly LanguageModelV4StreamPart[] = [
  { type: 'reasoning-delta', id: '1', delta: 'Hm. ' },
  { type: 'text-delta', id: '2', delta: 'The river ' },
  { type: 'tool-input-delta', id: '3', delta: '{}' },
  { type: 'response-metadata', id: '4' },
]
const finish: LanguageModelV4StreamPart = {
  type: 'finish',
  usage,
  finishReason: { unified: 'stop', raw: 'stop' },
}

/** A stream over a call that remembers how it was booked. */
function open(signal = new AbortController().signal, fails?: Error) {
  const reports: CallReport[] = []
  const call = {
    settle: async (report: CallReport) => {
      reports.push(report)
      if (fails) throw fails
    },
  } as unknown as OpenCall
  const { readable, writable } = settlingStream(call, signal)
  return { reports, reader: readable.getReader(), writer: writable.getWriter() }
}

/** Writes the parts and gives what has come out. */
async function pass(
  { reader, writer }: ReturnType<typeof open>,
  written: readonly LanguageModelV4StreamPart[],
) {
  const read: LanguageModelV4StreamPart[] = []
  for (const part of written) {
    const [{ value }] = await Promise.all([reader.read(), writer.write(part)])
    if (value) read.push(value)
  }
  return read
}

describe('a stream that is booked', () => {
  it('passes every part on, and is booked at its end with the usage it told', async () => {
    const stream = open()
    const more: LanguageModelV4StreamPart = { type: 'raw', rawValue: 'ping' }
    expect(await pass(stream, [...parts, finish, more])).toEqual([...parts, finish, more])
    expect(stream.reports).toEqual([])
    await Promise.all([stream.writer.close(), stream.reader.read()])
    expect(stream.reports).toEqual([{ usage, outputText: 'Hm. The river {}', isCut: false }])
  })

  it('that ends without a word of its usage is booked as cut, with what had arrived', async () => {
    const stream = open()
    await pass(stream, parts)
    await Promise.all([stream.writer.close(), stream.reader.read()])
    expect(stream.reports).toEqual([{ usage: {}, outputText: 'Hm. The river {}', isCut: true }])
  })

  it('is booked once when it is aborted, and then closed', async () => {
    const abort = new AbortController()
    const stream = open(abort.signal)
    await pass(stream, parts)
    abort.abort()
    expect(stream.reports).toEqual([{ usage: {}, outputText: 'Hm. The river {}', isCut: true }])
    await Promise.all([stream.writer.close(), stream.reader.read()])
    expect(stream.reports).toHaveLength(1)
  })

  it('is booked once when its reader gives up, and then aborts', async () => {
    const abort = new AbortController()
    const stream = open(abort.signal)
    await pass(stream, parts)
    await stream.reader.cancel()
    abort.abort()
    expect(stream.reports).toHaveLength(1)
  })

  it('fails with the error of its booking', async () => {
    const broken = new Error('The disk is full.')
    const stream = open(undefined, broken)
    await pass(stream, [finish])
    const closed = Promise.allSettled([stream.writer.close(), stream.reader.read()])
    expect(await closed).toMatchObject([{ reason: broken }, { reason: broken }])
  })

  it('does not fail where it is aborted, though its booking does', async () => {
    const abort = new AbortController()
    const stream = open(abort.signal, new Error('The disk is full.'))
    await pass(stream, parts)
    abort.abort()
    await expect(stream.writer.close()).rejects.toThrow('The disk is full.')
    expect(stream.reports).toHaveLength(1)
  })
})
