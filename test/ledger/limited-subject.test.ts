import { expect, it } from 'vitest'
import { limitedSubject } from '../../src/ledger/limit-state.ts'
import { botSubject, directMessagesSubject, serverSubject, userSubject } from '../../src/ledger/subject.ts'

it.each([
  [{ kind: 'bot', subject: 'bot' }, botSubject],
  [{ kind: 'tenant', subject: 'guild_1' }, serverSubject('1')],
  [{ kind: 'tenant', subject: 'dm_7' }, directMessagesSubject('7')],
  [{ kind: 'user', subject: 'user_7' }, userSubject('7')],
  [{ kind: 'scope', subject: 'wf_1' }, undefined],
  [{ kind: 'task', subject: 'guild_1/analysis' }, undefined],
] as const)('the limit %o binds %o', (limit, subject) => {
  expect(limitedSubject(limit)).toEqual(subject)
})
