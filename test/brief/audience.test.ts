import { describe, expect, it } from 'vitest'
import { type Audience, circleOf, circlesOpenTo, mayServe } from '../../src/brief/audience.ts'

const seven = { user: '7', channel: '1' }
const eight = { user: '8', channel: '1' }
const elsewhere = { user: '8', channel: '2' }

describe('a result', () => {
  it.each<[Audience, string]>([
    [{ visibility: 'server', ...seven }, 'server'],
    [{ visibility: 'channel', ...seven }, 'channel:1'],
    [{ visibility: 'member', ...seven }, 'member:7'],
  ])('for %j belongs to the circle %s', (audience, circle) => {
    expect(circleOf(audience)).toBe(circle)
  })

  it.each<[Audience, Audience, boolean]>([
    [{ visibility: 'server', ...seven }, { visibility: 'server', ...elsewhere }, true],
    [{ visibility: 'server', ...seven }, { visibility: 'channel', ...elsewhere }, true],
    [{ visibility: 'server', ...seven }, { visibility: 'member', ...elsewhere }, true],
    [{ visibility: 'channel', ...seven }, { visibility: 'server', ...elsewhere }, false],
    [{ visibility: 'channel', ...seven }, { visibility: 'channel', ...elsewhere }, false],
    [{ visibility: 'channel', ...seven }, { visibility: 'member', ...elsewhere }, false],
    [{ visibility: 'channel', ...seven }, { visibility: 'channel', ...eight }, true],
    [{ visibility: 'channel', ...seven }, { visibility: 'member', ...eight }, true],
    [{ visibility: 'channel', ...seven }, { visibility: 'member', user: '7', channel: '2' }, true],
    [{ visibility: 'channel', ...seven }, { visibility: 'channel', user: '7', channel: '2' }, false],
    [{ visibility: 'channel', ...seven }, { visibility: 'server', user: '7', channel: '2' }, false],
    [{ visibility: 'member', ...seven }, { visibility: 'member', ...seven }, true],
    [{ visibility: 'member', ...seven }, { visibility: 'member', user: '7', channel: '2' }, true],
    [{ visibility: 'member', ...seven }, { visibility: 'member', ...eight }, false],
    [{ visibility: 'member', ...seven }, { visibility: 'channel', ...seven }, false],
    [{ visibility: 'member', ...seven }, { visibility: 'server', ...seven }, false],
    [{ visibility: 'member' }, { visibility: 'member' }, false],
    [{ visibility: 'channel' }, { visibility: 'channel' }, false],
  ])('for %j may serve a run for %j: %s', (result, run, may) => {
    expect(mayServe(result, run)).toBe(may)
  })

  it('of nobody that is known is in no circle that is open', () => {
    expect(circlesOpenTo({ visibility: 'member' })).not.toContain(circleOf({ visibility: 'member' }))
    expect(circlesOpenTo({ visibility: 'channel' })).not.toContain(circleOf({ visibility: 'channel' }))
  })
})
