import { describe, expect, it } from 'vitest'
import { toCsv } from '../../src/report/csv.ts'
import { reportCsv } from '../../src/report/export-report.ts'
import { costReport } from '../../src/report/read-cost-report.ts'
import { noonMs, someCall, spend } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

async function reportOfModel(model: string) {
  const ledger = await openLedgerAt(temporaryPath())
  await spend(ledger, '0.000000001', { call: { ...someCall, model } })
  await spend(ledger, '1.5', { call: { ...someCall, provider: '=cmd', model } })
  return costReport(ledger, { period: { kind: 'days', days: 2 }, nowMs: noonMs })
}

describe('CSV', () => {
  it('quotes what RFC 4180 asks for and ends each line with CRLF', () => {
    expect(
      toCsv([
        ['a,b', 'c"d', 'e\nf', 'g'],
        [1, { number: '-0.5' }, ''],
      ]),
    ).toBe('"a,b","c""d","e\nf",g\r\n1,-0.5,\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\uff1d1'])(
    'makes the text %j no formula',
    (text) => {
      expect(toCsv([[text]])).toMatch(/^"?'/)
    },
  )

  it('leaves text alone that no spreadsheet would run', () => {
    expect(toCsv([['gpt-5=good', 'a@b']])).toBe('gpt-5=good,a@b\r\n')
  })
})

describe('an exported report', () => {
  it('is a CSV table with the total first and exact costs', async () => {
    const lines = reportCsv(await reportOfModel('a,b')).split('\r\n')

    expect(lines.slice(0, 2)).toEqual([
      'section,name,cost_usd,calls,failed_calls,input_tokens,output_tokens',
      'total,,1.500000001,2,0,0,0',
    ])
    expect(lines).toContain("provider,'=cmd,1.5,1,0,0,0")
    expect(lines).toContain('model,"openai:a,b",0.000000001,1,0,0,0')
    expect(lines).toContain('day,2026-06-17,1.500000001,,,,')
  })
})
