import { expect, test } from 'vitest'
import { botSubject, userSubject } from '../../../../src/ledger/subject.ts'
import { noTotals } from '../../../../src/ledger/summary.ts'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { ownerNoticeOf } from '../../../../src/outbox/owner-notice.ts'
import { alertMessage } from '../../../../src/surfaces/discord/render/alert-message.ts'
import {
  budgetHistoryMessage,
  budgetSetMessage,
  budgetViewMessage,
} from '../../../../src/surfaces/discord/render/budget-message.ts'
import { costReportMessage } from '../../../../src/surfaces/discord/render/cost-report-message.ts'
import { colors } from '../../../../src/surfaces/discord/render/look.ts'
import { myCostsMessage } from '../../../../src/surfaces/discord/render/my-costs-message.ts'
import { ownerNoticeMessage } from '../../../../src/surfaces/discord/render/owner-notice-message.ts'
import * as make from './money-factories.ts'
import { buttonIds, cardTexts, discordProblems, shownText } from './payload.ts'

const en = textsOf('en')
const ru = textsOf('ru')
const subject = make.serverSubject

test('a report shows figures, the breakdown asked for, budgets, days and the dearest members', () => {
  const topMembers = [
    { subject: userSubject(make.member), costNanoUsd: make.usd('3') },
    { subject: userSubject('7'), costNanoUsd: make.usd('1.2') },
  ]
  const message = costReportMessage(
    make.report(),
    { by: 'task', displayName: 'Tide *Watchers*', topMembers },
    en,
  )
  expect(discordProblems(message)).toEqual([])
  const texts = cardTexts(message)
  expect(texts[0]).toContain('### 📊 Costs of Tide \\*Watchers\\*')
  expect(texts[0]).toContain(
    [
      '\n**$4.200** · 6 runs · $0.700 a run · 40 calls',
      '-# uncertain $0.200 · calls failed: 2 · runs: 1 of 6 failed',
    ].join('\n'),
  )
  expect(texts).toContain(
    '**By task**\n▰▰▰▰▱ **Analysis** · $3.000 · 71.4%\n▰▱▱▱▱ **Fact check** · $1.200 · 28.6%',
  )
  expect(texts).toContain(`**Top members**\n1. <@${make.member}> · $3.000\n2. 7 · $1.200`)
  expect(shownText(message)).toContain('`Nov 22` ▰▰▰▰▰▰▰▰▰▰ $1.40')
})

test('a report says where the month ends, by which days, and when budgets are used up by then', () => {
  const limit = { limitNanoUsd: make.usd('20'), spentNanoUsd: make.usd('1') }
  const at = (iso: string) => Date.parse(iso)
  const forecast = {
    kind: 'projected',
    spentNanoUsd: make.usd('20'),
    projectedNanoUsd: make.usd('30'),
    lowNanoUsd: make.usd('28'),
    highNanoUsd: make.usd('33'),
    perDayNanoUsd: make.usd('1'),
    method: 'mean_14',
    daysKnown: 40,
    daysUsed: 10,
    levelSince: '2026-11-12',
    limits: [
      { period: 'hour', ...limit, spentNanoUsd: make.usd('21'), reachedAtMs: at('2026-11-22T09:00:00Z') },
      { period: 'day', ...limit, reachedAtMs: at('2026-11-22T18:30:00Z') },
      { period: 'month', ...limit, reachedAtMs: at('2026-11-27T12:00:00Z') },
    ],
    limitReachedAtMs: at('2026-11-27T12:00:00Z'),
  } as const
  const lineOf = (texts: typeof en) =>
    cardTexts(costReportMessage(make.report(), { by: 'figures', forecast }, texts))[0]
      ?.split('\n')
      .findLast((line) => line.startsWith('-# '))

  expect(lineOf(en)).toContain(
    'Month at this pace: $30.00 ($28.00 to $33.00) · days since Nov 12, 2026 alone count: the level has changed · ' +
      'daily budget used up Nov 22, 2026, 6:30 PM · budget used up on Nov 27, 2026',
  )
  expect(lineOf(en)).not.toContain('hourly')
  expect(lineOf(ru)).toContain('учтены только дни с')
})

test('all figures of a report are there when they are chosen', () => {
  const message = costReportMessage(make.report(), { by: 'figures' }, en)
  expect(discordProblems(message)).toEqual([])
  expect(cardTexts(message)).toContain(
    [
      '**Operations:** 40 · 6 runs',
      '**Average:** $0.1050 an operation · $0.700 a run',
      '**Tokens:** 129,000 · 120,000 in · 9,000 out',
      '**Success:** calls: 95.2%, 2 failed · runs: 1 of 6 failed',
      '**Certainty:** confirmed $4.000 · uncertain $0.200',
    ].join('\n'),
  )
})

test('a report by member shows each one’s share', () => {
  const topMembers = [{ subject: userSubject(make.member), costNanoUsd: make.usd('2.1') }]
  const message = costReportMessage(make.report(), { by: 'member', topMembers }, ru)
  expect(shownText(message).replaceAll('\u00a0', ' ')).toContain(`▰▰▰▱▱ <@${make.member}> · 2,100 $ · 50 %`)
})

test('many days are one line of columns', () => {
  expect(shownText(costReportMessage(make.report({ dayCount: 30 }), { by: 'model' }, en))).toMatch(
    /`[▁-█]{30}`/,
  )
})

test('runs that failed before they came to a call are no success', () => {
  const failed = make.report({ totals: noTotals, days: [], successPercent: undefined, failedWorkflows: 6 })
  const message = costReportMessage(failed, { by: 'task' }, en)
  expect(shownText(message)).toContain('Nothing was spent in this time.')
  expect(cardTexts(message)).toContain('**Success:** runs: 6 of 6 failed')
})

test('a report of one day names it once', () => {
  const message = costReportMessage(make.report({ dayCount: 1 }), { by: 'task' }, en)
  expect(shownText(message).match(/Nov 22, 2026/g)).toHaveLength(1)
})

test('a report of nothing says so', () => {
  const empty = make.report({ totals: noTotals, days: [] })
  expect(shownText(costReportMessage(empty, { by: 'task' }, en))).toContain('Nothing was spent in this time.')
})

test('a picture of the days takes the place of their bars', () => {
  const chart = { name: 'days.png', data: Buffer.from('png'), description: 'Spend of each day.' }
  const message = costReportMessage(make.report(), { by: 'task', chart }, en)
  expect(discordProblems(message)).toEqual([])
  expect(JSON.stringify(message.cards)).toContain('attachment://days.png')
  expect(shownText(message)).not.toContain('Nov 22`')
})

test('budgets are shown with a bar, spend, remainder and reset; only who may is given the buttons', () => {
  const statuses = [make.status(), make.status({ period: 'month', budget: undefined })]
  const message = budgetViewMessage({ subject, statuses, canRaise: true }, en)
  expect(discordProblems(message)).toEqual([])
  expect(cardTexts(message)[0]).toBe(
    [
      '### 💰 Budgets of server `811223344556677889`',
      '**Day** ▰▰▰▰▰▰▱▱▱▱ **62%**',
      '$12.40 of $20.00 · $7.00 left · set aside $0.60',
      '-# resets <t:1795392000:R> · set here',
      '**Month** · $12.40 spent, no limit · resets <t:1795392000:R>',
    ].join('\n'),
  )
  expect(message.cards?.[0]?.accent_color).toBe(colors.caution)
  expect(buttonIds(message)).toEqual([`raise|${subject.name}|day`, `raise|${subject.name}|month`])
  expect(buttonIds(budgetViewMessage({ subject, statuses, canRaise: false }, en))).toEqual([])
})

test('a changed budget shows what was, what is, and what that leaves', () => {
  const status = make.status({
    budget: { limitNanoUsd: make.usd('50'), mode: 'soft', revision: 4, origin: 'own' },
  })
  const message = budgetSetMessage(
    { subject, displayName: 'Tide', change: make.change({ mode: 'soft' }), status },
    en,
  )
  expect(discordProblems(message)).toEqual([])
  expect(cardTexts(message).slice(0, 2)).toEqual([
    '### ✅ Budget changed\nTide · **Daily budget**\n▰▰▱▱▱▱▱▱▱▱ **24.8%**',
    [
      '**Before:** $20.00',
      '**Now:** **$50.00**',
      '**Mode:** soft: only warns',
      '**Spent:** $12.40',
      '**Left:** $37.00',
      '**Resets:** <t:1795392000:R>',
    ].join('\n'),
  ])
})

test.each([
  ['12.41', false],
  ['12.40', true],
])('a hard budget set to $%s with $12.40 spent warns that nothing starts any more: %s', (limit, warns) => {
  const status = make.status({
    budget: { limitNanoUsd: make.usd(limit), mode: 'hard', revision: 4, origin: 'own' },
  })
  const message = budgetSetMessage({ subject, change: make.change(), status }, en)
  expect(shownText(message).includes('already spent')).toBe(warns)
  expect(message.cards?.[0]?.accent_color).toBe(warns ? colors.caution : colors.good)
})

test('a limit of zero with nothing spent is told as what it is', () => {
  const status = make.status({
    spentNanoUsd: 0n,
    budget: { limitNanoUsd: 0n, mode: 'hard', revision: 4, origin: 'own' },
  })
  const shown = shownText(budgetSetMessage({ subject, change: make.change(), status }, en))
  expect(shown).toContain('With a limit of zero, only runs that cost nothing go through.')
  expect(shown).not.toContain('already spent')
})

test('a limit that was the default before is not called no limit', () => {
  const change = make.change({ previousLimitNanoUsd: undefined })
  const message = budgetSetMessage({ subject, change, status: make.status() }, en)
  expect(shownText(message)).toContain('**Before:** the default')
})

test('the history shows who changed which limit and when', () => {
  const changes = [make.change(), make.change({ limitNanoUsd: undefined, by: 'config' })]
  const message = budgetHistoryMessage({ subject: botSubject, changes }, en)
  expect(discordProblems(message)).toEqual([])
  expect(shownText(message)).toContain(
    `<t:1795348800:f> · Day: $20.00 → **$50.00** (hard) · <@${make.member}>\n<t:1795348800:f> · Day: $20.00 → **no limit** · configuration`,
  )
  const unset = budgetHistoryMessage({ subject, changes: [make.change({ limitNanoUsd: undefined })] }, en)
  expect(shownText(unset)).toContain('Day: $20.00 → **the default** · ')
  expect(shownText(budgetHistoryMessage({ subject, changes: [] }, ru))).toContain('ещё никто не менял')
})

test('a member sees their own total, runs, average and what is left of the daily limit', () => {
  const message = myCostsMessage(make.report({ dayCount: 30, subject: userSubject(make.member) }), en)
  expect(discordProblems(message)).toEqual([])
  expect(cardTexts(message).slice(1, 3)).toEqual([
    '**Last 30 days:** **$4.200**\n**Runs:** 6\n**Average a run:** $0.700\n**Today:** $6.000',
    '**Daily limit**\n▰▰▰▰▰▰▱▱▱▱ **62%**\n$7.00 of $20.00 left, resets <t:1795392000:R>',
  ])
  expect(shownText(myCostsMessage(make.report({ budgets: [] }), en))).toContain(
    'none: only the server’s budgets hold',
  )
})

test('an alert shows spend, budget, percent, remainder, reset, top spenders, what to do, and its buttons', () => {
  const message = alertMessage(make.alert(), en, { reportId: 'report|x' })
  expect(discordProblems(message)).toEqual([])
  expect(message.cards?.[0]?.accent_color).toBe(colors.bad)
  const [head, fields, foot] = cardTexts(message)
  expect(head).toBe(
    [
      '### 🔔 Monthly budget at 90%',
      '**Tide Watchers**: $460.00 of $500.00 spent.',
      '▰▰▰▰▰▰▰▰▰▱ **92%** · $40.00 left',
      '-# hard · resets <t:1796126400:R>',
    ].join('\n'),
  )
  expect(fields).toMatch(
    `**Top spenders:** <@${make.member}> $300.00 · <@511223344556677889> $60.00\n**Advice:** `,
  )
  expect(foot).toBe('-# <t:1795348800:f>')
  expect(buttonIds(message)).toEqual([`raise|${subject.name}|month`, 'report|x'])
})

test('a used-up budget says so, and whether runs still start', () => {
  const [first] = make.alert().alerts
  const titled = (mode: 'hard' | 'soft') =>
    alertMessage(
      make.alert({
        alerts: [
          { ...first, mode, thresholdPercent: 100 },
          { ...first, period: 'day' },
        ],
      }),
      en,
    )
  expect(shownText(titled('hard'))).toContain('### 🛑 Monthly budget used up\n')
  expect(shownText(titled('hard'))).toContain(
    'New runs are refused until then.\nDaily budget: ▰▰▰▰▰▰▰▰▰▱ 92% · $460.00 of $500.00',
  )
  expect(shownText(titled('soft'))).toContain('The budget is soft: runs go on.')
})

test('an alert that is full leaves the advice out and does not count it', () => {
  const [first] = make.alert().alerts
  const topSpenders = make.alert().topSpenders.slice(0, 1)
  const alerts = [first, { ...first, period: 'day' }] as const
  const shown = shownText(alertMessage(make.alert({ alerts, topSpenders }), ru))
  expect(shown).toContain('**Больше всех потратили:**')
  expect(shown).not.toMatch(/Совет|…/)
})

test('an alert in a channel says why it is there', () => {
  expect(shownText(alertMessage(make.alert(), en, { isFallback: true }))).toContain(
    'could not be reached by direct message',
  )
})

const day = { fromMs: make.noonMs, toMs: make.noonMs + 12 * 3_600_000 }
const figures = { spentNanoUsd: make.usd('9'), usualNanoUsd: make.usd('1'), boundNanoUsd: make.usd('2') }
const behind = { workflow: 'wf_1', user: '110000000000000007' }

test.each([
  [
    'unusual spend of the bot, with what has part in it',
    {
      kind: 'spend_spike',
      dimension: 'bot',
      subject: 'bot',
      ...day,
      ...figures,
      ...behind,
      also: 'guild_1, openai:x, analysis',
    },
    '**$9.00** on <t:1795370400:d>; such a day usually costs about $1.00 and stays under $2.00.\n-# Dearest run: `wf_1` · most of it spent by <@110000000000000007>\n-# On that day also unusual: server `1`, openai:x, Analysis',
  ],
  [
    'unusual spend of which nobody is known',
    {
      kind: 'spend_spike',
      dimension: 'model',
      subject: 'openai:x',
      ...day,
      ...figures,
      workflow: null,
      user: null,
      also: '',
    },
    '**$9.00** on <t:1795370400:d>; such a day usually costs about $1.00 and stays under $2.00.',
  ],
  [
    'unusual spend, as an earlier version kept it',
    ownerNoticeOf({
      kind: 'spend_spike',
      detail: { fromMs: make.noonMs, spentNanoUsd: make.usd('9'), usualNanoUsd: make.usd('1') },
    }),
    '**$9.00** since <t:1795348800:t>; at this time of day it is usually $1.00.',
  ],
  [
    'a dear run',
    {
      kind: 'dear_workflow',
      ...day,
      workflow: 'wf_1',
      user: '110000000000000007',
      depth: 'quick',
      costNanoUsd: make.usd('9'),
      usualNanoUsd: make.usd('1'),
      boundNanoUsd: make.usd('3'),
    },
    'Run `wf_1` at depth quick cost **$9.00**; usually it is $1.00.\n-# Asked for by <@110000000000000007>',
  ],
  [
    'a run over the threshold',
    {
      kind: 'run_over_threshold',
      workflow: 'wf_1',
      depth: 'deep',
      costNanoUsd: make.usd('2.5'),
      thresholdNanoUsd: make.usd('2'),
    },
    'Run `wf_1` at depth deep cost $2.500; you want to hear of runs from $2.000 on.',
  ],
  [
    'a model that has become dearer',
    { kind: 'price_shift', model: 'openai:x', calls: 12, ...day, ...figures, ...behind },
    '`openai:x`, <t:1795370400:d>: 12 calls cost **$9.00**; as many usually cost about $1.00 and stay under $2.00.\n-# Dearest run: `wf_1`',
  ],
  [
    'a model that fails',
    {
      kind: 'failure_rate',
      model: 'openai:x',
      ...day,
      calls: 40,
      failedCalls: 15,
      spentNanoUsd: 0n,
      usualPercent: 1.5,
      boundPercent: 20,
    },
    '`openai:x`, <t:1795370400:d>: 15 of 40 failed, **37.5%**; usually it is 1.5%.',
  ],
  [
    'a model without a price',
    { kind: 'unpriced_model', model: 'openai:new' },
    'The price of `openai:new` is not known. Its calls are estimated or refused: see UNPRICED_MODELS and PRICES_FILE.',
  ],
  [
    'a cost in doubt',
    {
      kind: 'cost_caution',
      code: 'named_cost_low',
      model: 'openai:gpt-4o',
      named: '0',
      computed: '0.035',
    },
    'The reply of openai:gpt-4o names a cost of $0 without a reason, its tokens cost $0.035: the tokens are booked.',
  ],
  [
    'runs that are refused',
    {
      kind: 'runs_refused',
      subject: 'guild_1',
      period: 'day',
      resetsAtMs: 1_795_392_000_000,
      limitNanoUsd: 50_000_000n,
      spentNanoUsd: 39_000_000n,
      requestedNanoUsd: 20_000_000n,
      depth: null,
      usualNanoUsd: 0n,
    },
    'The budget of server `1` for the day: $0.039 of $0.050 are spent, and a run needs $0.020. It resets <t:1795392000:R>.',
  ],
  [
    'runs that are refused, with what one needs',
    {
      kind: 'runs_refused',
      subject: 'guild_1',
      period: 'day',
      resetsAtMs: 1_795_392_000_000,
      limitNanoUsd: 50_000_000n,
      spentNanoUsd: 39_000_000n,
      requestedNanoUsd: 12_000_000n,
      depth: 'standard',
      usualNanoUsd: 20_000_000n,
    },
    'The budget of server `1` for the day: $0.039 of $0.050 are spent, and a standard run needs $0.020. It resets <t:1795392000:R>.',
  ],
  [
    'a provider that fails',
    { kind: 'provider_failing', code: 'provider_quota', host: 'a.example', detail: 'HTTP 429: *quota*' },
    'The quota with the provider is used up, or a bill is open there. Look at the account with the provider.\n> HTTP 429: \\*quota\\*\n-# Runs that need it fail for as long as this goes on. You are told once a day.',
  ],
  [
    'a setting that is missing',
    { kind: 'setting_needed', code: 'no_transcription_model', detail: 'audio/wav' },
    'To have recordings read, set STT_MODEL, for example to openai:whisper-1.\n> audio/wav\n-# You are told of this once a day at most.',
  ],
] as const)('owners are told of %s', (_, notice, sentence) => {
  const message = ownerNoticeMessage(notice, en)
  expect(discordProblems(message)).toEqual([])
  expect(shownText(message)).toContain(`\n${sentence}`)
})
