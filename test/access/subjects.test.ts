import { describe, expect, it } from 'vitest'
import type { Requester } from '../../src/access/requester.ts'
import { maySeeMoney, meetsForSubject, setterRoleFor } from '../../src/access/subjects.ts'
import {
  bookedSubject,
  botSubject,
  defaultSubject,
  directMessagesSubject,
  type Subject,
  serverSubject,
  userSubject,
} from '../../src/ledger/subject.ts'

const here = serverSubject('1')
const who = {
  owner: { user: '1', role: 'owner', tenant: directMessagesSubject('1') },
  'owner here': { user: '1', role: 'owner', tenant: here },
  manager: { user: '9', role: 'manager', tenant: here },
  member: { user: '7', role: 'member', tenant: here },
  'member in direct messages': { user: '7', role: 'member', tenant: directMessagesSubject('7') },
} as const satisfies Record<string, Requester>

const subjects = {
  bot: botSubject,
  default: defaultSubject,
  'this server': here,
  'another server': serverSubject('2'),
  'the command line': bookedSubject('cli'),
  'member 1': userSubject('1'),
  'member 7': userSubject('7'),
  'member 9': userSubject('9'),
  'direct messages of 7': directMessagesSubject('7'),
  'direct messages of 9': directMessagesSubject('9'),
}
const all = Object.keys(subjects)

interface Rights {
  readonly sees: readonly string[]
  readonly sets: Readonly<Record<string, string>>
  /** Whose runs they may have forgotten. */
  readonly forgets: readonly string[]
}

describe.each<[keyof typeof who, Rights]>([
  [
    'owner',
    { sees: all, sets: Object.fromEntries(all.map((name) => [name, 'owner'])), forgets: ['member 1'] },
  ],
  [
    'owner here',
    {
      sees: all,
      sets: Object.fromEntries(all.map((name) => [name, 'owner'])),
      forgets: ['member 1', 'this server'],
    },
  ],
  [
    'manager',
    {
      sees: ['this server', 'member 9'],
      sets: { 'this server': 'manager' },
      forgets: ['this server', 'member 9'],
    },
  ],
  ['member', { sees: ['member 7'], sets: {}, forgets: ['member 7'] }],
  [
    'member in direct messages',
    { sees: ['member 7', 'direct messages of 7'], sets: {}, forgets: ['member 7'] },
  ],
])('the %s', (name, { sees, sets, forgets }) => {
  it.each(Object.entries(subjects))('sees, limits and forgets %s as far as that may be', (label, subject) => {
    expect(maySeeMoney(who[name], subject)).toBe(sees.includes(label))
    expect(setterRoleFor(who[name], subject)).toBe(sets[label])
    expect(meetsForSubject('holder', who[name], subject)).toBe(forgets.includes(label))
  })
})

it('rises from seeing over setting to owning', () => {
  const met = (requester: Requester, subject: Subject) =>
    (['manager', 'setter', 'owner'] as const).map((requirement) =>
      meetsForSubject(requirement, requester, subject),
    )
  expect(met(who.owner, here)).toEqual([true, true, true])
  expect(met(who.manager, here)).toEqual([true, true, false])
  expect(met(who.member, userSubject('7'))).toEqual([true, false, false])
  expect(met(who.member, here)).toEqual([false, false, false])
})

it('sets limits as a manager for servers alone, whatever else somebody might manage', () => {
  const inPrivate: Requester = { user: '9', role: 'manager', tenant: directMessagesSubject('9') }
  expect(setterRoleFor(inPrivate, directMessagesSubject('9'))).toBeUndefined()
  expect(setterRoleFor(inPrivate, userSubject('9'))).toBeUndefined()
  expect(maySeeMoney(inPrivate, directMessagesSubject('9'))).toBe(true)
})
