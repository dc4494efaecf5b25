import { describe, expect, it } from 'vitest'
import { parseAllowedHosts } from '../../../src/sources/fetch/allowed-hosts.ts'

describe('parseAllowedHosts', () => {
  it.each([
    ['wiki.lan:8080', 'wiki.lan', '8080'],
    ['Wiki.LAN.:80', 'wiki.lan', '80'],
    ['wiki.lan:80', 'wiki.lan.', '80'],
    ['127.1:3000', '127.0.0.1', '3000'],
    ['[::1]:3000', '::1', '3000'],
    ['[::1]:3000', '[::1]', '3000'],
  ])('with "%s" includes %s at port %s', (entry, hostname, port) => {
    expect(parseAllowedHosts([entry]).includes(hostname, port)).toBe(true)
  })

  it('keeps to the port and to the whole host name', () => {
    const allowed = parseAllowedHosts(['wiki.lan:8080'])
    expect(allowed.includes('wiki.lan', '80')).toBe(false)
    expect(allowed.includes('my.wiki.lan', '8080')).toBe(false)
    expect(allowed.includes('lan', '8080')).toBe(false)
  })

  it.each([
    'wiki.lan',
    '',
    ':80',
    'http://wiki.lan:80',
    'wiki.lan:80/path',
    'me@wiki.lan:80',
    'wiki.lan:99999',
  ])('refuses the entry "%s"', (entry) => {
    expect(() => parseAllowedHosts([entry])).toThrow(TypeError)
  })
})
