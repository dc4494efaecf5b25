import { expect, it } from 'vitest'
import { textsOf } from '../../src/locales/i18n.ts'
import { usDollar } from '../../src/money/display-currency.ts'
import { resultText } from '../../src/surfaces/cli/brief-text.ts'
import { briefMarkdown } from '../../src/surfaces/discord/render/brief-markdown.ts'
import * as make from './discord/render/money-factories.ts'

const claim = { text: 'Forty ships lay in the ice.', quote: 'Forty ships lay in the ice of the harbour.' }
const proof = { text: 'Forty ships.', title: 'Ice report', stance: 'for', origin: 'knowledge' } as const
const unchecked = { quote: '', verdict: 'not checkable here', confidence: 0, evidence: [] } as const
const result = make.result({
  notes: [{ code: 'no_search', values: {} }],
  brief: make.brief({
    summary: 'It froze in May.',
    keyPoints: [{ text: 'Nobody was hurt.', quote: '' }],
    claims: [
      { ...unchecked, text: 'It froze in May.' },
      { ...claim, verdict: 'supported', confidence: 0.6, evidence: [proof] },
      { ...unchecked, text: 'Nobody was hurt.' },
      { ...unchecked, text: 'The port was sold.' },
    ],
  }),
})

it('are told in a line on the command line, with what sets a search up, and listed where nothing else says them', () => {
  const text = resultText(result, { width: 200, currency: usDollar })
  expect(text).toContain(
    [
      'Claims',
      '  • Forty ships lay in the ice.',
      '      [supported, 60 % sure]',
      '      for: Ice report',
      '',
      'Claims not checked: 3. No search of the web is set up here: SEARCH_PROVIDERS=mediawiki asks Wikipedia, for nothing. Said above: 2.',
      '  • The port was sold.',
      '',
    ].join('\n'),
  )
  expect(text).not.toContain('earlier briefs only')
})

it('are listed though the summary says them where it is known when they are said', () => {
  const { brief } = make.result({
    brief: make.brief({
      summary: 'It froze in May.',
      claims: [{ ...unchecked, text: 'It froze in May.', atSeconds: 62 }],
    }),
  })
  const text = resultText({ ...result, brief }, { width: 200, currency: usDollar })
  expect(text).toContain('  • [1:02] It froze in May.')
})

it.each([
  [
    'en',
    'Claims not checked: 3. No source of evidence is set up here; the bot’s owner can set one up. Said above: 2.',
  ],
  [
    'ru',
    'Утверждений без проверки: 3. Источник свидетельств здесь не настроен — это может сделать владелец бота. Сказано выше: 2.',
  ],
] as const)('are told in a line of the full brief on Discord in %s, without quotes', (language, said) => {
  const texts = textsOf(language)
  const document = briefMarkdown(result, texts)
  const [, section = ''] = document.split(`## ${texts.t('result.claims')}\n\n`)
  const [checked, ...others] = section.split('\n\n')
  expect(checked).toContain('Forty ships lay in the ice of the harbour.')
  expect(others.slice(0, 2)).toEqual([said, '- The port was sold.'])
  expect(document).not.toContain(texts.t('verdict.not checkable here'))
})

it('are said to be without evidence where something was searched', () => {
  const searched = { ...result, notes: [] }
  const said = 'Claims without a verdict: 3. No evidence for or against was found. Said above: 2.'
  expect(resultText(searched, { width: 200, currency: usDollar })).toContain(said)
  expect(briefMarkdown(searched, textsOf('en'))).toContain(said)
})
