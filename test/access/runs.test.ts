import { describe, expect, it } from 'vitest'
import type { Requester, Role } from '../../src/access/requester.ts'
import { mayControl, mayRead, meetsForRun, type RunAccess } from '../../src/access/runs.ts'
import { directMessagesSubject, serverSubject } from '../../src/ledger/subject.ts'

function inServer(user: string, role: Role, channel: string, server = '1'): Requester {
  return { user, role, tenant: serverSubject(server), channel }
}

const asker = '7'
const who = {
  asker: inServer(asker, 'member', 'hidden'),
  'asker elsewhere': inServer(asker, 'member', 'open'),
  'asker in direct messages': {
    user: asker,
    role: 'member',
    tenant: directMessagesSubject(asker),
    channel: 'direct',
  },
  'reader of the channel': inServer('8', 'member', 'hidden'),
  'member without the channel': inServer('8', 'member', 'open'),
  'manager in the channel': inServer('9', 'manager', 'hidden'),
  'manager elsewhere': inServer('9', 'manager', 'open'),
  'owner in the channel': inServer('1', 'owner', 'hidden'),
  'owner elsewhere': inServer('1', 'owner', 'open'),
  'owner on another server': inServer('1', 'owner', 'hidden', '2'),
  'manager of another server': inServer('9', 'manager', 'hidden', '2'),
  'member of another server': inServer('8', 'member', 'hidden', '2'),
  'other in direct messages': {
    user: '8',
    role: 'member',
    tenant: directMessagesSubject('8'),
    channel: 'direct',
  },
} as const satisfies Record<string, Requester>
type Who = keyof typeof who

const runs = {
  public: { tenant: 'guild_1', user: asker, visibility: 'server', channel: 'hidden' },
  'in a hidden channel': { tenant: 'guild_1', user: asker, visibility: 'channel', channel: 'hidden' },
  private: { tenant: 'guild_1', user: asker, visibility: 'member', channel: 'hidden' },
  'in direct messages': { tenant: `dm_${asker}`, user: asker, visibility: 'member', channel: 'direct' },
  'of nobody': { tenant: 'guild_1', visibility: 'member' },
  'in no channel': { tenant: 'guild_1', visibility: 'channel' },
} as const satisfies Record<string, RunAccess>

const onServer: readonly Who[] = [
  'reader of the channel',
  'member without the channel',
  'manager in the channel',
  'manager elsewhere',
  'owner in the channel',
  'owner elsewhere',
]
const askers: readonly Who[] = ['asker', 'asker elsewhere', 'asker in direct messages']
const inChannel: readonly Who[] = ['reader of the channel', 'manager in the channel', 'owner in the channel']

/** Who may read the brief, and who may change the run's course; everybody else may not. */
const allowed: Record<keyof typeof runs, { readers: readonly Who[]; controllers: readonly Who[] }> = {
  public: {
    readers: [...askers, ...onServer],
    controllers: [
      ...askers,
      'manager in the channel',
      'manager elsewhere',
      'owner in the channel',
      'owner elsewhere',
    ],
  },
  'in a hidden channel': {
    readers: [...askers, ...inChannel],
    controllers: [...askers, 'manager in the channel', 'owner in the channel'],
  },
  private: { readers: askers, controllers: askers },
  'in direct messages': { readers: askers, controllers: askers },
  'of nobody': { readers: [], controllers: [] },
  'in no channel': { readers: [], controllers: [] },
}

describe.each(Object.entries(runs))('a run %s', (name, run) => {
  const { readers, controllers } = allowed[name as keyof typeof runs]

  it.each(Object.entries(who))(
    'is read and controlled by the %s as far as that may be',
    (person, requester) => {
      expect({ reads: mayRead(requester, run), controls: mayControl(requester, run) }).toEqual({
        reads: readers.includes(person as Who),
        controls: controllers.includes(person as Who),
      })
      expect(meetsForRun('reader', requester, run)).toBe(mayRead(requester, run))
      expect(meetsForRun('controller', requester, run)).toBe(mayControl(requester, run))
      expect(meetsForRun('starter', requester, run)).toBe('user' in run && requester.user === asker)
    },
  )
})

it('of nobody in no channel is for nobody who is in no channel either', () => {
  const nowhere: Requester = { user: '8', role: 'owner', tenant: serverSubject('1') }
  expect(mayRead(nowhere, runs['in no channel'])).toBe(false)
})
