import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { textsOf } from '../../../src/locales/i18n.ts'
import { reportDocument } from '../../../src/locales/report-document.ts'
import { costReport } from '../../../src/report/read-cost-report.ts'
import { noonMs, someCall } from '../../support/ledger/requests.ts'
import { booked, botWithCosts, here } from './booked-costs.ts'
import { guild, manager, member, other } from './local-bot.ts'
import { isForOneAlone, shows, textOf } from './message-view.ts'
import { attached, fieldOf, isAnswered } from './report-parts.ts'

describe('/exportcostreport', () => {
  it.each([
    ['markdown', 'md'],
    ['csv', 'csv'],
    ['json', 'json'],
  ] as const)(
    'attaches even a short report in %s, as the command line exports it',
    async (format, extension) => {
      const { discord, ledger } = await botWithCosts()
      const asked = discord.command('exportcostreport', { days: 1, format }, { user: manager.id })
      const message = await asked.waitFor(isAnswered)
      const report = await costReport(ledger, {
        period: { kind: 'days', days: 1 },
        nowMs: noonMs,
        tenant: here,
        countWorkflows: async () => 0,
      })
      expect(attached(discord, message)).toEqual([
        `cost_report_1days.${extension}`,
        reportDocument(report, format, textsOf('en'), guild.name),
      ])
      expect(isForOneAlone(message)).toBe(true)
      expect(discord.violations).toEqual([])
    },
  )

  it.each([
    ['markdown', 'cost_report_300days.md'],
    ['csv', 'cost_report_300days.csv'],
    ['json', 'cost_report_300days.json'],
  ] as const)('attaches a long report in %s', async (format, name) => {
    const { discord, ledger } = await botWithCosts()
    for (let number = 1; number <= 12; number += 1)
      await booked(ledger, '0.01', { call: { ...someCall, model: `model-${number}-${'x'.repeat(150)}` } })
    const asked = discord.command('exportcostreport', { days: 300, format }, { user: manager.id })
    const message = await asked.waitFor(isAnswered)
    const report = await costReport(ledger, {
      period: { kind: 'days', days: 300 },
      nowMs: noonMs,
      tenant: here,
      countWorkflows: async () => 0,
    })
    expect(attached(discord, message)).toEqual([
      name,
      reportDocument(report, format, textsOf('en'), guild.name),
    ])
    expect(textOf(message)).toContain('Cost report of 300 days')
    expect(discord.violations).toEqual([])
  })

  it('exports a named period in the reader’s language, and says which days it is about', async () => {
    const { discord } = await botWithCosts()
    const asked = discord.command('exportcostreport', { period: 'today' }, { user: manager.id, locale: 'ru' })
    const message = await asked.waitFor(isAnswered)
    const [name, document] = attached(discord, message)
    expect(name).toBe('cost_report_1days.md')
    expect(document).toMatch(/Расходы|Отчёт/)
    expect(textOf(message)).toContain('Отчёт о расходах')
    await discord
      .command('exportcostreport', { period: 'custom' }, { user: manager.id, locale: 'ru' })
      .waitFor(shows('Укажите целое число дней от 1 до'))
  })

  it('exports a server for those who may see its report only', async () => {
    const { discord } = await botWithCosts()
    await discord
      .command('exportcostreport', {}, { user: member.id, isAllowed: true })
      .waitFor(shows('Only those who manage this server'))
    const own = discord.command(
      'exportcostreport',
      { format: 'csv', days: 1 },
      { user: member.id, isDirect: true },
    )
    const [, document] = attached(discord, await own.waitFor(isAnswered))
    expect(document).toContain('total,,0.75,1,0,100,10')
  })
})

describe('/costs', () => {
  it('shows a member their own costs everywhere, and nobody else', async () => {
    const { discord, ledger } = await botWithCosts()
    await booked(ledger, '9.00', { daysAgo: 45 })
    const asked = discord.command('costs', {}, { user: member.id })
    const mine = await asked.waitFor(isAnswered)
    expect(isForOneAlone(mine)).toBe(true)
    expect(fieldOf(mine, 'Last 30 days')).toBe('**$46.250**')
    expect(fieldOf(mine, 'In all')).toBe('$55.250')
    expect(fieldOf(mine, 'Runs')).toBe('0')
    expect(fieldOf(mine, 'Today')).toBe('$42.250')
    expect(fieldOf(mine, 'Daily limit')).toBe('none: only the server’s budgets hold')
    expect(discord.violations).toEqual([])
  })

  it('shows what is left of the member’s daily limit, in their language, in direct messages too', async () => {
    const { discord, ledger } = await botWithCosts()
    await ledger.setBudget({
      subject: bookedSubject(`user_${other.id}`),
      period: 'day',
      limitNanoUsd: 5_000_000_000n,
      mode: 'hard',
      by: 'config',
      role: 'owner',
      atMs: noonMs,
    })
    await booked(ledger, '1.50', { user: other.id })
    const asked = discord.command('costs', {}, { user: other.id, isDirect: true, locale: 'ru' })
    const mine = await asked.waitFor(isAnswered)
    expect(isForOneAlone(mine)).toBe(true)
    expect(fieldOf(mine, 'Дневной лимит')).toMatch(/30\s%[\s\S]*осталось 3,50\s\$ из 5,00\s\$/)
    expect(discord.violations).toEqual([])
  })
})
