import { expect, it } from 'vitest'
import { textsOf } from '../../src/locales/i18n.ts'
import { usDollar } from '../../src/money/display-currency.ts'
import { resultText } from '../../src/surfaces/cli/brief-text.ts'
import { briefMarkdown } from '../../src/surfaces/discord/render/brief-markdown.ts'
import * as make from './discord/render/money-factories.ts'

const claim = { text: 'Forty ships lay in the ice.', quote: 'Forty ships lay in the ice of the harbour.' }
const proof = { text: 'Forty ships.', title: 'Ice report', stance: 'for', origin: 'knowledge' } as const
const result = make.result({
  brief: make.brief({
    claims: [
      { ...claim, text: 'It froze in May.', verdict: 'not checkable here', confidence: 0, evidence: [] },
      { ...claim, verdict: 'supported', confidence: 0.6, evidence: [proof] },
      { ...claim, text: 'The port was sold.', verdict: 'not checkable here', confidence: 0, evidence: [] },
    ],
  }),
})

it('are a line each on the command line, below those that were checked', () => {
  const text = resultText(result, { width: 100, currency: usDollar })
  expect(text).toContain(
    [
      'Claims',
      '  • Forty ships lay in the ice.',
      '      [supported, 60 % sure]',
      '      for: Ice report',
      '',
      'Claims (not checkable here)',
      '  • It froze in May.',
      '  • The port was sold.',
      '',
    ].join('\n'),
  )
})

it('are a line each in the full brief on Discord, without a quote', () => {
  const document = briefMarkdown(result, textsOf('en'))
  const [, section = ''] = document.split('## Claims\n\n')
  const lines = section.split('\n\n')[0]?.split('\n') ?? []
  expect(lines.map((line) => line.replace(/\*\*.*?\*\*/, '…'))).toEqual([
    expect.stringContaining('… (60% sure): Forty ships lay in the ice.'),
    '  > “Forty ships lay in the ice of the harbour.”',
    '  - for: Ice report: “Forty ships.”',
    '- ▫️ …: It froze in May.',
    '- ▫️ …: The port was sold.',
  ])
})
