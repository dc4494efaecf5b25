import { describe, expect, it } from 'vitest'
import { openCli } from './run-cli.ts'

const limitOf = (shown: string, period: string) =>
  JSON.parse(shown).budgets.find((budget: { period: string }) => budget.period === period)

describe('budgets on the command line', () => {
  it('show what holds by default, exactly in the form that programs rely on', async () => {
    const { code, stdout } = await openCli({ TIME_ZONE: 'UTC' }).run('budget', 'show', 'guild_1', '--json')

    const shown = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(Object.keys(shown)).toEqual(['subject', 'time_zone', 'budgets'])
    expect(shown).toMatchObject({ subject: 'guild_1', time_zone: 'UTC' })
    expect(shown.budgets.map((budget: { period: string }) => budget.period)).toEqual(['hour', 'day', 'month'])
    expect(shown.budgets[1]).toEqual({
      period: 'day',
      limit_usd: 20,
      mode: 'hard',
      origin: 'config',
      spent_usd: 0,
      held_usd: 0,
      remaining_usd: 20,
      percent: 0,
      starts_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/),
      resets_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/),
    })
  })

  it('show null where nothing limits', async () => {
    const { stdout } = await openCli().run('budget', 'show', 'bot', '--json')

    expect(limitOf(stdout, 'month')).toMatchObject({
      limit_usd: null,
      mode: null,
      origin: null,
      remaining_usd: null,
      percent: null,
    })
  })

  it.each([
    ['50', 50],
    ['$50', 50],
    ['50.00', 50],
    ['50,25', 50.25],
    ['1000000', 1_000_000],
    ['0.000000001', 1e-9],
    ['0', 0],
  ])('take the amount %s', async (amount, limit) => {
    const cli = openCli()

    const { code } = await cli.run('budget', 'set', 'user_7', 'day', amount)

    expect(code).toBe(0)
    expect(limitOf((await cli.run('budget', 'show', 'user_7', '--json')).stdout, 'day')).toMatchObject({
      limit_usd: limit,
      mode: 'hard',
      origin: 'own',
    })
  })

  it.each([
    ['1,000', 'not an amount'],
    ['1000000.01', 'The most is $1,000,000.00'],
    ['0.0000000001', 'at most 9'],
  ])('do not take the amount %s, and say why', async (amount, why) => {
    const { code, stderr } = await openCli().run('budget', 'set', 'user_7', 'day', amount)

    expect(code).toBe(2)
    expect(stderr).toContain(why)
  })

  it('stand in another currency beside dollars where one is set, in texts alone', async () => {
    const cli = openCli({ DISPLAY_CURRENCY: 'EUR', DISPLAY_RATES: 'EUR=0.92' })

    const set = await cli.run('budget', 'set', 'cli', 'day', '20')
    const report = await cli.run('report', '--tenant', 'cli', '--days', '1')
    const json = await cli.run('budget', 'show', 'cli', '--json')

    expect(set.stdout).toContain('$0.00 (≈ €0.00) of $20.00 (≈ €18.40)')
    expect(report.stdout).toContain('$0.0000 (≈ €0.00)')
    expect(report.stdout).toContain('of $20.00 (≈ €18.40)')
    expect(limitOf(json.stdout, 'day')).toMatchObject({ limit_usd: 20 })
    expect(json.stdout).not.toContain('€')
  })

  it('can be soft, default for all direct messages, taken away, and tell their history', async () => {
    const cli = openCli()
    const dayOf = async (subject: string) =>
      limitOf((await cli.run('budget', 'show', subject, '--json')).stdout, 'day')

    await cli.run('budget', 'set', 'dm', 'day', '7')
    await cli.run('budget', 'set', 'dm_1', 'day', '3', '--soft')
    expect(await dayOf('dm_1')).toMatchObject({ limit_usd: 3, mode: 'soft', origin: 'own' })

    await cli.run('budget', 'unset', 'dm_1', 'day')
    expect(await dayOf('dm_1')).toMatchObject({ limit_usd: 7, mode: 'hard', origin: 'default' })

    const history = await cli.run('budget', 'history', 'dm_1')
    expect(history.stdout).toMatch(/day {2}\$3\.00 → none .*\n.*day {2}\$7\.00 → \$3\.00 +soft/)
  })

  it('of all subjects are an array, the bot first', async () => {
    const cli = openCli()
    await cli.run('budget', 'set', 'guild_1', 'hour', '1')

    const json = await cli.run('budget', 'show', '--json')
    const text = await cli.run('budget')

    expect(JSON.parse(json.stdout).map(({ subject }: { subject: string }) => subject)).toEqual([
      'bot',
      'guild_1',
    ])
    expect(text.stdout).toContain('Tenants without a budget of their own: $5.00 an hour')
  })

  it('begin at the midnight of the time zone that is set', async () => {
    const cli = openCli()

    expect((await cli.run('budget', 'timezone', 'guild_1', 'Asia/Tehran')).code).toBe(0)
    const history = await cli.run('budget', 'history', 'guild_1')
    expect(history.stdout).toMatch(/zone {2}UTC → Asia\/Tehran .*command line/)

    const { stdout } = await cli.run('budget', 'show', 'guild_1', '--json')
    expect(JSON.parse(stdout).time_zone).toBe('Asia/Tehran')
    expect(limitOf(stdout, 'day').starts_at).toMatch(/T20:30:00\.000Z$/)
  })

  it('leave the time zone of everybody else to TIME_ZONE', async () => {
    const { code, stderr } = await openCli().run('budget', 'timezone', 'default', 'UTC')

    expect(code).toBe(2)
    expect(stderr).toContain('TIME_ZONE')
  })
})
