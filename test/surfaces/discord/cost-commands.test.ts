import { describe, expect, it } from 'vitest'
import { textsOf } from '../../../src/locales/i18n.ts'
import { reportDocument } from '../../../src/locales/report-document.ts'
import { costReport } from '../../../src/report/read-cost-report.ts'
import { dayMs, noonMs } from '../../support/ledger/requests.ts'
import { located } from '../../support/sources/located.ts'
import { botWithCosts, here } from './booked-costs.ts'
import { guild, manager, member, other, owner } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { attached, fieldOf, idsOf, isAnswered, menuOf } from './report-parts.ts'

describe('/costreport', () => {
  it('shows a manager the last seven days of the server, to the cent of the ledger', async () => {
    const { discord, ledger } = await botWithCosts()
    const asked = discord.command('costreport', {}, { user: manager.id })
    const report = structuredClone(await asked.waitFor(isAnswered))
    expect(isForOneAlone(report)).toBe(true)
    expect(textOf(report)).toContain('### 📊 Costs of Readers\n')
    expect(textOf(report)).toContain('\n**$3.500** · 0 runs · 3 calls\n')
    expect(textOf(report)).toContain(' · uncertain $0.250\n')
    expect(fieldOf(report, 'By task')).toMatch(
      /Analysis\*\* · \$3\.250 · 92\.9%[\s\S]*Fact check\*\* · \$0\.250/,
    )
    expect(fieldOf(report, 'Budgets')).toMatch(
      /Hour\*\*.*30%[\s\S]*\$1\.50 of \$5\.00[\s\S]*Day\*\*[\s\S]*\$1\.50 of \$20\.00[\s\S]*\$7\.50 of \$500\.00/,
    )
    expect(report.attachments).toMatchObject([{ filename: 'spend.png' }])
    expect(JSON.stringify(report.components)).toContain('Spend of each day from ')
    expect(fieldOf(report, 'Top members')).toBe(`1. <@${other.id}> · $2.000\n2. <@${member.id}> · $1.500`)
    const booksSay = await costReport(ledger, {
      period: { kind: 'days', days: 7 },
      nowMs: noonMs,
      tenant: here,
    })
    expect(booksSay.totals.costNanoUsd).toBe(3_500_000_000n)
    expect(actionsOf(report)).toEqual(['report', 'report', 'export', 'report'])
    expect(discord.violations).toEqual([])
    expect(discord.messagesThatMayMention()).toEqual([])
  })

  it.each([
    [{ period: 'today' }, '$1.500'],
    [{ period: '30-days' }, '$7.500'],
    [{ period: 'this-month' }, '$7.500'],
    [{ period: 'custom', days: 8 }, '$7.500'],
    [{ days: 1 }, '$1.500'],
  ])('shows the period %j', async (options, total) => {
    const { discord } = await botWithCosts()
    const report = await discord.command('costreport', options, { user: manager.id }).waitFor(isAnswered)
    expect(textOf(report)).toContain(`\n**${total}** · `)
  })

  it('asks for the number of days of a custom period', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', { period: 'custom' }, { user: manager.id })
    await asked.waitFor(shows('Give a whole number of days from 1 to 3,660'))
  })

  it.each([
    ['operation', 'By operation', /Text\*\* · \$3\.500 · 100%/],
    ['model', 'By model', /openai:gpt-5`\*\* · \$2\.000[\s\S]*openai:gpt-5-mini`\*\* · \$1\.500/],
    ['provider', 'By provider', /openai`\*\* · \$3\.500/],
    ['depth', 'By depth', /standard\*\* · \$3\.500/],
    ['member', 'By member', new RegExp(`<@${other.id}> · \\$2\\.000 · 57\\.1%`)],
  ])('groups by %s', async (by, name, lines) => {
    const { discord } = await botWithCosts()
    const report = await discord.command('costreport', { by }, { user: manager.id }).waitFor(isAnswered)
    expect(fieldOf(report, name)).toMatch(lines)
    expect(discord.violations).toEqual([])
  })

  it('does not show a server’s costs to members who do not manage it', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', {}, { user: member.id, isAllowed: true })
    const told = await asked.waitFor(shows('Only those who manage this server may do that.'))
    expect(isForOneAlone(told)).toBe(true)
    expect(textOf(told)).not.toContain('###')
  })

  it('shows a member the costs of their own direct messages', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', {}, { user: member.id, isDirect: true })
    const report = await asked.waitFor(isAnswered)
    expect(textOf(report)).toContain('\n**$0.750** · ')
    expect(discord.violations).toEqual([])
  })

  it.each([
    ['guild_120000000000000009', '$40.000'],
    ['120000000000000009', '$40.000'],
    [guild.id, '$3.500'],
    ['all', '$44.250'],
  ])('shows an owner the server %s', async (server, total) => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', { server }, { user: owner.id, isDirect: true })
    const report = await asked.waitFor(isAnswered)
    expect(textOf(report)).toContain(`\n**${total}** · `)
    expect(discord.violations).toEqual([])
  })

  it('names the servers that spent most in the report of all', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', { server: 'all' }, { user: owner.id })
    const report = await asked.waitFor(shows('Costs of all servers'))
    expect(fieldOf(report, 'Top servers')).toMatch(
      /1\. .*120000000000000009.* · \$40\.000\n2\. Readers · \$3\.500\n3\. .* · \$0\.750/,
    )
  })

  it.each(['120000000000000009', 'all', `user_${owner.id}`, 'nonsense | @everyone'])(
    'does not show a manager the server %s',
    async (server) => {
      const { discord } = await botWithCosts()
      const asked = discord.command('costreport', { server }, { user: manager.id })
      const told = await asked.waitFor(shows('Only the bot’s owners may do that.'))
      expect(textOf(told)).not.toContain('###')
    },
  )

  it.each(['120000000000000777', 'nonsense | @everyone', 'default'])(
    'tells an owner that there is no server %s',
    async (server) => {
      const { discord } = await botWithCosts()
      const asked = discord.command('costreport', { server }, { user: owner.id })
      await asked.waitFor(shows('I know no such server.'))
      expect(discord.violations).toEqual([])
    },
  )

  it('offers servers to owners as they type, and to nobody else', async () => {
    const { discord } = await botWithCosts()
    const typed = discord.autocomplete('costreport', { server: 'read' }, 'server', { user: owner.id })
    await typed.firstResponse()
    expect(typed.choices).toEqual([{ name: `Readers · ${guild.id}`, value: guild.id }])
    const others = discord.autocomplete('costreport', { server: '' }, 'server', { user: manager.id })
    await others.firstResponse()
    expect(others.choices).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('pages to earlier periods and back, in the same message', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', {}, { user: manager.id })
    const report = await asked.waitFor(isAnswered)
    const [previous = '', next = ''] = idsOf(report)
    expect(() => discord.button(report, next, { user: manager.id })).toThrow('disabled')

    discord.button(report, previous, { user: manager.id })
    const earlier = structuredClone(await asked.waitFor(shows('**$4.000**')))
    expect(earlier.id).toBe(report.id)
    expect(fieldOf(earlier, 'By task')).toContain('$4.000 · 100%')
    const [, later = ''] = idsOf(earlier)
    discord.button(earlier, later, { user: manager.id })
    await asked.waitFor(shows('**$3.500**'))
    expect(discord.violations).toEqual([])
  })

  it('groups anew what is shown, by the menu', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', { period: 'today' }, { user: manager.id })
    const report = await asked.waitFor(isAnswered)
    discord.select(report, menuOf(report), ['model'], { user: manager.id })
    const grouped = await asked.waitFor(shows('By model'))
    expect(textOf(grouped)).toContain('\n**$1.500** · ')
    expect(discord.violations).toEqual([])
  })

  it('exports what is shown, in each format', async () => {
    const { discord, ledger } = await botWithCosts()
    const asked = discord.command('costreport', { period: 'today' }, { user: manager.id })
    const report = await asked.waitFor(isAnswered)
    const pressed = discord.button(report, buttonOf(report, 'export'), { user: manager.id })
    const document = structuredClone(await pressed.waitFor(isAnswered))
    expect(isForOneAlone(document)).toBe(true)
    expect(attached(discord, document)[1]).toContain('# Costs of Readers, ')
    const [, csv = ''] = idsOf(document)
    discord.button(pressed, csv, { user: manager.id })
    const isCsv = ({ attachments }: typeof document) => attachments[0]?.filename.endsWith('.csv') === true
    const other = await pressed.waitFor(isCsv)
    const booksSay = await costReport(ledger, {
      period: { kind: 'days', days: 1 },
      nowMs: noonMs,
      tenant: here,
    })
    expect(attached(discord, other)).toEqual([
      'cost_report_1days.csv',
      reportDocument(booksSay, 'csv', textsOf('en')),
    ])
    expect(discord.violations).toEqual([])
  })

  it('no longer pages for somebody who no longer manages the server', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', {}, { user: manager.id })
    const report = await asked.waitFor(isAnswered)
    const ids = [idsOf(report)[0] ?? '', menuOf(report), buttonOf(report, 'export')]
    const presses = [
      discord.button(report, ids[0] ?? '', { user: manager.id, permissions: 0n }),
      discord.select(report, ids[1] ?? '', ['model'], { user: manager.id, permissions: 0n }),
      discord.button(report, ids[2] ?? '', { user: manager.id, permissions: 0n }),
    ]
    for (const pressed of presses) await pressed.waitFor(shows('Only those who manage this server'))
    expect(textOf(report)).toContain('\n**$3.500** · ')
  })

  it('counts the runs of the period that is shown, and their average', async () => {
    const { discord, workflows } = await botWithCosts()
    const request = {
      location: located('https://example.com/'),
      depth: 'quick',
      tenant: here,
      user: member.id,
      visibility: 'server',
    } as const
    for (const daysAgo of [0, 1, 8])
      await workflows.create(`wf_${daysAgo}`, request, noonMs - daysAgo * dayMs)
    const asked = discord.command('costreport', {}, { user: manager.id })
    const report = await asked.waitFor(isAnswered)
    expect(textOf(report)).toContain('\n**$3.500** · 2 runs · $1.750 a run · 3 calls\n')
    discord.button(report, idsOf(report)[0] ?? '', { user: manager.id })
    const earlier = await asked.waitFor(shows('**$4.000**'))
    expect(textOf(earlier)).toContain(' · 1 run · ')
  })

  it('speaks Russian to a member who does', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('costreport', {}, { user: manager.id, locale: 'ru' })
    const report = await asked.waitFor(isAnswered)
    expect(textOf(report)).toContain('### 📊 Расходы: Readers\n')
    expect(textOf(report)).toContain('Больше всех потратили')
    expect(discord.violations).toEqual([])
  })
})
