import { expect, it, onTestFinished } from 'vitest'
import { anything, type News } from '../../src/fleet/wakes.ts'
import { PostgresWakes } from '../../src/store/postgres/fleet/postgres-wakes.ts'
import { newsIn, ToldChanges } from '../../src/store/postgres/fleet/told-changes.ts'
import { breakableConnection } from '../support/postgres/breakable-connection.ts'
import { connectTo, temporaryDatabase } from '../support/postgres/temporary-database.ts'
import { HurriedTimers } from '../support/time/hurried-timers.ts'

it('tells each change once, in as many notifications as it takes', () => {
  const changes = new ToldChanges()
  const ids = Array.from({ length: 400 }, (_, index) => `wf_${'0'.repeat(32)}_${index}`)
  for (const id of [...ids, ...ids]) changes.add({ kind: 'run', id })
  changes.add({ kind: 'waiting' })

  const payloads = changes.take('one')

  expect(changes.isEmpty).toBe(true)
  expect(payloads.length).toBeLessThan(4)
  expect(payloads.filter((payload) => Buffer.byteLength(payload) > 7_999)).toEqual([])
  const news = payloads.map((payload) => newsIn(payload, 'other'))
  expect(news.flatMap((one) => [...(one?.runs ?? [])])).toEqual(ids)
  expect(news.map((one) => one?.isWaiting)).toEqual([...payloads.slice(1).map(() => false), true])
  expect(newsIn(payloads[0] ?? '', 'one')).toBeUndefined()
})

/** A process that hears, and what it has heard; `next` is the first that it hears from now on. */
async function openListener(url: string, name: string) {
  const wakes = new PostgresWakes(await connectTo(url, { connections: 1, timers: new HurriedTimers() }), name)
  let hear: (news: News) => void = () => undefined
  onTestFinished(wakes.subscribe((news) => hear(news)))
  const next = () => new Promise<News>((resolve) => (hear = resolve))
  return { wakes, next }
}

it('is heard by other processes, in one notification for what was told at once', async () => {
  const url = await temporaryDatabase()
  const [one, other] = [await openListener(url, 'one'), await openListener(url, 'other')]
  expect(await other.next()).toEqual(anything)

  const heard = other.next()
  one.wakes.tell({ kind: 'run', id: 'wf_1' })
  one.wakes.tell({ kind: 'run', id: 'wf_2' }, { kind: 'parcels' })

  expect(await heard).toEqual({ isWaiting: false, hasParcels: true, runs: new Set(['wf_1', 'wf_2']) })
})

it('has everything looked at once its lost connection is back, and is heard again', async () => {
  const url = await temporaryDatabase()
  const way = await breakableConnection(url)
  const [one, other] = [await openListener(url, 'one'), await openListener(way.url, 'other')]
  expect(await other.next()).toEqual(anything)

  const back = other.next()
  way.cut()
  await way.mend()
  expect(await back).toEqual(anything)
  const heard = other.next()
  one.wakes.tell({ kind: 'waiting' })

  expect(await heard).toEqual({ isWaiting: true, hasParcels: false, runs: new Set() })
})

it('tells what was to be told while Postgres was away, once it is back', async () => {
  const url = await temporaryDatabase()
  const way = await breakableConnection(url)
  const [one, other] = [await openListener(way.url, 'one'), await openListener(url, 'other')]
  expect(await other.next()).toEqual(anything)

  way.cut()
  const heard = other.next()
  one.wakes.tell({ kind: 'run', id: 'wf_1' })
  await way.mend()

  expect(await heard).toMatchObject({ runs: new Set(['wf_1']) })
})
