import { describe, expect, it } from 'vitest'
import {
  bookedSubject,
  botSubject,
  defaultSubject,
  directMessagesSubject,
  isTenantName,
  parseSubject,
  serverSubject,
  userSubject,
} from '../../src/ledger/subject.ts'

describe('the name of a subject', () => {
  it.each([
    ['bot', botSubject],
    ['default', defaultSubject],
    ['guild_1', { kind: 'tenant', place: 'server', name: 'guild_1', server: '1' }],
    ['dm_1', { kind: 'tenant', place: 'direct_messages', name: 'dm_1', user: '1' }],
    ['user_1', { kind: 'user', name: 'user_1', user: '1' }],
    ['user_user_1', { kind: 'user', name: 'user_user_1', user: 'user_1' }],
    ['cli', { kind: 'tenant', place: 'other', name: 'cli' }],
    ['guild_', { kind: 'tenant', place: 'other', name: 'guild_' }],
    ['my_guild_1', { kind: 'tenant', place: 'other', name: 'my_guild_1' }],
  ])('%s is parsed once', (name, subject) => {
    expect(parseSubject(name)).toEqual(subject)
    expect(bookedSubject(name)).toEqual(subject)
  })

  it.each(['', 'user_', '../etc', ' bot', 'guild 1', 'a|b', '_', 'a'.repeat(81)])(
    'cannot be %j, but the books keep it as a tenant',
    (name) => {
      expect(parseSubject(name)).toBeUndefined()
      expect(bookedSubject(name)).toEqual({ kind: 'tenant', place: 'other', name })
    },
  )

  it.each([serverSubject('9'), directMessagesSubject('9'), userSubject('9'), botSubject, defaultSubject])(
    'of $name leads back to it',
    (subject) => {
      expect(parseSubject(subject.name)).toEqual(subject)
    },
  )

  it('is a tenant’s unless it is the bot’s, a user’s or everybody’s default', () => {
    const names = ['guild_1', 'dm_1', 'cli', 'bot', 'user_1', 'default', '']
    expect(names.filter(isTenantName)).toEqual(['guild_1', 'dm_1', 'cli'])
  })
})
