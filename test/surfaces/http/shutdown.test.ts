import { expect, it, onTestFinished } from 'vitest'
import { readEvents } from '../../support/http/event-reader.ts'
import { startLocalHttp } from '../../support/http/local-http.ts'
import { connectRaw, requestHead } from '../../support/http/raw-connection.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'

const ask = JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Deep?' }] })

async function startWithCallUnderWay() {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  const http = await startLocalHttp({
    settings: { OPENAI_API_KEY: 'sk-operator', OPENAI_BASE_URL: provider.url },
  })
  const client = await connectRaw(http)
  const head = requestHead('POST /v1/chat/completions', {
    authorization: `Bearer ${await http.keyFor('app_shop')}`,
    'content-length': ask.length,
    expect: '100-continue',
  })
  client.write(head)
  await client.came('100 Continue')
  return { http, client }
}

it('tells whoever comes while it shuts down to come again, in their form, and ends what is under way', async () => {
  const { http, client } = await startWithCallUnderWay()
  const stream = await readEvents(http, '/api/events')
  const stopped = http.server.stop(60_000)
  await stream.ended

  const refused = [
    await http.get('/healthz'),
    await http.get('/'),
    await http.post('/api/events', '{'),
    await http.post('/v1/chat/completions', ask),
    await http.post('/v1/messages', ask),
  ]
  for (const { status, headers } of refused) expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  const [health, , , chat, messages] = await Promise.all(refused.map((response) => response.json()))
  expect(health).toMatchObject({ status: 503, code: 'stopping' })
  expect(chat).toMatchObject({ error: { type: 'server_error', code: 'stopping' } })
  expect(messages).toMatchObject({ type: 'error', error: { type: 'overloaded_error' } })

  client.write(ask)
  await stopped
  expect(await client.closed).toContain('HTTP/1.1 200 OK')
  await expect(http.get('/healthz')).rejects.toThrow()
  const { ledger, now } = http.autointel
  expect(await ledger.summary({ fromMs: 0, toMs: now() + 60_000 }, { tenant: 'app_shop' })).toMatchObject({
    calls: 1,
  })
})

it('goes on telling that until all else has come to its end', async () => {
  const http = await startLocalHttp()
  const rest = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const stopped = http.server.stop(60_000, () => {
    begun.resolve()
    return rest.promise
  })
  await begun.promise
  expect((await http.get('/readyz')).status).toBe(503)
  rest.resolve()
  await stopped
  await expect(http.get('/readyz')).rejects.toThrow()
})

it('cuts off what is still under way when its time is over', async () => {
  const { http, client } = await startWithCallUnderWay()
  await http.server.stop(0)
  expect(await client.closed).not.toContain('HTTP/1.1 200')
})
