import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Sessions, sessionSeconds } from '../../../src/surfaces/http/security/sessions.ts'
import { startLocalHttp } from '../../support/http/local-http.ts'

const token = 'a-long-random-token-of-the-operator'

/** What is compared from now on, in what was loaded before too. */
function watchComparisons() {
  const compared = vi.spyOn(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  onTestFinished(() => {
    compared.mockRestore()
    syncBuiltinESMExports()
  })
  return compared
}

it('compares what is shown with what is secret in a time that tells nothing of either', async () => {
  const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
  const compared = watchComparisons()
  const key = await http.keyFor('app_shop')
  const shown = [
    token,
    `${token.slice(0, -1)}x`,
    token.slice(0, 5),
    `${token}${token}`,
    key,
    `${key.slice(0, -1)}x`,
  ]
  for (const secret of shown) {
    compared.mockClear()
    await http.get('/api/session', { authorization: `Bearer ${secret}` })
    expect(compared).toHaveBeenCalled()
    for (const [given, expected] of compared.mock.calls)
      expect([given.byteLength, expected.byteLength]).toEqual([32, 32])
  }
})

it('keeps no session longer than it lasts, and none of those that are too many', () => {
  let nowMs = 0
  const sessions = new Sessions(() => nowMs)
  const first = sessions.begin({ kind: 'operator' })
  const others = Array.from({ length: 1_000 }, () => sessions.begin({ kind: 'operator' }))
  expect(sessions.find(first)).toBeUndefined()
  expect(sessions.find(others[0] ?? '')).toEqual({ kind: 'operator' })
  sessions.end(others[0] ?? '')
  expect(sessions.find(others[0] ?? '')).toBeUndefined()
  nowMs = sessionSeconds * 1_000 - 1
  expect(sessions.find(others[1] ?? '')).toBeDefined()
  nowMs += 1
  expect(sessions.find(others[1] ?? '')).toBeUndefined()
})
