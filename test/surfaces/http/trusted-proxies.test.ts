import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/app/config.ts'
import { ClientAddresses, networkOf } from '../../../src/surfaces/http/security/client-address.ts'
import { startLocalHttp } from '../../support/http/local-http.ts'

const token = 'a-long-random-token-of-the-operator'
const proxies = ['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '2001:db8::1']

describe('who asks', () => {
  it.each([
    ['198.51.100.7', undefined, '198.51.100.7'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['192.0.2.1', '203.0.113.9', '203.0.113.9'],
    ['192.0.2.2', '203.0.113.9', '192.0.2.2'],
    ['fd12::1', '2001:db8:5::9', '2001:db8:5::9'],
    ['2001:db8::1', '[2001:db8:5::9]:443', '2001:db8:5::9'],
    ['2001:db8::2', '203.0.113.9', '2001:db8::2'],
    ['10.1.2.3', '203.0.113.9:51234', '203.0.113.9'],
    ['10.1.2.3', ' "203.0.113.9" ', '203.0.113.9'],
    // What the client itself has written stands before what the proxy has added.
    ['10.1.2.3', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '1.1.1.1, 203.0.113.9, 10.4.5.6, 192.0.2.1', '203.0.113.9'],
    ['10.1.2.3', '10.4.5.6, 10.7.8.9', '10.4.5.6'],
    ['10.1.2.3', 'unknown', '10.1.2.3'],
    ['10.1.2.3', '203.0.113.9, unknown', '10.1.2.3'],
    ['10.1.2.3', '203.0.113.9, ', '10.1.2.3'],
    ['10.1.2.3', '', '10.1.2.3'],
  ])('behind %s with X-Forwarded-For: %s is %s', (remoteAddress, forwarded, client) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    expect(new ClientAddresses(proxies).of({ socket: { remoteAddress }, headers })).toBe(client)
  })

  it('is whoever has the connection where no proxy is trusted', () => {
    const asked = { socket: { remoteAddress: '127.0.0.1' }, headers: { 'x-forwarded-for': '203.0.113.9' } }
    expect(new ClientAddresses([]).of(asked)).toBe('127.0.0.1')
  })
})

it.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '::ffff:198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('counts what fails from %s as from %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it.each([['10.0.0.0/33'], ['10.0.0'], ['fd00::/129'], ['proxy.example'], ['10.0.0.0/8/8'], ['10.0.0.0/']])(
  'starts with no proxies called %s',
  (proxy) => {
    expect(() => readConfig({ HTTP_TRUSTED_PROXIES: `127.0.0.1, ${proxy}` })).toThrow(/HTTP_TRUSTED_PROXIES/)
  },
)

it.each([
  [{ HTTP_PUBLIC_URL: 'https://autointel.example' }, true],
  [{ HTTP_PUBLIC_URL: 'https://autointel.example', HTTP_TRUSTED_PROXIES: '127.0.0.1' }, false],
  [{}, false],
])('warns where a proxy is likely and none is trusted: %o', async (settings, isWarned) => {
  const http = await startLocalHttp({ settings: { HTTP_TOKEN: token, ...settings } })
  expect(http.lines.join('').includes('HTTP_TRUSTED_PROXIES')).toBe(isWarned)
})

it('has nobody locked out for the wrong keys of others behind the same proxy, nor let on by a made-up address', async () => {
  const attempts = async (settings: Readonly<Record<string, string>>) => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token, ...settings } })
    const ask = async (forwarded: string, given: string) => {
      const headers = { authorization: `Bearer ${given}`, 'x-forwarded-for': forwarded }
      return (await http.get('/api/session', headers)).status
    }
    for (let count = 0; count < 30; count += 1) await ask(`1.1.1.${count}, 203.0.113.9`, 'guess')
    return [
      await ask('203.0.113.9', token),
      await ask('1.1.1.99, 203.0.113.9', token),
      await ask('203.0.113.10', token),
    ]
  }
  expect(await attempts({ HTTP_TRUSTED_PROXIES: '127.0.0.0/8, ::1' })).toEqual([429, 429, 200])
  expect(await attempts({})).toEqual([429, 429, 429])
})
