import { AsyncResource } from 'node:async_hooks'
import { EventEmitter, once } from 'node:events'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import PQueue from 'p-queue'
import { describe, expect, it } from 'vitest'
import { NoRequestScopeError } from '../../src/budget/no-request-scope-error.ts'
import {
  currentRequestTracker,
  type RequestLimits,
  runTask,
  trackRequestBudget,
  tryCurrentRequestTracker,
} from '../../src/budget/request-scope.ts'
import { InvalidAmountError } from '../../src/money/nano-usd.ts'
import { usd } from '../support/ledger/requests.ts'

const scopeHere = () => currentRequestTracker().id

/** Every way in which code goes on later: each gives the scope that it goes on in. */
const crossings: Readonly<Record<string, () => Promise<string>>> = {
  'an await': async () => {
    await null
    return scopeHere()
  },
  'a timer': async () => {
    await setTimeout(1)
    return scopeHere()
  },
  'a timer with a callback': () =>
    new Promise((resolve) => globalThis.setTimeout(() => resolve(scopeHere()), 1)),
  'the next turn': async () => {
    await setImmediate()
    return scopeHere()
  },
  'the next tick': () => new Promise((resolve) => process.nextTick(() => resolve(scopeHere()))),
  'a microtask': () => new Promise((resolve) => queueMicrotask(() => resolve(scopeHere()))),
  'Promise.all': async () => {
    const scopes = await Promise.all([setTimeout(1).then(scopeHere), setImmediate().then(scopeHere)])
    return scopes.every((scope) => scope === scopes[0]) ? String(scopes[0]) : 'different scopes'
  },
  'a Node stream': async () => {
    const seen: string[] = []
    const note = new Transform({
      transform: (chunk, _, done) =>
        globalThis.setTimeout(() => {
          seen.push(scopeHere())
          done(null, chunk)
        }, 1),
    })
    await pipeline(Readable.from(['a', 'b']), note, async (chunks) => {
      for await (const _ of chunks) seen.push(scopeHere())
    })
    return seen.every((scope) => scope === seen[0]) ? String(seen[0]) : 'different scopes'
  },
  'a web stream': async () => {
    const seen: string[] = []
    const stream = new ReadableStream<string>({
      pull: async (controller) => {
        await setImmediate()
        controller.enqueue(scopeHere())
        if (seen.length > 1) controller.close()
      },
    }).pipeThrough(new TransformStream())
    for await (const scope of stream) seen.push(scope, scopeHere())
    return seen.every((scope) => scope === seen[0]) ? String(seen[0]) : 'different scopes'
  },
  'an emitter': async () => {
    const emitter = new EventEmitter()
    const heard = once(emitter, 'told')
    globalThis.setTimeout(() => emitter.emit('told', scopeHere()), 1)
    const [scope] = await heard
    return scope === scopeHere() ? String(scope) : 'different scopes'
  },
  'an async generator': async () => {
    async function* scopes() {
      yield scopeHere()
      await setImmediate()
      yield scopeHere()
    }
    const seen = await Array.fromAsync(scopes())
    return seen.every((scope) => scope === seen[0]) ? String(seen[0]) : 'different scopes'
  },
}

describe('a scope survives', () => {
  it.each(Object.entries(crossings))('%s', async (_, cross) => {
    expect(await trackRequestBudget({ id: 'scope_here' }, cross)).toBe('scope_here')
  })

  it('a queue, when it is entered inside the queue', async () => {
    const queue = new PQueue({ concurrency: 2 })
    const ids = Array.from({ length: 20 }, (_, index) => `scope_${index}`)

    const seen = await Promise.all(
      ids.map((id) => queue.add(() => trackRequestBudget({ id }, () => setTimeout(1).then(scopeHere)))),
    )

    expect(seen).toEqual(ids)
  })

  it('a queue, when what is queued is bound to it', async () => {
    const queue = new PQueue({ concurrency: 2 })
    const ids = Array.from({ length: 20 }, (_, index) => `scope_${index}`)

    const seen = await Promise.all(
      ids.map((id) =>
        trackRequestBudget({ id }, () => queue.add(AsyncResource.bind(() => setTimeout(1).then(scopeHere)))),
      ),
    )

    expect(seen).toEqual(ids)
  })
})

it('a thousand scopes at once never see one another', async () => {
  const ways = Object.values(crossings)
  const ids = Array.from({ length: 1_000 }, (_, index) => `scope_${index}`)

  const seen = await Promise.all(
    ids.map((id, index) =>
      trackRequestBudget({ id, totalNanoUsd: BigInt(index) }, async () => {
        const scopes = new Set<string>()
        for (const cross of ways) scopes.add(`${await cross()} ${currentRequestTracker().totalNanoUsd}`)
        return [...scopes]
      }),
    ),
  )

  expect(seen).toEqual(ids.map((id, index) => [`${id} ${index}`]))
})

it('two workflows limited 0.50 and 10.00 see their own limit at every await', async () => {
  const follow = (limit: string) =>
    trackRequestBudget({ totalNanoUsd: usd(limit) }, async () => {
      const seen = []
      for (let step = 0; step < 20; step += 1) {
        await setTimeout(step % 3)
        seen.push(currentRequestTracker().totalNanoUsd)
      }
      return seen
    })

  const [narrow, wide] = await Promise.all([follow('0.50'), follow('10.00')])

  expect(narrow).toEqual(Array(20).fill(usd('0.50')))
  expect(wide).toEqual(Array(20).fill(usd('10.00')))
})

describe('outside of every scope', () => {
  it('there is no tracker, and asking for one is an error', () => {
    expect(tryCurrentRequestTracker()).toBeUndefined()
    expect(() => currentRequestTracker()).toThrow(NoRequestScopeError)
    expect(() => runTask('analysis', () => undefined)).toThrow(NoRequestScopeError)
  })

  it('there is none after a scope has ended, also when it failed', async () => {
    await expect(trackRequestBudget({}, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(() =>
      trackRequestBudget({}, () => {
        throw new Error('failed at once')
      }),
    ).toThrow('failed at once')

    expect(tryCurrentRequestTracker()).toBeUndefined()
  })
})

describe('a limit that is no amount of money is an error of the programmer', () => {
  it.each<[string, unknown]>([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['a number', 5],
    ['a text', '5'],
    ['null', null],
    ['negative', -1n],
  ])('%s', (_, limit) => {
    const ofTotal = { totalNanoUsd: limit } as RequestLimits
    const ofTask = { perTaskNanoUsd: { analysis: limit } } as RequestLimits

    expect(() => trackRequestBudget(ofTotal, () => 'run')).toThrow(InvalidAmountError)
    expect(() => trackRequestBudget(ofTask, () => 'run')).toThrow(InvalidAmountError)
  })

  it('but zero is one: nothing may be spent', () => {
    expect(trackRequestBudget({ totalNanoUsd: 0n }, ({ totalNanoUsd }) => totalNanoUsd)).toBe(0n)
  })
})

describe('the accounts that a call counts against', () => {
  it('are those of the running task, its scope, and all scopes around it', () => {
    const outer = { id: 'outer', totalNanoUsd: 10n, perTaskNanoUsd: { analysis: 4n } }
    const inner = { id: 'inner', totalNanoUsd: 3n, perTaskNanoUsd: { verification: 2n } }

    const accounts = trackRequestBudget(outer, () =>
      runTask('analysis', () =>
        trackRequestBudget(inner, () => runTask('verification', () => currentRequestTracker().accounts)),
      ),
    )

    expect(accounts).toEqual([
      { account: 'inner/verification', kind: 'task', limitNanoUsd: 2n },
      { account: 'inner', kind: 'scope', limitNanoUsd: 3n },
      { account: 'outer/analysis', kind: 'task', limitNanoUsd: 4n },
      { account: 'outer', kind: 'scope', limitNanoUsd: 10n },
    ])
  })

  it('are each named once when a scope is entered again within itself, under the tighter limit', () => {
    const accounts = trackRequestBudget({ id: 'same', totalNanoUsd: 10n }, () =>
      trackRequestBudget({ id: 'same', totalNanoUsd: 30n }, () =>
        trackRequestBudget({ id: 'same' }, () => currentRequestTracker().accounts),
      ),
    )

    expect(accounts).toEqual([{ account: 'same', kind: 'scope', limitNanoUsd: 10n }])
  })

  it('follow the task that runs, and no task when none does', () => {
    const tasks = trackRequestBudget({ id: 'run' }, () => [
      runTask('analysis', () => currentRequestTracker().attribution.task),
      runTask('knowledge', () => currentRequestTracker().attribution.task),
      currentRequestTracker().attribution.task,
    ])

    expect(tasks).toEqual(['analysis', 'knowledge', undefined])
  })
})

it('a nested scope spends for whom the one around it does, unless it says otherwise', () => {
  const outer = { attribution: { tenant: 'guild_1', user: '7', workflow: 'wf_1' } }
  const inner = { attribution: { user: '8' } }

  const attribution = trackRequestBudget(outer, () =>
    trackRequestBudget(inner, (tracker) => tracker.attribution),
  )

  expect(attribution).toEqual({ tenant: 'guild_1', user: '8', workflow: 'wf_1' })
  expect(trackRequestBudget({}, (tracker) => tracker.attribution)).toEqual({ tenant: 'cli' })
})

it('scopes without an id are told apart', () => {
  const ids = Array.from({ length: 100 }, () => trackRequestBudget({}, ({ id }) => id))
  expect(new Set(ids).size).toBe(100)
})
