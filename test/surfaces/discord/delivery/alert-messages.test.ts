import type { APIMessage } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { noticeOf } from '../../../../src/outbox/owner-notice.ts'
import { alertMessage } from '../../../../src/surfaces/discord/render/alert-message.ts'
import { ownerNoticeMessage } from '../../../../src/surfaces/discord/render/owner-notice-message.ts'
import { budgetOf, dayMs, noonMs, spend, usd } from '../../../support/ledger/requests.ts'
import { alertChannel, openOwnersBench, owner } from '../../../support/outbox/owners-bench.ts'

const hostileName = `@everyone \u202Eevil\u200B [free](https://evil.example) ${'x'.repeat(100)}`

async function openWithRealMessages(locale: string) {
  const bench = await openOwnersBench({ settings: { alertChannelId: alertChannel } })
  const texts = textsOf(locale)
  const overrides = {
    displayNameOf: () => hostileName,
    messages: {
      alert: (details: Parameters<typeof alertMessage>[0], to: { isFallback: boolean }) =>
        alertMessage(details, texts, { ...to, reportId: `report|${details.subject.name}` }),
      notice: (
        notice: Parameters<typeof ownerNoticeMessage>[0],
        _to: unknown,
        names: ReadonlyMap<string, string>,
      ) => ownerNoticeMessage(notice, texts, names),
    },
  }
  return { ...bench, deliver: () => bench.deliver(overrides) }
}

const customIds = (message: APIMessage | undefined) =>
  [...JSON.stringify(message?.components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id)

describe.each(['en-US', 'ru'])('messages to owners in %s', (locale) => {
  it('are taken by Discord, with the figures and the buttons, and mention nobody', async () => {
    const { ledger, deliver, discord } = await openWithRealMessages(locale)
    await ledger.setBudget(budgetOf('guild_120000000000000001', 'day', '1.00'))
    await ledger.setBudget(budgetOf('guild_120000000000000001', 'month', '1.20'))
    for (let user = 0; user < 9; user += 1)
      await spend(ledger, '0.105', {
        attribution: { tenant: 'guild_120000000000000001', user: `11000000000000000${user}` },
      })

    await deliver()

    const [message] = discord.directMessages(owner)
    expect(discord.directMessages(owner)).toHaveLength(1)
    expect(JSON.stringify(message?.components)).toMatch(/0[.,]95/)
    expect(customIds(message)).toEqual([
      'raise|guild_120000000000000001|day',
      'report|guild_120000000000000001',
    ])
    expect(discord.violations).toEqual([])
    expect(discord.messagesThatMayMention()).toEqual([])
  })

  it('are taken by Discord in the alert channel, too', async () => {
    const { ledger, deliver, discord } = await openWithRealMessages(locale)
    discord.closeDirectMessages(owner)
    await ledger.setBudget(budgetOf('bot', 'hour', '1.00'))
    await spend(ledger, '1.05')

    await deliver()

    expect(discord.messages(alertChannel).map(customIds)).toEqual([['raise|bot|hour', 'report|bot']])
    expect(discord.violations).toEqual([])
  })

  it('call servers as Discord does', async () => {
    const { outbox, deliver, discord } = await openWithRealMessages(locale)
    const server = 'guild_120000000000000001'
    const figures = {
      fromMs: noonMs,
      toMs: noonMs + dayMs,
      usualNanoUsd: usd('0.2'),
      boundNanoUsd: usd('0.4'),
    }
    const spike = {
      kind: 'spend_spike',
      ...figures,
      spentNanoUsd: usd('3'),
      workflow: null,
      user: null,
    } as const
    const refused = {
      kind: 'runs_refused',
      subject: server,
      period: 'day',
      resetsAtMs: noonMs,
      limitNanoUsd: 1n,
      spentNanoUsd: 1n,
      requestedNanoUsd: 1n,
      depth: null,
      usualNanoUsd: 0n,
    } as const
    for (const notice of [
      { ...spike, dimension: 'bot', subject: 'bot', also: `${server}, analysis` },
      { ...spike, dimension: 'tenant', subject: server, also: '' },
      refused,
    ] as const)
      await outbox.addNotice(noticeOf(notice, noonMs))

    await deliver()

    const messages = discord.directMessages(owner).map((message) => JSON.stringify(message.components))
    expect(messages.filter((message) => message.includes('evil'))).toHaveLength(3)
    expect(messages.filter((message) => message.includes('120000000000000001'))).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('tell of every kind of notice', async () => {
    const { outbox, deliver, discord } = await openWithRealMessages(locale)
    const day = { fromMs: noonMs, toMs: noonMs + dayMs }
    const figures = { ...day, usualNanoUsd: usd('0.2'), boundNanoUsd: usd('0.4') }
    const behind = { workflow: 'wf_1', user: '110000000000000009' }
    const spent = { ...figures, ...behind, spentNanoUsd: usd('3') }
    for (const notice of [
      {
        kind: 'spend_spike',
        dimension: 'bot',
        subject: 'bot',
        ...spent,
        also: `guild_1, ${'*'.repeat(900)}`,
      },
      { kind: 'spend_spike', dimension: 'task', subject: 'analysis', ...spent, also: '' },
      { kind: 'dear_workflow', ...figures, ...behind, depth: 'quick', costNanoUsd: usd('3') },
      { kind: 'price_shift', model: 'openai:x', calls: 7, ...spent },
      {
        kind: 'failure_rate',
        model: 'openai:x',
        calls: 20,
        failedCalls: 12,
        ...day,
        spentNanoUsd: 0n,
        usualPercent: 1,
        boundPercent: 20,
      },
      { kind: 'unpriced_model', model: `openai:${'`'.repeat(300)}` },
    ] as const)
      await outbox.addNotice(noticeOf(notice, noonMs))

    await deliver()

    expect(discord.directMessages(owner)).toHaveLength(6)
    expect(discord.violations).toEqual([])
    expect(discord.messagesThatMayMention()).toEqual([])
  })
})
