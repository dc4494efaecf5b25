import { expect, it } from 'vitest'
import { costReport } from '../../src/report/read-cost-report.ts'
import { reportToCsv } from '../../src/wire/report-csv.ts'
import { noonMs, someCall, spend } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

it('a report is a CSV table with the total first and exact costs', async () => {
  const ledger = await openLedgerAt(temporaryPath())
  await spend(ledger, '0.000000001', { call: { ...someCall, model: 'a,b' } })
  await spend(ledger, '1.5', { call: { ...someCall, provider: '=cmd', model: 'a,b' } })
  const report = await costReport(ledger, { period: { kind: 'days', days: 2 }, nowMs: noonMs })

  const lines = reportToCsv(report).split('\r\n')

  expect(lines.slice(0, 2)).toEqual([
    'section,name,cost_usd,calls,failed_calls,input_tokens,output_tokens',
    'total,,1.500000001,2,0,0,0',
  ])
  expect(lines).toContain("provider,'=cmd,1.5,1,0,0,0")
  expect(lines).toContain('model,"openai:a,b",0.000000001,1,0,0,0')
  expect(lines).toContain('day,2026-06-17,1.500000001,,,,')
})
