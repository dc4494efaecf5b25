import { describe, expect, it } from 'vitest'
import { neverConnected } from '../../src/llm/never-connected.ts'

const withCode = (code: string) => Object.assign(new Error('as it happens'), { code })

describe('a connection', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('that ended in %s never came about', (code) => {
    expect(neverConnected(new TypeError('fetch failed', { cause: withCode(code) }))).toBe(true)
  })

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'ERR_SSL_BAD_RECORD_TYPE',
  ])('that ended in %s may have carried a call', (code) => {
    expect(neverConnected(new TypeError('fetch failed', { cause: withCode(code) }))).toBe(false)
  })

  it('that timed out while connecting never came about', () => {
    expect(neverConnected(Object.assign(withCode('ETIMEDOUT'), { syscall: 'connect' }))).toBe(true)
    expect(neverConnected(Object.assign(withCode('ETIMEDOUT'), { syscall: 'read' }))).toBe(false)
  })

  it('to several addresses never came about when none did', () => {
    const refused = withCode('ECONNREFUSED')
    expect(neverConnected(new AggregateError([refused, refused]))).toBe(true)
    expect(neverConnected(new AggregateError([refused, withCode('ECONNRESET')]))).toBe(false)
    expect(neverConnected(new AggregateError([]))).toBe(false)
  })

  it('of which nothing is said may have carried a call', () => {
    expect([new Error('fetch failed'), 'bad port', undefined].map(neverConnected)).toEqual([
      false,
      false,
      false,
    ])
  })
})
