import { describe, expect, it } from 'vitest'
import { textsOf } from '../../src/locales/i18n.ts'
import { reportDocument } from '../../src/locales/report-document.ts'
import { costReport } from '../../src/report/read-cost-report.ts'
import { costReportToJson } from '../../src/wire/cost-report.ts'
import { noonMs, someCall, spend } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const english = textsOf('en')

async function reportOfModel(model: string, scope: { tenant?: string; user?: string } = {}, days = 2) {
  const ledger = await openLedgerAt(temporaryPath())
  await spend(ledger, '0.000000001', { call: { ...someCall, model } })
  await spend(ledger, '1.5', { call: { ...someCall, provider: '=cmd', model } })
  return costReport(ledger, { period: { kind: 'days', days }, nowMs: noonMs, ...scope })
}

describe('a report as a document', () => {
  it('is Markdown in which no name breaks a table or becomes a link', async () => {
    const text = reportDocument(await reportOfModel('x|y\n[z](http://h)<b>'), 'markdown', english)

    expect(text).toMatch(/^# Costs of the whole bot, Jun 16, 2026 – Jun 17, 2026\n/)
    expect(text).toContain('| openai:x\\|y \\[z\\](http://h)\\<b\\> | $0.000000001 | 0% | 1 | 0 |')
  })

  it('speaks the language of its reader, names and numbers included', async () => {
    const text = reportDocument(await reportOfModel('gpt-5'), 'markdown', textsOf('ru'))

    expect(text).toMatch(/^# Расходы: весь бот, 16 июн\. 2026 г\. – 17 июн\. 2026 г\.\n/)
    expect(text).toContain('## По операциям')
    expect(text).toContain('| Текст | $1.500000001 | 100\u0020% | 2 | 0 |')
    expect(text.replace(/openai|gpt|UTC|cmd/g, '')).not.toMatch(/[A-Za-z]{3}/)
  })

  it('names a single day once', async () => {
    const text = reportDocument(await reportOfModel('gpt-5', {}, 1), 'markdown', english)

    expect(text).toMatch(/^# Costs of the whole bot, Jun 17, 2026\n/)
  })

  it.each([
    [{ tenant: 'guild_200000000000000001' }, 'server 200000000000000001'],
    [{ tenant: 'dm_7' }, 'direct messages of member 7'],
    [{ tenant: 'cli' }, 'cli'],
    [{ user: '7' }, 'member 7'],
  ])('of %j names its subject as people do', async (scope, name) => {
    const text = reportDocument(await reportOfModel('gpt-5', scope), 'markdown', english)

    expect(text).toContain(`# Costs of ${name}, Jun`)
  })

  it('is titled by what people call its subject, where that is known', async () => {
    const report = await reportOfModel('gpt-5', { tenant: 'guild_200000000000000001' })

    expect(reportDocument(report, 'markdown', english, 'Tide *Watchers*')).toContain(
      '# Costs of Tide \\*Watchers\\*, Jun',
    )
  })

  it('shows names with an underscore inside as they are', async () => {
    const text = reportDocument(await reportOfModel('gpt_5 _x_'), 'markdown', english)

    expect(text).toContain('| openai:gpt_5 \\_x\\_ |')
  })

  it('is, as JSON, what programs read', async () => {
    const report = await reportOfModel('gpt-5')

    expect(JSON.parse(reportDocument(report, 'json', textsOf('ru')))).toEqual(costReportToJson(report))
  })
})
