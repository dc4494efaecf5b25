import { describe, expect, it } from 'vitest'
import { inOnePart, inTwoParts, openCrashes, questionsTo } from '../support/orchestrator/open-crashes.ts'
import { answer } from '../support/providers/reply.ts'
import { billed } from '../support/providers/served-call.ts'

const first = { container: 'box 1' }
/** As long after the first was heard of that it counts as dead. */
const second = { container: 'box 2', isAlone: true }

describe('a process in a container that sleeps while one in another goes on with its workflow', () => {
  it.each([1, 2, 3, 4])(
    'within call %d makes no further call, and each that was served is booked once',
    async (call) => {
      const { provider, start, live, books } = await openCrashes({
        only: { address: inOnePart, hasModels: true },
      })
      const awake = Promise.withResolvers<void>()
      provider.respondWith((_request, index) =>
        index === call - 1 ? answer({ after: awake.promise }) : undefined,
      )
      const sleeper = start(first)
      await sleeper.begin()
      await provider.asked(call)
      sleeper.sleep()
      const takenOver = await live(second)
      const askedBefore = questionsTo(provider)

      awake.resolve()
      const said = await sleeper.wake()

      expect(takenOver).toBe(true)
      expect(said.at(-1)).toBe('let go')
      expect(questionsTo(provider)).toEqual(askedBefore)
      // The call that was under way is all that was asked twice.
      expect(askedBefore).toHaveLength(new Set(askedBefore).size + 1)
      const { state, entries, holds, differences } = await books()
      expect({ state, holds, differences }).toEqual({ state: 'completed', holds: [], differences: [] })
      const inForce = entries.filter(
        ({ id, kind }) => kind !== 'reversal' && !entries.some(({ corrects }) => corrects === id),
      )
      const served = billed(provider.served).map(({ clientRequestId }) => clientRequestId)
      expect(inForce.map(({ holdId }) => holdId).toSorted()).toEqual(served.toSorted())
      expect(new Set(inForce.map(({ provenance }) => provenance))).toEqual(new Set(['computed']))
    },
  )

  it('right after a booking asks nothing that the other has asked', async () => {
    const { provider, start, live, books } = await openCrashes({
      only: { address: inTwoParts, hasModels: true },
    })
    const sleeper = start({ ...first, sleepsAfter: 'booking' })
    await sleeper.begin()
    await sleeper.says('sleeping')

    const takenOver = await live(second)
    const said = await sleeper.wake()

    const asked = questionsTo(provider)
    expect([takenOver, said.at(-1)]).toEqual([true, 'let go'])
    expect(new Set(asked).size).toBe(asked.length)
    const { state, entries, differences } = await books()
    expect([state, differences]).toEqual(['completed', []])
    expect(entries.filter(({ holdId }) => holdId)).toHaveLength(billed(provider.served).length)
  })

  it.each(['task', 'estimate'] as const)(
    'right after its first %s has what no meter saw booked once',
    async (sleepsAfter) => {
      const { start, live, books } = await openCrashes({ only: { address: inTwoParts, hasModels: false } })
      const sleeper = start({ ...first, sleepsAfter })
      await sleeper.begin()
      await sleeper.says('sleeping')

      const takenOver = await live(second)
      const said = await sleeper.wake()

      expect([takenOver, said.at(-1)]).toEqual([true, 'let go'])
      const { state, entries, differences } = await books()
      expect([state, differences]).toEqual(['completed', []])
      expect(entries.filter(({ task }) => task === 'analysis')).toHaveLength(1)
    },
  )
})
