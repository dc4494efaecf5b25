import { APICallError, generateText, NoObjectGeneratedError, Output, RetryError, streamText } from 'ai'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import * as faults from '../support/providers/faults.ts'
import { answer, type Cut, type Plan } from '../support/providers/reply.ts'
import { startModel, type Wire, wires } from '../support/providers/sdk-models.ts'
import { billed } from '../support/providers/served-call.ts'

const prompt = 'Summarise this text: the river rose by two metres in a night.'
const output = Output.object({ schema: z.object({ title: z.string() }) })

async function modelThatMeets(wire: Wire, plan: Plan) {
  const served = await startModel(wire)
  onTestFinished(() => served.server.close())
  served.server.respondWith(plan)
  return served
}

/** What one wire attempt ends in. */
function failureOf(call: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(call).then(
    () => expect.fail('expected the call to fail'),
    (error: unknown) => error,
  )
}

describe.each(wires)('over %s', (wire) => {
  it.each([
    { fault: faults.unauthorized(), statusCode: 401, isRetryable: false },
    { fault: faults.rateLimited(2), statusCode: 429, isRetryable: true },
    { fault: faults.serverError(), statusCode: 500, isRetryable: true },
    { fault: faults.badGateway(), statusCode: 502, isRetryable: true },
    { fault: faults.unavailable(), statusCode: 503, isRetryable: true },
    { fault: faults.overloaded(), statusCode: 529, isRetryable: true },
  ])('status $statusCode is an API error and is not billed', async ({ fault, statusCode, isRetryable }) => {
    const { model, server } = await modelThatMeets(wire, [fault])

    const error = await failureOf(generateText({ model, prompt, maxRetries: 0 }))

    expect(error).toBeInstanceOf(APICallError)
    expect(error).toMatchObject({ statusCode, isRetryable })
    expect(server.served).toMatchObject([{ status: statusCode, completed: true, billed: false }])
  })

  it('a rate limit says when to come back', async () => {
    const { model } = await modelThatMeets(wire, [faults.rateLimited(2)])

    const error = await failureOf(generateText({ model, prompt, maxRetries: 0 }))

    expect(error).toMatchObject({ message: 'Rate limit reached.', responseHeaders: { 'retry-after': '2' } })
  })

  it('a connection cut before the headers shows neither status nor headers, and is billed', async () => {
    const { model, server } = await modelThatMeets(wire, [faults.cutAt('before-headers')])

    const error = await failureOf(generateText({ model, prompt, maxRetries: 0 }))

    expect(error).toBeInstanceOf(APICallError)
    expect(error).toMatchObject({ isRetryable: true, cause: { code: 'UND_ERR_SOCKET' } })
    expect(error).toHaveProperty('statusCode', undefined)
    expect(server.served).toMatchObject([{ completed: false, billed: true }])
    expect(server.served[0]).not.toHaveProperty('status')
  })

  it.each<Cut>(['after-headers', 'mid-body'])('a body cut %s shows status 200 and is billed', async (cut) => {
    const { model, server } = await modelThatMeets(wire, [faults.cutAt(cut)])

    const error = await failureOf(generateText({ model, prompt, maxRetries: 0 }))

    expect(error).toBeInstanceOf(APICallError)
    expect(error).toMatchObject({ statusCode: 200, isRetryable: true, cause: { message: 'terminated' } })
    expect(server.served).toMatchObject([{ status: 200, completed: false, billed: true, text: '' }])
    expect(server.served[0]?.reported).toBeUndefined()
  })

  it('a stream cut after some events is billed for what was sent', async () => {
    const { model, server } = await modelThatMeets(wire, [answer({ cut: { afterChunks: 4 } })])

    const stream = streamText({ model, prompt, maxRetries: 0, onError: () => {} })
    const error = await failureOf(Array.fromAsync(stream.textStream))

    expect(error).toMatchObject({ statusCode: 200, cause: { message: 'terminated' } })
    const [call] = server.served
    expect(call).toMatchObject({ completed: false, billed: true })
    expect(call?.text.length).toBeGreaterThan(0)
    expect(call?.usage.output).toBe(Math.ceil((call?.text.length ?? 0) / 4))
  })

  it('a body that is no JSON is an API error with status 200 that is not retried, and is billed', async () => {
    const { model, server } = await modelThatMeets(wire, [faults.invalidJson()])

    const error = await failureOf(generateText({ model, prompt }))

    expect(error).toMatchObject({ statusCode: 200, isRetryable: false, cause: { name: 'AI_JSONParseError' } })
    expect(server.served).toMatchObject([{ completed: true, billed: true }])
  })

  it.each([
    { title: 'prose', fault: faults.plainText() },
    { title: 'another schema', fault: faults.wrongSchema() },
  ])('$title in place of the object fails with the usage that is billed', async ({ fault }) => {
    const { model, server } = await modelThatMeets(wire, [fault])

    const error = await failureOf(generateText({ model, prompt, output, maxRetries: 0 }))

    expect(error).toBeInstanceOf(NoObjectGeneratedError)
    const [call] = server.served
    expect(call).toMatchObject({ completed: true, billed: true })
    expect(error).toMatchObject({
      usage: { inputTokens: call?.usage.input, outputTokens: call?.usage.output },
    })
  })

  it('each retry is a call of its own in the log', async () => {
    const { model, server } = await modelThatMeets(wire, [faults.rateLimited(0), answer()])

    await generateText({ model, prompt })

    expect(server.served.map(({ status, billed }) => ({ status, billed }))).toEqual([
      { status: 429, billed: false },
      { status: 200, billed: true },
    ])
    expect(billed(server.served)).toEqual([server.served[1]])
  })

  it('a provider that never answers is left, and logs it when the client is gone', async () => {
    const { model, server } = await modelThatMeets(wire, [faults.hang()])

    const client = new AbortController()
    const failure = failureOf(generateText({ model, prompt, abortSignal: client.signal }))
    await server.asked(1)
    client.abort(new DOMException('Too slow.', 'TimeoutError'))

    expect(await failure).toMatchObject({ name: 'TimeoutError' })
    await server.booked(1)
    expect(server.served).toMatchObject([{ completed: false, billed: false }])
  })

  it('a stream that the client aborts is billed as far as it went', async () => {
    const { model, server } = await modelThatMeets(wire, [answer({ silentAfterChunks: 5 })])
    const client = new AbortController()

    const stream = streamText({ model, prompt, abortSignal: client.signal, maxRetries: 0 })
    for await (const _ of stream.textStream) client.abort()

    await server.booked(1)
    expect(server.served).toMatchObject([{ completed: false, billed: true }])
    const [call] = server.served
    expect(call?.usage.output).toBe(Math.ceil((call?.text.length ?? 0) / 4))
  })
})

it('a client that gives up before the answer begins is billed for the answer it did not wait for', async () => {
  const { model, server } = await modelThatMeets('openai-chat', [
    answer({ after: new Promise(() => undefined) }),
  ])
  const client = new AbortController()
  const failure = failureOf(generateText({ model, prompt, abortSignal: client.signal }))
  await server.asked(1)
  client.abort()
  await failure

  await server.booked(1)
  expect(server.served).toMatchObject([{ completed: false, billed: true }])
  expect(server.served[0]?.usage.output).toBeGreaterThan(0)
})

it('retries that are used up end in a retry error that holds each attempt', async () => {
  const plan = () => faults.rateLimited(0)
  const { model, server } = await modelThatMeets('openai-chat', plan)

  const error = await failureOf(generateText({ model, prompt, maxRetries: 1 }))

  expect(error).toBeInstanceOf(RetryError)
  expect(error).toMatchObject({ reason: 'maxRetriesExceeded', lastError: { statusCode: 429 } })
  expect(server.served).toHaveLength(2)
})

describe('usage that is not to be trusted', () => {
  it('is undefined, not zero, where OpenAI tells none', async () => {
    const { model, server } = await modelThatMeets('openai-chat', [answer({ omitUsage: true })])

    const { usage } = await generateText({ model, prompt, maxRetries: 0 })

    expect(usage).toMatchObject({ inputTokens: undefined, outputTokens: undefined })
    expect(server.served[0]?.usage.input).toBeGreaterThan(0)
  })

  it('makes the call fail after it was billed, where Anthropic tells none', async () => {
    const { model, server } = await modelThatMeets('anthropic', [answer({ omitUsage: true })])

    const error = await failureOf(generateText({ model, prompt, maxRetries: 0 }))

    expect(error).toMatchObject({ statusCode: 200, cause: { name: 'AI_TypeValidationError' } })
    expect(billed(server.served)).toHaveLength(1)
  })

  it.each([-5, 1e15, 10.5])('passes through the SDK as it came: %d', async (input) => {
    const { model, server } = await modelThatMeets('openai-chat', [
      answer({ usageFields: { prompt_tokens: input } }),
    ])

    const { usage } = await generateText({ model, prompt, maxRetries: 0 })

    expect(usage.inputTokens).toBe(input)
    expect(server.served[0]?.reported).toMatchObject({ prompt_tokens: input })
    expect(server.served[0]?.usage.input).toBe(Math.ceil(prompt.length / 4))
  })

  it('becomes zero where OpenAI says null, and an error where it says a word', async () => {
    const { model } = await modelThatMeets('openai-chat', [
      answer({ usageFields: { prompt_tokens: null } }),
      answer({ usageFields: { prompt_tokens: 'NaN' } }),
    ])

    const { usage } = await generateText({ model, prompt, maxRetries: 0 })
    const error = await failureOf(generateText({ model, prompt, maxRetries: 0 }))

    expect(usage.inputTokens).toBe(0)
    expect(error).toMatchObject({ statusCode: 200, cause: { name: 'AI_TypeValidationError' } })
  })
})

describe('a cost that the provider names', () => {
  it.each<Wire>(['openai-responses', 'openai-compatible', 'anthropic'])(
    'is in the raw usage of %s',
    async (wire) => {
      const { model } = await modelThatMeets(wire, [faults.withUsageCost(0.00125)])

      const { usage } = await generateText({ model, prompt, maxRetries: 0 })

      expect(usage.raw).toMatchObject({ cost: 0.00125 })
    },
  )

  it('is dropped from the usage of OpenAI chat and left in its body', async () => {
    const { model } = await modelThatMeets('openai-chat', [faults.withUsageCost(0.00125)])

    const { usage, response } = await model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    })

    expect(usage.raw).not.toHaveProperty('cost')
    expect(response?.body).toMatchObject({ usage: { cost: 0.00125 } })
  })

  it('is in the headers behind a proxy', async () => {
    const { model } = await modelThatMeets('openai-compatible', [faults.withCostHeader(0.005)])

    const { response } = await generateText({ model, prompt, maxRetries: 0 })

    expect(response.headers).toMatchObject({ 'x-litellm-response-cost': '0.005' })
  })
})
