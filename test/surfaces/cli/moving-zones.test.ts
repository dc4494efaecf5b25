import { describe, expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer } from '../../support/providers/reply.ts'
import { article } from './run-cli.ts'

/** Bogota's midnight is at 05:00 UTC: a day of its own begins then, while that of UTC goes on. */
const beforeMidnight = Date.UTC(2026, 10, 26, 4, 59)
const midnight = Date.UTC(2026, 10, 26, 5)
const nextDay = Date.UTC(2026, 10, 27, 5)

/** A command line whose clock the test sets, and whose every answer costs 0.19001. */
async function openClocked(subject: string) {
  const server = await startOpenAiServer()
  onTestFinished(() => server.close())
  const usageFields = { prompt_tokens: 76_000, completion_tokens: 1, total_tokens: 76_001 }
  server.respondWith(() => answer({ usageFields }))
  const clock = { nowMs: beforeMidnight }
  const cli = openCommandLine({
    settings: { MODELS: 'openai:gpt-4o', OPENAI_API_KEY: 'test-key' },
    servers: { 'https://api.openai.com': new URL(server.url).origin },
    now: () => clock.nowMs,
  })
  const source = cli.file('harbour.md', article)
  const day = async () => {
    const { budgets } = JSON.parse((await cli.run('budget', 'show', subject, '--json')).stdout)
    return budgets.find(({ period }: { period: string }) => period === 'day')
  }
  const run = () => cli.run(source, '--depth', 'quick', '--tenant', subject, '--json')
  return { server, cli, clock, day, run }
}

describe('moving a time zone (M1)', () => {
  it('leaves no more than before, until the old day would have ended', async () => {
    const { server, cli, clock, day, run } = await openClocked('dm_7')
    await cli.run('budget', 'set', 'dm_7', 'day', '0.19001')
    await cli.run('budget', 'set', 'dm_7', 'hour', 'none')
    await run()
    expect(await day()).toMatchObject({ spent_usd: 0.19001, remaining_usd: 0 })

    clock.nowMs = midnight
    const moved = await cli.run('budget', 'timezone', 'dm_7', 'America/Bogota')
    const refused = await run()

    expect([moved.code, refused.code]).toEqual([0, 3])
    expect(await day()).toMatchObject({ remaining_usd: 0 })
    expect(server.requests).toHaveLength(1)
    expect((await cli.run('budget', 'history', 'dm_7')).stdout).toContain('America/Bogota')
    expect((await cli.run('verify')).code).toBe(0)

    clock.nowMs = nextDay
    expect((await run()).code).toBe(0)
  })

  it.each(['-05:19', '+03:00', 'UTC+25', 'Mars/Olympus', ''])(
    'refuses %j, which is no IANA zone',
    async (zone) => {
      const { cli } = await openClocked('cli')

      const { code } = await cli.run('budget', 'timezone', 'cli', '--', zone)

      expect(code).toBe(2)
      expect((await cli.run('verify')).code).toBe(0)
    },
  )

  it.each([
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
  ])('keeps and shows the modern name: %s is %s', async (given, modern) => {
    const { cli } = await openClocked('cli')

    const { code, stdout } = await cli.run('budget', 'timezone', 'cli', given)

    expect([code, stdout]).toEqual([0, expect.stringContaining(modern)])
    expect(JSON.parse((await cli.run('budget', 'show', 'cli', '--json')).stdout).time_zone).toBe(modern)
  })

  it.each([
    ['Kyiv', 'Europe/Kyiv'],
    ['Kolkata', 'Asia/Kolkata'],
    ['МСК', 'Europe/Moscow'],
    ['UTC+3', 'Europe/Moscow'],
  ])('answers what people say for a zone with its name: %s with %s', async (given, modern) => {
    const { cli } = await openClocked('cli')

    const { code, stderr } = await cli.run('budget', 'timezone', 'cli', given)

    expect([code, stderr]).toEqual([2, expect.stringContaining(modern)])
  })

  it('is not done by a process that is silent about it', async () => {
    const { cli } = await openClocked('cli')
    const told = cli.with({ TIME_ZONE: 'Asia/Tokyo' })
    const zoneOf = async (one: typeof cli) =>
      JSON.parse((await one.run('budget', 'show', 'cli', '--json')).stdout).time_zone
    expect(await zoneOf(told)).toBe('Asia/Tokyo')

    expect(await zoneOf(cli)).toBe('Asia/Tokyo')
    expect(await zoneOf(told)).toBe('Asia/Tokyo')
  })
})
