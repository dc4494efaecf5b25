import { describe, expect, it } from 'vitest'
import { ownerIdsOf, ownersFrom, type TeamMember } from '../../src/access/owners.ts'
import { roleOf } from '../../src/access/requester.ts'

function teamMember(user: string, overrides: Partial<TeamMember> = {}): TeamMember {
  return { user, isResponsible: true, hasAccepted: true, ...overrides }
}

describe('the owners of the bot', () => {
  it('are those whom the operator names, and whom it belongs to, each once', () => {
    expect(ownerIdsOf(['1', '2'], { kind: 'person', user: '3' })).toEqual(['1', '2', '3'])
    expect(ownerIdsOf(['1', '3', '1'], { kind: 'person', user: '3' })).toEqual(['1', '3'])
    expect(ownerIdsOf(['1'], undefined)).toEqual(['1'])
    expect(ownerIdsOf([], undefined)).toEqual([])
  })

  it('are of a team its owner and who is responsible and has accepted', () => {
    const members = [
      teamMember('2'),
      teamMember('3', { isResponsible: false }),
      teamMember('4', { hasAccepted: false }),
      teamMember('1'),
    ]

    expect(ownerIdsOf([], { kind: 'team', owner: '1', members })).toEqual(['1', '2'])
    expect(ownerIdsOf([], { kind: 'team', owner: '1', members: [] })).toEqual(['1'])
  })

  it('are asked for anew each time', () => {
    let ids: readonly string[] = ['1']
    const owners = ownersFrom(() => ids)

    expect([owners.isOwner('1'), owners.isOwner('2')]).toEqual([true, false])
    ids = ['2']
    expect([owners.isOwner('1'), owners.isOwner('2'), owners.ids()]).toEqual([false, true, ['2']])
  })
})

describe('a role', () => {
  const owners = ownersFrom(() => ['1'])

  it.each([
    ['1', false, 'owner'],
    ['1', true, 'owner'],
    ['2', true, 'manager'],
    ['2', false, 'member'],
  ] as const)('of user %s who manages the server or not (%s) is %s', (user, isManagerHere, role) => {
    expect(roleOf(user, isManagerHere, owners)).toBe(role)
  })
})
