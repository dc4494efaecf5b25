import { describe, expect, it } from 'vitest'
import type { StoredHold } from '../../../src/ledger/rules/decision.ts'
import { isBookedAt, isFor, repeatedHold } from '../../../src/ledger/rules/idempotency.ts'
import { holdOf, scopeOf, someCall, usd } from '../../support/ledger/requests.ts'

const attribution = {
  tenant: 'guild_1',
  user: '7',
  workflow: 'wf_1',
  task: 'analysis',
  depth: 'deep',
} as const
const request = holdOf('0.05', { id: 'a', attribution, call: someCall, scopes: [scopeOf('wf_1', '1')] })
const hold = {
  ...attribution,
  ...someCall,
  id: 'a',
  state: 'pending',
  amountNanoUsd: usd('0.04'),
  heldAtMs: request.heldAtMs,
  expiresAtMs: request.expiresAtMs,
  scopes: ['wf_1'],
} as const
const stored: StoredHold = { ...hold, requestedNanoUsd: usd('0.05') }

describe('a hold that is asked for again', () => {
  it('is the one that there is, also when less was admitted than asked for', () => {
    expect(repeatedHold(stored, request)).toEqual({ kind: 'held', hold, exceededSoftLimits: [] })
  })

  it.each([
    ['another amount', holdOf('0.050000001', { ...request, amountNanoUsd: usd('0.050000001') })],
    ['another member', { ...request, attribution: { ...attribution, user: '8' } }],
  ])('is refused for %s, and its id named', (_what, other) => {
    expect(() => repeatedHold(stored, other)).toThrow(
      expect.objectContaining({
        name: 'IdempotencyConflictError',
        message: expect.stringMatching(/"a".*hold/),
      }),
    )
  })
})

describe('whether a line is for what is asked', () => {
  it('is so when everything is the same', () => {
    expect(isFor(stored, request)).toBe(true)
  })

  it.each([
    ['tenant', { tenant: 'guild_2' }],
    ['member', { user: '8' }],
    ['run', { workflow: 'wf_2' }],
    ['task', { task: 'verification' }],
    ['depth', { depth: 'quick' }],
  ] as const)('is not so with another %s', (_what, other) => {
    expect(isFor(stored, { ...request, attribution: { ...attribution, ...other } })).toBe(false)
  })

  it.each([
    ['provider', { provider: 'anthropic' }],
    ['model', { model: 'another' }],
    ['operation', { operation: 'embed' }],
    ['price', { priceVersion: 'another' }],
  ] as const)('is not so with another %s', (_what, other) => {
    expect(isFor(stored, { ...request, call: { ...someCall, ...other } })).toBe(false)
  })

  it.each([[[]], [[scopeOf('wf_2')]], [[scopeOf('wf_1'), scopeOf('wf_1/analysis')]]])(
    'is not so with the scopes %j',
    (scopes) => {
      expect(isFor(stored, { ...request, scopes })).toBe(false)
    },
  )

  it('takes an empty name for none', () => {
    const nobody = { ...stored, user: undefined, workflow: undefined }
    expect(isFor(nobody, { ...request, attribution: { ...attribution, user: '', workflow: '' } })).toBe(true)
  })
})

describe('whether an entry was booked with a cost', () => {
  const cost = { amountNanoUsd: usd('0.03'), provenance: 'computed', usage: { requests: 1 } } as const
  const entry = {
    ...hold,
    ...cost,
    kind: 'charge',
    bookedAtMs: 1,
    calls: 1,
    failedCalls: 0,
    freeRequests: 0,
    overage: false,
    cautions: [],
  } as const

  it('is so when amount, provenance and usage are the same, whatever no store keeps', () => {
    expect(isBookedAt(entry, cost)).toBe(true)
    const told = { ...entry, usage: { requests: 1, inputTokens: {} } }
    const asked = { ...cost, usage: { requests: 1, inputTokens: { total: undefined } } }
    expect(isBookedAt(told, asked)).toBe(true)
  })

  it.each([
    ['amount', { amountNanoUsd: usd('0.030000001') }],
    ['provenance', { provenance: 'reported' }],
    ['usage', { usage: { requests: 2 } }],
  ] as const)('is not so with another %s', (_what, other) => {
    expect(isBookedAt(entry, { ...cost, ...other })).toBe(false)
  })
})
