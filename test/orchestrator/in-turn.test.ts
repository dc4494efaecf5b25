import { expect, it } from 'vitest'
import { inTurn } from '../../src/orchestrator/in-turn.ts'

/** `a7` is asked by member 7 of tenant a; `a7!` had begun, and lost its process. */
const asked = (name: string) => ({
  id: name,
  tenant: name.slice(0, 1),
  user: name.slice(1, 2),
  state: name.endsWith('!') ? ('running' as const) : ('queued' as const),
})

it.each([
  ['the order in which they came, of as many tenants', 'a1 b1 c1', '', 'a1 b1 c1'],
  ['one of each tenant in turn', 'a1 a2 a3 b1 c1', '', 'a1 b1 c1 a2 a3'],
  ['one of each member in turn', 'a1x a1y a1z a2x', '', 'a1x a2x a1y a1z'],
  ['behind those of whom less is running', 'a1 b1', 'a9 a8', 'b1 a1'],
  ['a member of whom something is running behind the others', 'a1 a2', 'a1x', 'a2 a1'],
  ['what had begun before the others, whoever asked', 'a1 b1 a2! a3!', 'c1', 'a2! a3! b1 a1'],
  ['what had begun as running for the others', 'b1 a2 a1!', 'b9 b8', 'a1! a2 b1'],
  ['nothing', '', 'a1', ''],
])('what waits is run in turn: %s', (_what, waiting, running, order) => {
  const listed = (names: string) => names.split(' ').filter(Boolean).map(asked)
  expect(
    inTurn(listed(waiting), listed(running))
      .map(({ id }) => id)
      .join(' '),
  ).toBe(order)
})
