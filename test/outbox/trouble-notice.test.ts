import { expect, test } from 'vitest'
import type { WorkflowFailure } from '../../src/orchestrator/workflow-failure.ts'
import { noticeOf, ownerNoticeOf } from '../../src/outbox/owner-notice.ts'
import { type TroubleNotice, troubleNotice } from '../../src/outbox/trouble-notice.ts'

const morningMs = Date.UTC(2026, 10, 22, 8)
const dayMs = 86_400_000

function failure(overrides: Partial<WorkflowFailure>): WorkflowFailure {
  return { code: 'unexpected', values: {}, task: 'analysis', detail: 'what was said', ...overrides }
}

test('a provider that fails is told with its host and what it said', () => {
  expect(troubleNotice(failure({ code: 'provider_key', values: { host: 'api.openai.com' } }))).toEqual({
    kind: 'provider_failing',
    code: 'provider_key',
    host: 'api.openai.com',
    detail: 'what was said',
  })
})

test.each(['forbidden_address', 'forbidden_port', 'no_transcription_model'] as const)(
  'the failure %s is told as one that a setting would end',
  (code) => {
    expect(troubleNotice(failure({ code }))).toEqual({
      kind: 'setting_needed',
      code,
      detail: 'what was said',
    })
  },
)

test.each([
  ['refused', 'setting_needed'],
  ['not_media_wiki', 'setting_needed'],
  ['overloaded', undefined],
  ['too_slow', undefined],
])('a search that failed as %s is told as %s', (reason, kind) => {
  expect(troubleNotice(failure({ code: 'search_failed', values: { reason } }))?.kind).toBe(kind)
})

test.each(['page_not_found', 'too_large', 'unexpected', 'unusable_answer'] as const)(
  'the failure %s is none of the owners’',
  (code) => {
    expect(troubleNotice(failure({ code }))).toBeUndefined()
  },
)

const ofKey: TroubleNotice = {
  kind: 'provider_failing',
  code: 'provider_key',
  host: 'a.example',
  detail: 'one',
}

test.each<[string, TroubleNotice, number, boolean]>([
  ['other words', { ...ofKey, detail: 'two' }, morningMs, true],
  ['later that day', ofKey, morningMs + dayMs / 2, true],
  ['the next day', ofKey, morningMs + dayMs, false],
  ['another provider', { ...ofKey, host: 'b.example' }, morningMs, false],
  ['another fault', { ...ofKey, code: 'provider_quota' }, morningMs, false],
])('of one provider and fault there is one notice a day: %s', (_, other, atMs, isSame) => {
  expect(noticeOf(other, atMs).key === noticeOf(ofKey, morningMs).key).toBe(isSame)
})

test.each<TroubleNotice>([
  ofKey,
  { kind: 'setting_needed', code: 'forbidden_port', detail: 'wiki.lan:8080' },
])('%j comes out of the outbox as it went in', (notice) => {
  expect(ownerNoticeOf(noticeOf(notice, morningMs))).toEqual(notice)
})
