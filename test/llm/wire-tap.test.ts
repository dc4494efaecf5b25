import { describe, expect, it } from 'vitest'
import { callIdHeader, WireTap } from '../../src/llm/wire-tap.ts'

const usage = '"usage":{"prompt_tokens":3,"completion_tokens":4}'

/** A tap over replies that are made up; the call `hold_1` is expected. */
function tapOver(reply: () => Response) {
  const tap = new WireTap(async () => reply())
  tap.expect('hold_1')
  const send = (callId = 'hold_1') =>
    tap.fetch('http://provider.example/', { headers: { [callIdHeader]: callId } })
  return { tap, send }
}

function json(body: string, init: ResponseInit = {}): Response {
  return new Response(body, { headers: { 'content-type': 'application/json' }, ...init })
}

/** A body that breaks after some text. */
function broken(text: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => controller.error(new Error('cut')),
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

describe('a tap of the wire', () => {
  it.each([10, 64 * 1024 - 1, 64 * 1024 + 1, 1_000_000])(
    'hands a body of %i characters on as it is',
    async (length) => {
      const body = `{"choices":[{"text":"${'ä'.repeat(length / 2)}"}],${usage}}`
      const { tap, send } = tapOver(() => json(body, { headers: { 'x-own': '1' } }))

      const response = await send()

      expect([response.status, response.headers.get('x-own')]).toEqual([200, '1'])
      expect(await response.text()).toBe(body)
      expect(tap.replyTo('hold_1')).toMatchObject({
        status: 200,
        headers: { 'x-own': '1' },
        isComplete: true,
        told: { figures: { prompt: 3, output: 4 } },
      })
    },
  )

  it.each([
    ['an address that is none', 'http://a b/', {}],
    ['an address with a password', 'http://a:b@provider.example/', {}],
    ['a header that cannot be sent', 'http://provider.example/', { authorization: 'Bearer a\nb' }],
    ['a header of other letters', 'http://provider.example/', { authorization: 'Bearer ключ' }],
  ])('hands nothing on to %s, so that nothing can have left', async (_what, address, headers) => {
    let handedOn = 0
    const tap = new WireTap(async () => {
      handedOn += 1
      return json('{}')
    })
    tap.expect('hold_1')

    await expect(tap.fetch(address, { headers: { ...headers, [callIdHeader]: 'hold_1' } })).rejects.toThrow(
      TypeError,
    )

    expect([handedOn, tap.canHaveLeft('hold_1')]).toEqual([0, false])
    await tap.fetch('http://provider.example/', { headers: { [callIdHeader]: 'hold_1' } })
    expect([handedOn, tap.canHaveLeft('hold_1')]).toEqual([1, true])
    tap.forget('hold_1')
    expect(tap.canHaveLeft('hold_1')).toBe(true)
  })

  it('hands a call on when it may leave, and not when it may not any more', async () => {
    let handedOn = 0
    const tap = new WireTap(async () => {
      handedOn += 1
      return json('{}')
    })
    const send = (id: string) => tap.fetch('http://provider.example/', { headers: { [callIdHeader]: id } })
    tap.expect('hold_1', { leaving: async () => undefined })
    tap.expect('hold_2', { leaving: () => Promise.reject(new RangeError('lost')) })

    await expect(send('hold_2')).rejects.toThrow(RangeError)
    expect([handedOn, tap.canHaveLeft('hold_2')]).toEqual([0, false])
    await send('hold_1')
    expect([handedOn, tap.canHaveLeft('hold_1')]).toEqual([1, true])
  })

  it('hands nothing on that was called off before, so that nothing can have left', async () => {
    let handedOn = 0
    const tap = new WireTap(async () => {
      handedOn += 1
      return json('{}')
    })
    tap.expect('hold_1')
    const signal = AbortSignal.abort(new RangeError('called off'))
    const headers = { [callIdHeader]: 'hold_1' }

    await expect(tap.fetch('http://provider.example/', { headers, signal })).rejects.toThrow(RangeError)

    expect([handedOn, tap.canHaveLeft('hold_1')]).toEqual([0, false])
  })

  it('cannot tell what has not left once a request has named no call', async () => {
    const { tap } = tapOver(() => json('{}'))
    tap.expect('hold_2')
    expect(tap.canHaveLeft('hold_2')).toBe(false)

    await tap.fetch('http://provider.example/')

    expect(tap.canHaveLeft('hold_2')).toBe(true)
  })

  it('knows nothing of a call before its reply, after it is forgotten, or that nobody expects', async () => {
    const { tap, send } = tapOver(() => json(`{${usage}}`))

    expect(tap.replyTo('hold_1')).toBeUndefined()
    await (await send()).text()
    await (await send('hold_2')).text()

    expect(tap.replyTo('hold_1')).toBeDefined()
    expect(tap.replyTo('hold_2')).toBeUndefined()
    tap.forget('hold_1')
    expect(tap.replyTo('hold_1')).toBeUndefined()
    await (await send()).text()
    expect(tap.replyTo('hold_1')).toBeUndefined()
  })

  it('lets a body that breaks break for its reader, and says that it is not whole', async () => {
    const { tap, send } = tapOver(() => broken(`{"choices":[],${usage}`))

    const response = await send()

    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('cut')
    expect(tap.replyTo('hold_1')).toMatchObject({ isComplete: false, told: undefined })
  })

  it.each([
    ['{"error":{"code":502}}', 502],
    ['{"error":{"code":"502","message":"Late."}}', 502],
    ['{"error":{"type":"rate_limit_error"}}', 429],
    ['{"error":{"type":"invalid_request_error"}}', 400],
    ['{"error":{"type":"overloaded_error"}}', 503],
    ['{"error":"something"}', 502],
    ['{"object":"error","message":"No.","code":404}', 404],
    ['[{"error":{"code":503,"status":"UNAVAILABLE"}}]', 503],
    ['{"error":null,"choices":[{"text":"Hello!"}]}', 200],
    ['{"error":{"code":502},"choices":[{"text":"Hello!"}]}', 200],
    ['{"choices":[]}', 200],
    ['no JSON', 200],
  ])('gives the error in a success the status that it names: %s', async (body, status) => {
    const { send } = tapOver(() => json(body))

    const response = await send()

    expect([response.status, await response.text()]).toEqual([status, body])
  })

  it.each([
    ['without a body', () => new Response(null, { status: 204 }), 204],
    ['with an error of its own', () => json('{"error":{"code":404}}', { status: 500 }), 500],
  ])('leaves a reply %s as it is', async (_, reply, status) => {
    const { tap, send } = tapOver(reply)

    const response = await send()
    await response.text()

    expect(response.status).toBe(status)
    expect(tap.replyTo('hold_1')).toMatchObject({ status, isComplete: true })
  })

  it.each([
    ['data: {"error":{"code":502,"message":"Upstream."}}', 502],
    [': PROCESSING\n\ndata: {"error":{"code":429}}', 429],
    ['data: {"type":"error","error":{"type":"overloaded_error"}}', 503],
    [
      'data: {"type":"response.created","response":{"output":[],"usage":null}}\n\ndata: {"type":"response.failed","response":{"error":{"code":"rate_limit_exceeded"}}}',
      429,
    ],
    ['data: {"choices":[{"delta":{"content":"Hello"}}]}\n\ndata: {"error":{"code":502}}', 200],
  ])(
    'gives a stream that fails before its answer the status that its error names: %s',
    async (events, status) => {
      const { send } = tapOver(
        () => new Response(`${events}\n\n`, { headers: { 'content-type': 'text/event-stream' } }),
      )

      const response = await send()

      expect([response.status, await response.text()]).toEqual([status, `${events}\n\n`])
    },
  )

  it('reads a stream as it passes, and is cut with it', async () => {
    const first = `data: {"message":{"usage":{"input_tokens":7,"output_tokens":1}}}\n\n`
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(first)),
    })
    const { tap, send } = tapOver(
      () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    )

    const reader = (await send()).body?.getReader()
    await reader?.read()

    expect(tap.replyTo('hold_1')).toMatchObject({
      isStreamed: true,
      isComplete: false,
      told: { figures: { input: 7, output: 1 } },
    })
    await reader?.cancel()
    expect(tap.replyTo('hold_1')).toMatchObject({ isComplete: false })
  })
})
