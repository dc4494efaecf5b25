import { expect, test } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { quoteLine } from '../../../../src/surfaces/discord/render/progress-message.ts'
import { refusalLines, refusalSentence } from '../../../../src/surfaces/discord/render/refusal-lines.ts'
import { resultMessage } from '../../../../src/surfaces/discord/render/result-message.ts'
import * as make from './money-factories.ts'
import { buttonIds, buttonLabels, cardTexts, discordProblems, shownText } from './payload.ts'

const en = textsOf('en')

const untouched = make.result({
  status: 'refused',
  depth: 'deep',
  source: undefined,
  brief: undefined,
  cost: undefined,
  costNanoUsd: 0n,
  refusal: make.refusal(),
  tasks: [
    { task: 'acquisition', status: 'skipped', costNanoUsd: 0n, calls: 0 },
    { task: 'analysis', status: 'skipped', costNanoUsd: 0n, calls: 0 },
  ],
})

test('a run that a budget refuses at the start is one short answer: which limit, what is left and when it resets', () => {
  const message = resultMessage(untouched, make.resultOptions(), en)
  expect(discordProblems(message)).toEqual([])
  expect(message.cards).toHaveLength(1)
  expect(cardTexts(message)).toEqual([
    [
      '### 💸 Stopped by a budget',
      'This server’s budget for the day ($20.00) does not leave enough.',
      '-# $0.50 left · resets <t:1795392000:R>',
      '-# example.com/tides',
    ].join('\n'),
  ])
  expect(buttonIds(message)).toEqual(['resets|wf_3f2a9c'])
})

test('a refused run offers the depth that would fit, and to owners a higher limit with which it goes on', () => {
  const shallower = { depth: 'quick', ceilingNanoUsd: make.usd('0.50') } as const
  const message = resultMessage(untouched, make.resultOptions({ shallower, canRaise: true }), en)
  expect(buttonIds(message)).toEqual([
    'continue|wf_3f2a9c',
    'retry|wf_3f2a9c|quick',
    `raise|${make.server}|day`,
    'resets|wf_3f2a9c',
  ])
  expect(buttonLabels(message)).toEqual([
    'Try again',
    'Run at quick, up to $0.50',
    'Raise limit',
    'When it resets',
  ])
  const toMembers = resultMessage(untouched, make.resultOptions({ shallower }), en)
  expect(buttonIds(toMembers)).toEqual(['retry|wf_3f2a9c|quick', 'resets|wf_3f2a9c'])
  const byNow = resultMessage(untouched, make.resultOptions({ isAdmittedNow: true }), en)
  expect(buttonIds(byNow)).toEqual(['continue|wf_3f2a9c', 'resets|wf_3f2a9c'])
})

test('a refused run that has finished something says so and can be continued', () => {
  const tasks = [
    { task: 'acquisition', status: 'completed', costNanoUsd: 0n, calls: 1 },
    { task: 'analysis', status: 'refused', costNanoUsd: 0n, calls: 0 },
  ] as const
  const paid = { ...untouched, tasks, costNanoUsd: 1n }
  const message = resultMessage(paid, make.resultOptions({ isAdmittedNow: true }), en)
  expect(shownText(message)).toContain('What was finished is kept')
  expect(buttonLabels(message)).toEqual(['Continue', 'When it resets'])
  expect(shownText(resultMessage({ ...paid, costNanoUsd: 0n }, make.resultOptions(), en))).not.toContain(
    'kept',
  )
})

test.each([
  [{ kind: 'user', subject: `user_${make.member}` }, 'Your own daily limit ($20.00) does not leave enough.'],
  [
    { kind: 'tenant', subject: 'dm_411223344556677889' },
    'The budget of your direct messages for the day ($20.00) does not leave enough.',
  ],
  [
    { kind: 'bot', subject: 'bot', period: 'month' },
    'The whole bot’s budget for the month ($20.00) does not leave enough.',
  ],
  [
    { kind: 'task', subject: 'wf_1/verification', period: undefined },
    'The limit of the task “Fact check” ($20.00) does not leave enough.',
  ],
  [
    { kind: 'scope', subject: 'wf_1', period: undefined },
    'The limit of this run ($20.00) does not leave enough.',
  ],
] as const)('the limit of %j reads as what it is', (overrides, sentence) => {
  expect(refusalSentence(make.refusal(overrides), en)).toBe(sentence)
})

test.each([
  [{ kind: 'user', subject: `user_${make.member}` }, '$0.50 left of your own $20.00 until'],
  [
    { kind: 'tenant', subject: 'dm_411223344556677889' },
    '$0.50 left of the $20.00 of your direct messages until',
  ],
  [{ kind: 'bot', subject: 'bot' }, '$0.50 left of the whole bot’s $20.00 until'],
] as const)('a quote says whose money is left: %j', (overrides, words) => {
  const { quote } = make.progress()
  expect(quote && quoteLine({ ...quote, tightest: make.refusal(overrides) }, en)).toContain(words)
})

test('a limit that is only held says so, and not when it resets', () => {
  const fits = make.refusal({ heldNanoUsd: make.usd('0.60'), requestedNanoUsd: make.usd('0.80') })
  const beyond = make.refusal({ requestedNanoUsd: make.usd('0.800000001') })
  expect(refusalSentence(fits, en)).toMatch(/Runs under way hold the rest/)
  expect(refusalLines(fits, en)).toHaveLength(1)
  expect(refusalSentence(beyond, en)).not.toMatch(/Runs under way/)
  expect(refusalLines(beyond, en)[1]).toMatch(/^-# .* left · resets <t:/)
})

test('the limit of a run cannot be raised: it ends with it', () => {
  const refusal = make.refusal({ kind: 'scope', period: undefined })
  const message = resultMessage({ ...untouched, refusal }, make.resultOptions({ canRaise: true }), en)
  expect(buttonIds(message)).not.toContain('raise')
})
