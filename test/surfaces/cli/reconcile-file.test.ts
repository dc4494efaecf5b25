import { describe, expect, it } from 'vitest'
import { reconciliationForm } from '../../../src/wire/reconciliation.ts'
import { openReconciliation } from './open-reconciliation.ts'

const flash = { provider: 'google', model: 'gemini-2.5-flash' }

async function withFile(content: string, settings: Readonly<Record<string, string>> = {}) {
  const opened = await openReconciliation(settings, [{ usd: '0.30', ...flash }])
  const file = opened.cli.file('bill.csv', content)
  return { ...opened, run: () => opened.reconcile('google', '--csv', file) }
}

describe('a bill in a file', () => {
  it.each([
    ['plain', 'date,provider,model,cost,currency\n2026-11-20,google,gemini-2.5-flash,0.34,USD\n', {}],
    [
      'in the words of a cloud, with columns that nobody asked for',
      '\uFEFF"Billing account ID";"SKU description";"Usage start date";"Cost ($)"\r\n"1";"Gemini 2.5 Flash GA Text Input - Predictions";"2026-11-20";"0.14"\r\n"1";"Gemini 2.5 Flash GA ""Text"" Output";2026-11-20;2e-1\r\n\r\n',
      {},
    ],
    [
      'in another currency whose rate is known, with moments instead of days',
      'usage_start_time,sku,cost,currency\n2026-11-20 23:00:00 UTC,gemini-2.5-flash,0.17,EUR\n2026-11-21T00:30:00+01:00,gemini-2.5-flash,0.0,EUR\n',
      { DISPLAY_RATES: 'EUR=0.5' },
    ],
  ])('is held against the books: %s', async (_, content, settings) => {
    const { run } = await withFile(content, settings)

    const { code, json } = await run()

    expect(code).toBe(0)
    expect(json.days).toMatchObject([
      {
        date: '2026-11-20',
        provider: 'google',
        model: 'gemini-2.5-flash',
        ledger_usd: 0.3,
        provider_usd: 0.34,
      },
    ])
  })

  it('tells a model from a longer name that begins with it, and what is of others', async () => {
    const { run } = await withFile(
      'day,provider,sku,cost\n2026-11-20,gemini,Gemini 2.5 Flash Lite Text Input,0.05\n2026-11-20,openai,gpt-5,9\n2026-12-01,google,gemini-2.5-flash,9\n2026-11-20,google,gemini-2.5-flash,0.3\n2026-11-20,google,Cloud storage,0.02',
    )

    const { json, stderr } = await run()

    expect(json.days).toMatchObject([
      { model: 'Cloud storage', explained: [{ class: 'unknown_item', usd: 0.02 }] },
      { model: 'gemini-2.5-flash', drift_usd: 0 },
      { model: 'gemini-2.5-flash-lite', explained: [{ class: 'other_keys', usd: 0.05 }] },
    ])
    expect(stderr).toContain('2 rows of the file')
  })

  it.each([
    ['an unknown header', 'tag,betrag\n1,2\n', 'lacks columns: date, model, cost (tag, betrag)'],
    ['a day that is none', 'date,model,cost\n2026-11-31,x,1\n', 'line 2: date "2026-11-31"'],
    ['a cost that is none', 'date,model,cost\n2026-11-20,x,much\n', 'line 2: cost "much"'],
    ['another currency', 'date,model,cost,currency\n2026-11-20,x,1,EUR\n', 'has amounts in EUR'],
    ['another currency in its header', 'date,model,Cost (€)\n2026-11-20,x,1\n', 'has amounts in EUR'],
    ['a quote without an end', 'date,model,cost\n2026-11-20,"x,1\n', 'cannot be understood'],
    ['nothing', '', 'lacks columns'],
  ])('with %s is refused, and its place is named', async (_, content, why) => {
    const { run } = await withFile(content)

    const { code, stdout, stderr } = await run()

    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(why)
  })

  it('is needed where a provider cannot be asked', async () => {
    const { reconcile } = await openReconciliation({}, [])

    const { code, stderr } = await reconcile('google')

    expect(code).toBe(2)
    expect(stderr).toContain('--csv')
    expect((await reconcile('openai', '--csv', '/nowhere.csv')).stderr).toContain('cannot be read')
  })
})

describe('what the bill says of doubtful calls', () => {
  const bill = 'date,model,cost\n2026-11-20,gpt-5-mini,0.13\n'
  const lost = [
    { id: 'lost', usd: '0.02' },
    { id: 'gone', usd: '0.04' },
  ]

  it('is shown, and booked only on request, once', async () => {
    const { cli, reconcile } = await openReconciliation({}, [{ usd: '0.10' }], lost)
    const file = cli.file('bill.csv', bill)

    const shown = await reconcile('openai', '--csv', file)
    const before = await cli.run('unresolved', '--json')
    const corrected = await reconcile('openai', '--csv', file, '--correct')
    const after = await reconcile('openai', '--csv', file, '--correct')

    const proposal = (isBooked: boolean) => [
      {
        entry: 'lost:entry',
        date: '2026-11-20',
        model: 'gpt-5-mini',
        from_usd: 0.02,
        to_usd: 0.01,
        booked: isBooked,
      },
      {
        entry: 'gone:entry',
        date: '2026-11-20',
        model: 'gpt-5-mini',
        from_usd: 0.04,
        to_usd: 0.02,
        booked: isBooked,
      },
    ]
    expect(shown.json.corrections).toEqual(proposal(false))
    expect(reconciliationForm.parse(shown.json).corrections[0]).toMatchObject({ to_usd: 10_000_000n })
    expect(JSON.parse(before.stdout)).toHaveLength(2)
    expect(corrected.json.corrections).toEqual(proposal(true))
    expect(after.json).toMatchObject({ days: [{ drift_usd: 0, explained: [] }], corrections: [] })
    expect((await cli.run('unresolved', '--json')).stdout).toBe('[]\n')
    expect((await cli.run('verify')).code).toBe(0)
  })

  it('is told as a table', async () => {
    const { cli } = await openReconciliation({}, [{ usd: '0.10' }], lost)
    const file = cli.file('bill.csv', bill)
    const range = ['--from', '2026-11-20', '--to', '2026-11-20']

    const { stdout } = await cli.run('reconcile', '--provider', 'openai', ...range, '--csv', file)

    expect(stdout).toBe(`  day         model       ledger   bill   drift  of which
  2026-11-20  gpt-5-mini   $0.16  $0.13  -$0.03  calls without an answer -$0.03
  total                    $0.16  $0.13  -$0.03
lost:entry: $0.02 would become $0.01.
gone:entry: $0.04 would become $0.02.
Nothing was corrected. With --correct it is.
`)
  })

  it('is not booked while a part of the drift has no reason', async () => {
    const { cli, reconcile } = await openReconciliation({}, [{ usd: '0.10' }], lost)
    const file = cli.file('bill.csv', 'date,model,cost\n2026-11-20,gpt-5-mini,0.01\n')

    expect((await reconcile('openai', '--csv', file, '--correct')).json.corrections).toEqual([])
  })
})

describe('wrong usage', () => {
  it.each([
    [['--from', '2026-11-22', '--to', '2026-11-18'], 'is after'],
    [['--from', '2026-02-30', '--to', '2026-11-18'], 'Expected a day'],
    [['--from', 'yesterday', '--to', '2026-11-18'], 'Expected a day'],
  ])('is told: %s', async (args, why) => {
    const { reconcile } = await openReconciliation({}, [])

    const { code, stderr } = await reconcile('openai', ...args)

    expect(code).toBe(2)
    expect(stderr).toContain(why)
  })
})
