import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { readEvents } from '../../support/http/event-reader.ts'
import { openStreams, spendEvent } from '../../support/http/event-streams.ts'
import { type LocalHttp, startLocalHttp } from '../../support/http/local-http.ts'
import { patientTimers } from '../../support/time/patient-timers.ts'

const token = 'a-long-random-token-of-the-operator'
const authorization = `Bearer ${token}`
let count = 0
const spend = (http: LocalHttp, tenant: string) =>
  http.post('/api/events', spendEvent(`e${count++}`, tenant), { authorization })
const streams = (http: LocalHttp) => openStreams(http, { authorization })

it('tells each reader what is theirs, and where they left off what they missed', async () => {
  const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
  const key = await http.keyFor('app_mine')
  const operators = await Promise.all(
    Array.from({ length: 20 }, () => readEvents(http, '/api/events', { authorization })),
  )
  const client = await readEvents(http, '/api/events', { authorization: `Bearer ${key}` })
  expect(await streams(http)).toBe(21)

  await spend(http, 'app_yours')
  await spend(http, 'app_mine')
  const [first] = await Promise.all(operators.map((reader) => reader.first('booked')))
  expect(first?.data).toMatchObject({ tenant: 'app_yours', cost_usd: 0.25 })
  expect((await client.first('booked')).data).toMatchObject({ tenant: 'app_mine' })

  for (const reader of operators) reader.leave()
  const again = await readEvents(http, '/api/events', { authorization, 'last-event-id': first?.id ?? '' })
  expect((await again.first('booked')).data).toMatchObject({ tenant: 'app_mine' })
  const stranger = await readEvents(http, '/api/events', { authorization, 'last-event-id': 'other-7' })
  await stranger.first('reset')
  await http.logged('a reader of live events has gone', 20)
  expect(await streams(http)).toBe(3)

  await http.server.stop(60_000)
  await Promise.all([again.ended, stranger.ended, client.ended])
})

it('has no more streams of one key at a time than are allowed, and others are not kept from theirs', async () => {
  const http = await startLocalHttp({ settings: { HTTP_TOKEN: token, HTTP_EVENT_STREAMS: '2' } })
  const [first, second] = await Promise.all([http.keyFor('app_mine'), http.keyFor('app_mine')])
  const read = (key: string) => readEvents(http, '/api/events', { authorization: `Bearer ${key}` })
  const readers = [await read(first), await read(first)]

  const tooMany = await http.get('/api/events', { authorization: `Bearer ${first}` })
  expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '10'])
  expect(await tooMany.json()).toMatchObject({ code: 'too_many_streams' })
  await read(second)
  for (let count = 0; count < 3; count += 1) await readEvents(http, '/api/events', { authorization })

  readers[0]?.leave()
  await http.logged('a reader of live events has gone')
  await read(first)
  expect(await streams(http)).toBe(6)
})

it('ends the streams of keys in time, so that one which was taken back reads along no longer', async () => {
  const over = new AbortController()
  const http = await startLocalHttp({
    settings: { HTTP_TOKEN: token },
    timers: { ...patientTimers, after: (ms) => (ms === 300_000 ? over.signal : patientTimers.after(ms)) },
  })
  const headers = { authorization: `Bearer ${await http.keyFor('app_mine')}` }
  const reader = await readEvents(http, '/api/events', headers)
  const [stored] = await http.autointel.clientKeys.list()
  await http.autointel.clientKeys.revoke(stored?.id ?? '', 1)
  over.abort()
  await reader.ended
  expect((await http.get('/api/events', headers)).status).toBe(401)
})

it('lets go of a reader who takes nothing, and of nobody else', async () => {
  const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
  const { hostname, port } = new URL(http.url)
  const slow = connect(Number(port), hostname)
  await once(slow, 'connect')
  slow.write(`GET /api/events HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${authorization}\r\n\r\n`)
  slow.pause()
  const reader = await readEvents(http, '/api/events', { authorization })
  await http.logged('a reader of live events has come', 2)
  for (let posted = 0; posted < 20; posted += 1) await spend(http, 'app_mine')
  await reader.count(21)
  slow.destroy()
  await http.logged('a reader of live events has gone')
  expect(await streams(http)).toBe(1)
})
