import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../../src/app/config.ts'
import { examine } from '../../../src/surfaces/cli/doctor/examine.ts'
import { providerCheck } from '../../../src/surfaces/cli/doctor/provider-check.ts'
import { temporaryFolder } from '../../support/ledger/temporary-books.ts'
import { fakeYtDlp } from '../../support/sources/fake-yt-dlp.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'
import { openCli } from './run-cli.ts'

/** A provider that answers every request with one status, or never; what it was asked. */
async function startProvider(status: number | 'never') {
  const asked: { readonly url: string | undefined; readonly headers: NodeJS.Dict<string | string[]> }[] = []
  const server = createServer(({ url, headers }, response) => {
    asked.push({ url, headers })
    if (status !== 'never') response.writeHead(status).end('{"data":[]}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked }
}

interface ShownCheck {
  readonly name: string
  readonly status: string
  readonly detail: string
  readonly hint?: string
}

function checkNamed(stdout: string, name: string): ShownCheck | undefined {
  return JSON.parse(stdout).checks.find((check: ShownCheck) => check.name === name)
}

describe('doctor', () => {
  it('finds a fresh installation in order', async () => {
    const cli = openCli()

    const { code, stdout } = await cli.run('doctor', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout).ok).toBe(true)
    expect(checkNamed(stdout, 'database')?.detail).toMatch(/whole, .*mode 600/)
    expect(checkNamed(stdout, 'books')?.detail).toContain('0 entries')
    expect(checkNamed(stdout, 'models')?.detail).toBe('local:extractive')
  })

  it.each([
    ['2026.03.04', 'ok', '2026.03.04'],
    ['2023.03.04', 'warning', '2023.03.04 is too old: sites have changed since'],
  ])('tells whether yt-dlp %s can be used', async (version, status, detail) => {
    const { stdout } = await openCli({ YT_DLP: fakeYtDlp({ version }).command }).run('doctor', '--json')
    expect(checkNamed(stdout, 'yt-dlp')).toMatchObject({ status, detail })
  })

  it('names a yt-dlp that is not there', async () => {
    const { code, stdout } = await openCli({ YT_DLP: '/no/such/yt-dlp' }).run('doctor', '--json')
    expect(code).toBe(0)
    expect(checkNamed(stdout, 'yt-dlp')).toMatchObject({
      status: 'warning',
      hint: expect.stringContaining('YT_DLP'),
    })
  })

  it('names wrong settings and goes on without them', async () => {
    const { code, stdout } = await openCli({ TIME_ZONE: 'Mars', LOG_LEVEL: 'loud' }).run('doctor')

    expect(code).toBe(1)
    expect(stdout).toContain('TIME_ZONE="Mars"')
    expect(stdout).toContain('LOG_LEVEL="loud"')
    expect(stdout).toContain('2 things are broken.')
  })

  it('asks the provider for its models with the key, and never shows the key', async () => {
    const provider = await startProvider(200)
    const cli = openCli({
      MODELS: 'openai:gpt-5',
      OPENAI_BASE_URL: provider.url,
      OPENAI_API_KEY: 'sk-very-secret',
    })

    const { code, stdout, stderr } = await cli.run('doctor', '--json')

    expect(code).toBe(0)
    expect(checkNamed(stdout, 'provider openai')?.status).toBe('ok')
    expect(provider.asked.map(({ url, headers }) => [url, headers['authorization']])).toEqual([
      ['/v1/models', 'Bearer sk-very-secret'],
    ])
    expect(`${stdout}${stderr}`).not.toContain('very-secret')
  })

  it('tells a damaged database from a healthy one', async () => {
    const cli = openCli()
    await cli.run('verify')
    writeFileSync(join(cli.folder, 'data', 'autointel.db'), 'this is no database, whatever it is named')

    const { code, stdout } = await cli.run('doctor', '--json')

    expect(code).toBe(1)
    expect(checkNamed(stdout, 'database')).toMatchObject({
      status: 'failed',
      hint: expect.stringContaining('backup'),
    })
  })
})

it('does not count its own work as a delay of the provider', async () => {
  const steps: string[] = []
  const checks = await examine({
    readConfig: async () =>
      readConfig({ DATA_DIR: temporaryFolder(), MODELS: 'openai:gpt-5', OPENAI_API_KEY: 'sk-x' }),
    open: async () => {
      steps.push('opened')
      throw new Error('There is no room for books.')
    },
    get: async () => {
      steps.push('asked')
      return new Response()
    },
    timers: new HandDrivenTimers(),
  })
  expect(steps).toEqual(['opened', 'asked'])
  expect(checks.slice(-2)).toMatchObject([
    { name: 'start', status: 'failed', detail: 'There is no room for books.' },
    { name: 'provider openai', status: 'ok' },
  ])
})

describe('the check of a provider', () => {
  const options = { get: fetch, timers: new HandDrivenTimers(), timeoutMs: 5_000 }

  it.each([
    [200, 'ok', 'takes the key'],
    [401, 'failed', 'key refused'],
    [403, 'failed', 'key refused'],
    [404, 'ok', 'does not list models'],
    [429, 'warning', 'status 429'],
    [500, 'failed', 'status 500'],
  ] as const)('takes the status %d for %s', async (status, found, says) => {
    const { url } = await startProvider(status)

    const check = await providerCheck('openai', { apiKey: 'x', baseUrl: url }, options)

    expect(check.status).toBe(found)
    expect(check.detail).toContain(says)
  })

  it('gives up on one that does not answer', async () => {
    const { url } = await startProvider('never')
    const timers = new HandDrivenTimers()
    let hasEnded = false
    const check = providerCheck('openai', { baseUrl: url }, { ...options, timers }).finally(() => {
      hasEnded = true
    })

    await timers.pass(4_999)
    expect(hasEnded).toBe(false)
    await timers.pass(1)

    expect(await check).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('no answer within 5 s'),
    })
  })

  it('says why one cannot be reached', async () => {
    const baseUrl = 'http://user:pass@127.0.0.1:1/v1'

    const { status, detail } = await providerCheck('compatible', { baseUrl }, options)

    expect(status).toBe('failed')
    expect(detail).not.toContain('pass')
  })

  it.each([
    ['anthropic', 'x-api-key', 'secret'],
    ['google', 'x-goog-api-key', 'secret'],
    ['compatible', 'authorization', 'Bearer secret'],
  ] as const)("sends %s's key the way it is expected", async (provider, header, value) => {
    const { url, asked } = await startProvider(200)

    await providerCheck(provider, { apiKey: 'secret', baseUrl: url }, options)

    expect(asked[0]?.headers[header]).toBe(value)
  })
})
