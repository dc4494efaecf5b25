import { createOpenAI } from '@ai-sdk/openai'
import { embedMany, generateText, type LanguageModelUsage, Output, streamText, transcribe } from 'ai'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { startOpenAiServer } from '../support/providers/openai-server.ts'
import { answer } from '../support/providers/reply.ts'
import { startModel, type Wire, wires } from '../support/providers/sdk-models.ts'
import type { ServedCall } from '../support/providers/served-call.ts'

const source = 'The river rose by two metres in a night. Nobody had seen the like before.'
const prompt = `Summarise this text.\n<source>\n${source}\n</source>`

const analysis = z.object({
  title: z.string(),
  tone: z.enum(['positive', 'neutral']),
  language: z.string(),
  published: z.iso.date().nullable(),
  points: z.array(z.object({ text: z.string(), quote: z.string(), confidence: z.number().max(1) })).max(3),
})

async function modelOf(wire: Wire) {
  const served = await startModel(wire)
  onTestFinished(() => served.server.close())
  return served
}

async function openAi() {
  const server = await startOpenAiServer()
  onTestFinished(() => server.close())
  return { server, openai: createOpenAI({ baseURL: server.url, apiKey: 'test-key' }) }
}

/** The totals of a usage as the SDK gives them to its callers. */
function told(usage: LanguageModelUsage) {
  return {
    input: usage.inputTokens,
    cached: usage.inputTokenDetails.cacheReadTokens,
    output: usage.outputTokens,
  }
}

function counted(call: ServedCall | undefined) {
  return { input: call?.usage.input, cached: call?.usage.cached, output: call?.usage.output }
}

describe.each(wires)('a language model over %s', (wire) => {
  it('reports the usage that stands in the log of its provider', async () => {
    const { model, server } = await modelOf(wire)

    const { text, usage } = await generateText({ model, prompt, maxRetries: 0 })

    const [call] = server.served
    expect(server.served).toHaveLength(1)
    expect(call).toMatchObject({ model: model.modelId, status: 200, billed: true, completed: true, text })
    expect(call?.usage).toMatchObject({
      input: Math.ceil(prompt.length / 4),
      output: Math.ceil(text.length / 4),
    })
    expect(told(usage)).toEqual(counted(call))
  })

  it('reports the usage of a stream at its end', async () => {
    const { model, server } = await modelOf(wire)

    const stream = streamText({ model, prompt, maxRetries: 0 })
    const pieces = await Array.fromAsync(stream.textStream)

    const [call] = server.served
    expect(pieces.length).toBeGreaterThan(2)
    expect(call).toMatchObject({ completed: true, text: pieces.join('') })
    expect(told(await stream.usage)).toEqual(counted(call))
  })

  it('answers a request for structured output with a valid object and verbatim quotes', async () => {
    const { model, server } = await modelOf(wire)

    const { output } = await generateText({ model, prompt, output: Output.object({ schema: analysis }) })

    expect(output.points.map(({ quote }) => quote)).toEqual([
      'The river rose by two metres in a night.',
      'Nobody had seen the like before.',
    ])
    expect(output).toMatchObject({ language: 'en', tone: 'positive' })
    expect(server.served).toHaveLength(1)
  })

  it('streams structured output', async () => {
    const { model } = await modelOf(wire)

    const stream = streamText({ model, prompt, output: Output.object({ schema: analysis }), maxRetries: 0 })

    expect((await stream.output).points).toHaveLength(2)
  })

  it('counts cached, written and reasoning tokens as it was told to', async () => {
    const { model, server } = await modelOf(wire)
    server.respondWith([answer({ usage: { input: 900, cached: 300, reasoning: 40, output: 65 } })])

    const { usage } = await generateText({ model, prompt, maxRetries: 0 })

    expect(told(usage)).toEqual({ input: 900, cached: 300, output: 65 })
    expect(usage.inputTokenDetails.noCacheTokens).toBe(600)
    expect(usage.outputTokenDetails.reasoningTokens).toBe(40)
    expect(server.served[0]?.usage).toMatchObject({ input: 900, cached: 300, reasoning: 40, output: 65 })
  })

  it('keeps to the output ceiling and says that it stopped there', async () => {
    const { model, server } = await modelOf(wire)
    server.respondWith(() => answer({ text: 'word '.repeat(200) }))

    const { usage, finishReason } = await generateText({ model, prompt, maxOutputTokens: 20, maxRetries: 0 })

    expect({ output: usage.outputTokens, finishReason }).toEqual({ output: 20, finishReason: 'length' })
    expect(server.served[0]?.usage.output).toBe(20)
  })

  it('passes the content filter on as the reason to stop', async () => {
    const { model, server } = await modelOf(wire)
    server.respondWith([answer({ finish: 'content_filter' })])

    const { finishReason } = await generateText({ model, prompt, maxRetries: 0 })

    expect(finishReason).toBe('content-filter')
  })

  it('keeps the request, with the id the client gave it', async () => {
    const { model, server } = await modelOf(wire)

    await generateText({ model, prompt, maxRetries: 0, headers: { 'x-client-request-id': 'attempt-7' } })

    expect(server.requests).toMatchObject([{ clientRequestId: 'attempt-7' }])
    expect(server.served).toMatchObject([{ clientRequestId: 'attempt-7' }])
  })
})

it('answers by a rule that sees the request and how many came before it', async () => {
  const { model, server } = await modelOf('openai-chat')
  server.respondWith(({ body }, index) => answer({ text: `${index} ${body['model']}` }))

  const first = await generateText({ model, prompt })
  const second = await generateText({ model, prompt })

  expect([first.text, second.text]).toEqual(['0 gpt-4o-mini', '1 gpt-4o-mini'])
})

it('falls back to its own answer when the queue of replies is used up', async () => {
  const { model, server } = await modelOf('openai-chat')
  server.respondWith([answer({ text: 'planned' })])

  const first = await generateText({ model, prompt })
  const second = await generateText({ model, prompt })

  expect(first.text).toBe('planned')
  expect(second.text).toContain('The river rose by two metres in a night.')
})

it('tells no usage in a stream that did not ask for it', async () => {
  const { server } = await openAi()
  const body = { model: 'm', stream: true, messages: [{ role: 'user', content: prompt }] }

  const response = await fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(body),
  })

  expect(await response.text()).not.toContain('"usage"')
  expect(server.served).toMatchObject([{ completed: true, billed: true }])
  expect(server.served[0]?.reported).toBeUndefined()
})

describe('embeddings', () => {
  it('are counted by all their texts and are the same for the same text', async () => {
    const { openai, server } = await openAi()
    const values = ['a river', 'a night', 'a river']

    const { embeddings, usage } = await embedMany({
      model: openai.embedding('text-embedding-3-small'),
      values,
    })

    expect(usage.tokens).toBe(6)
    expect(server.served).toMatchObject([{ endpoint: 'embeddings', usage: { input: 6, output: 0 } }])
    expect(embeddings[0]).toEqual(embeddings[2])
    expect(embeddings[0]).not.toEqual(embeddings[1])
  })
})

describe('transcriptions', () => {
  it('of whisper are counted by the second of a WAV file', async () => {
    const { openai, server } = await openAi()

    const result = await transcribe({ model: openai.transcription('whisper-1'), audio: wavOf(25) })

    expect(result.durationInSeconds).toBe(25)
    expect(result.segments.map(({ endSecond }) => endSecond)).toEqual([10, 20, 25])
    expect(server.served).toMatchObject([
      {
        usage: { audioSeconds: 25, input: 0 },
        reported: { type: 'duration', seconds: 25 },
        text: result.text,
      },
    ])
  })

  it('of token-priced models are counted by the token', async () => {
    const { openai, server } = await openAi()

    const { responses } = await transcribe({
      model: openai.transcription('gpt-4o-transcribe'),
      audio: wavOf(5),
    })

    const { reported, usage } = server.served[0] ?? {}
    expect(reported).toMatchObject({ type: 'tokens', input_tokens: 50, output_tokens: usage?.output })
    expect(responses).toMatchObject([{ body: { usage: reported } }])
  })
})

/** Silence in 8-bit mono at 8 kHz. */
function wavOf(seconds: number): Uint8Array {
  const bytesPerSecond = 8_000
  const wav = Buffer.alloc(44 + seconds * bytesPerSecond, 128)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(bytesPerSecond, 28)
  return wav
}
