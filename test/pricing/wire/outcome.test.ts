import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../../../src/pricing/wire/outcome.ts'
import { nothingTold, type Told } from '../../../src/pricing/wire/told.ts'

const itsOwnError: Told = { ...nothingTold, error: { names: 'server_error', isGateways: false } }
const gateways: Told = { ...nothingTold, error: { names: '', isGateways: true } }
const filtered: Told = { ...nothingTold, error: { names: 'content_filter', isGateways: false } }

describe('who pays for a reply', () => {
  // Of a status that somebody in between answers with, nobody knows what the provider has done.
  it.each([
    [399, 'answered'],
    [400, 'refused'],
    [401, 'refused'],
    [407, 'refused'],
    [408, 'unclear'],
    [409, 'refused'],
    [429, 'refused'],
    [498, 'refused'],
    [499, 'unclear'],
    [500, 'refused'],
    [503, 'refused'],
    [504, 'unclear'],
    [505, 'refused'],
    [519, 'refused'],
    [520, 'unclear'],
    [524, 'unclear'],
    [528, 'unclear'],
    [529, 'refused'],
    [530, 'unclear'],
    [531, 'refused'],
  ])("of status %d with the provider's own error is %s", (status, outcome) => {
    const told = status < 400 ? nothingTold : itsOwnError
    expect(outcomeOf(status, told)).toBe(outcome)
  })

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [499, 'unclear'],
    [500, 'unclear'],
    [503, 'unclear'],
  ])('of status %d that says nothing, or nothing but for a gateway, is %s', (status, outcome) => {
    expect(outcomeOf(status)).toBe(outcome)
    expect(outcomeOf(status, gateways)).toBe(outcome)
  })

  it.each([
    ['that does not come to its end', 200, nothingTold, false, 'unclear'],
    ['that holds nothing but an error', 200, itsOwnError, true, 'refused'],
    ['that holds an error behind an answer', 200, { ...itsOwnError, hasAnswer: true }, true, 'answered'],
    ['of success that is no JSON', 200, undefined, true, 'unclear'],
    ['of a server that says nothing', 500, undefined, true, 'unclear'],
    ['of a gateway before the server', 500, gateways, true, 'unclear'],
    ['that refuses what the prompt says', 400, filtered, true, 'filtered'],
  ] as const)('%s is told by its body', (_what, status, told, isComplete, outcome) => {
    expect(outcomeOf(status, told, isComplete)).toBe(outcome)
  })

  it.each([
    ['an input', { figures: { input: 1 } }],
    ['a prompt', { figures: { prompt: 1 } }],
    ['an output', { figures: { output: 1 } }],
    ['a cost', { cost: { costUsd: '0.000000001' } }],
  ])('is us as soon as %s is told, whatever the status', (_what, part) => {
    expect(outcomeOf(504, { ...itsOwnError, ...part })).toBe('answered')
  })

  it.each([
    ['no tokens', { figures: { input: 0, output: 0 } }],
    ['a cost of zero', { cost: { costUsd: '0' } }],
  ])('is not told by %s', (_what, part) => {
    expect(outcomeOf(504, { ...itsOwnError, ...part })).toBe('unclear')
  })
})
