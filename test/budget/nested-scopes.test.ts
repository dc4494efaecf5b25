import { describe, expect, it } from 'vitest'
import { runTask, trackRequestBudget } from '../../src/budget/request-scope.ts'
import { type Boundary, inScope, openBoundary, small } from '../llm/open-boundary.ts'
import { expectClosedBooks, expectSameBooks } from '../llm/same-books.ts'
import { failureOf } from '../support/failure-of.ts'
import { holdOf, usd } from '../support/ledger/requests.ts'
import { answer } from '../support/providers/reply.ts'

/** One metered answer in the scope that this is called in; held at less than a tenth of a cent. */
async function ask({ models, openai }: Boundary): Promise<void> {
  openai.respondWith(() => answer({ text: 'The river rose.' }))
  await models
    .metered(small, { maxOutputTokens: 400, leastOutputTokens: 400 })
    .doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }] })
}

async function spentIn({ ledger }: Boundary, ...accounts: readonly string[]): Promise<readonly bigint[]> {
  const balances = await Promise.all(accounts.map((account) => ledger.scopeBalance(account)))
  return balances.map(({ spentNanoUsd }) => spentNanoUsd)
}

describe('what is spent in a nested scope', () => {
  it('is booked once and counts in its task, in its scope and in all scopes around it', async () => {
    const boundary = await openBoundary()

    await inScope(() =>
      runTask('analysis', () =>
        trackRequestBudget({ id: 'inner' }, () => runTask('verification', () => ask(boundary))),
      ),
    )

    const [entry, ...others] = await expectSameBooks(boundary)
    const accounts = ['inner/verification', 'inner', 'scope_boundary/analysis', 'scope_boundary']
    expect(others).toEqual([])
    expect(entry?.scopes).toEqual(accounts)
    expect(await spentIn(boundary, ...accounts)).toEqual(accounts.map(() => entry?.amountNanoUsd))
  })

  it('is capped by what the scope around it has left', async () => {
    const boundary = await openBoundary()
    const wide = { id: 'inner', totalNanoUsd: usd('100') }

    const error = await failureOf(
      inScope(() => trackRequestBudget(wide, () => ask(boundary)), { totalNanoUsd: usd('0.0001') }),
    )

    expect(error).toMatchObject({ refusal: { kind: 'scope', subject: 'scope_boundary' } })
    expect(boundary.openai.requests).toEqual([])
    await expectClosedBooks(boundary)
  })

  it('is capped by what the task around it has left', async () => {
    const boundary = await openBoundary()
    const limits = { perTaskNanoUsd: { analysis: usd('0.0001') } }

    const error = await failureOf(
      inScope(() => runTask('analysis', () => trackRequestBudget({}, () => ask(boundary))), limits),
    )

    expect(error).toMatchObject({ refusal: { kind: 'task', subject: 'scope_boundary/analysis' } })
  })

  it('does not take from the scope beside it', async () => {
    const boundary = await openBoundary()
    const narrow = (id: string) => ({ id, totalNanoUsd: usd('0.001') })

    await inScope(async () => {
      await trackRequestBudget(narrow('one'), () => ask(boundary))
      await trackRequestBudget(narrow('two'), () => ask(boundary))
    })

    const [one, two] = await expectSameBooks(boundary)
    expect(await spentIn(boundary, 'one', 'two', 'scope_boundary')).toEqual([
      one?.amountNanoUsd,
      two?.amountNanoUsd,
      (one?.amountNanoUsd ?? 0n) + (two?.amountNanoUsd ?? 0n),
    ])
  })
})

it('a scope of the same id goes on with what it has spent before', async () => {
  const boundary = await openBoundary()
  // Enough to set aside for one call of 400 tokens at 2 per million, and for no second one after the first.
  const run = () => inScope(() => ask(boundary), { totalNanoUsd: usd('0.000815') })

  await run()
  const error = await failureOf(run())

  const [entry] = await expectSameBooks(boundary)
  expect(error).toMatchObject({
    refusal: { subject: 'scope_boundary', spentNanoUsd: entry?.amountNanoUsd, heldNanoUsd: 0n },
  })
})

it('what a scope spends that is entered again within itself counts once', async () => {
  const boundary = await openBoundary()

  await inScope(() => inScope(() => ask(boundary)))

  const [entry] = await expectSameBooks(boundary)
  expect(await spentIn(boundary, 'scope_boundary')).toEqual([entry?.amountNanoUsd])
})

it('ten times 0.10 fit into 1.00, and nothing more', async () => {
  const boundary = await openBoundary()
  const limits = { id: 'scope_dimes', totalNanoUsd: usd('1.00') }
  const hold = (amount: string) =>
    trackRequestBudget(limits, ({ accounts }) => boundary.ledger.hold(holdOf(amount, { scopes: accounts })))

  for (let count = 0; count < 10; count += 1) expect(await hold('0.10')).toMatchObject({ kind: 'held' })

  expect(await hold('0.000000001')).toMatchObject({ kind: 'refused', refusal: { kind: 'scope' } })
})
