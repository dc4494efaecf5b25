import { expect, it } from 'vitest'
import { inOnePart, inTwoParts, openCrashes, questionsTo } from '../support/orchestrator/open-crashes.ts'

it.each([
  // Two passes, the verdicts and the vectors.
  ['in one part', inOnePart, 4],
  // Two passes over each part, their merge and the vectors.
  ['in two parts', inTwoParts, 6],
])(
  'a workflow on a source %s that is killed right after each booking asks everything once',
  async (_what, address, count) => {
    const only = { address, hasModels: true }
    const alone = await openCrashes({ only })
    const killed = await openCrashes({ only, diesAfter: 'booking' })
    expect(await alone.live()).toBe(true)

    const questions = questionsTo(alone.provider)
    const lives = []
    for (let life = 0; life <= questions.length; life += 1) lives.push(await killed.live())

    expect(lives).toEqual([...questions.map(() => false), true])
    expect(questionsTo(killed.provider)).toEqual(questions)
    expect(new Set(questions).size).toBe(questions.length)
    expect(questions).toHaveLength(count)
    const { state, calls, ...books } = await killed.books()
    expect(state).toBe('completed')
    expect(calls).toEqual((await alone.books()).calls)
    expect(calls).toHaveLength(questions.length)
    expect(books).toMatchObject({ holds: [], differences: [] })
  },
)

it.each(['task', 'estimate'] as const)(
  'a workflow that is killed right after its first %s has what no meter saw in the books, once',
  async (diesAfter) => {
    const { live, books } = await openCrashes({ only: { address: inTwoParts, hasModels: false } })

    expect([await live({ diesAfter }), await live()]).toEqual([false, true])

    const { state, entries, differences } = await books()
    expect(state).toBe('completed')
    expect(entries.filter(({ task }) => task === 'analysis')).toMatchObject([
      { operation: 'analyse', provider: 'local', provenance: 'computed', calls: 1 },
    ])
    expect(differences).toEqual([])
  },
)
