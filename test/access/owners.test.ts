import { describe, expect, it } from 'vitest'
import { ownerIdsOf, ownersFrom, type Proprietor, type TeamMember } from '../../src/access/owners.ts'

const member = (user: string, overrides: Partial<TeamMember> = {}): TeamMember => ({
  user,
  isResponsible: true,
  hasAccepted: true,
  ...overrides,
})
const team: Proprietor = {
  kind: 'team',
  owner: '5',
  members: [
    member('5'),
    member('6'),
    member('7', { isResponsible: false }),
    member('8', { hasAccepted: false }),
  ],
}

describe('the owners of the bot', () => {
  it.each<[string, readonly string[], Proprietor | undefined, readonly string[]]>([
    ['those who are named', ['1', '2'], undefined, ['1', '2']],
    ['nobody who is known', [], undefined, []],
    ['the person whom it belongs to', ['1'], { kind: 'person', user: '4' }, ['1', '4']],
    ['each of them once', ['4', '4'], { kind: 'person', user: '4' }, ['4']],
    ['the owner of a team, and who is responsible in it', [], team, ['5', '6']],
  ])('are %s', (_, named, proprietor, ids) => {
    expect(ownerIdsOf(named, proprietor)).toEqual(ids)
  })

  it('are those of the moment', () => {
    let ids = ['1']
    const owners = ownersFrom(() => ids)
    expect([owners.isOwner('1'), owners.isOwner('2')]).toEqual([true, false])
    ids = ['2']
    expect(owners.ids()).toEqual(['2'])
    expect([owners.isOwner('1'), owners.isOwner('2')]).toEqual([false, true])
  })
})
