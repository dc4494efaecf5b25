import { describe, expect, it } from 'vitest'
import { channel, member } from '../local-bot.ts'
import { actionsOf, buttonOf, shows, textOf } from '../message-view.ts'
import { botOnDiscordTime, sixteenMinutesMs } from './bot-on-discord-time.ts'

const russian = { user: member.id, locale: 'ru' }
const english = { user: member.id }
const fiveMinutesMs = 5 * 60_000
const posting = { method: 'POST', path: `/channels/${channel}/messages` }
const directly = { method: 'POST', path: /^\/channels\/\d+\/messages$/ }
const failed = 'a parcel could not be delivered; it is tried again'
const kept = 'a parcel reached nobody and is kept'

/** A run whose interaction's token is over before it has anything to show. */
async function lateRun(
  options: Readonly<Record<string, boolean>> = {},
  as: typeof russian | typeof english = english,
) {
  const bot = await botOnDiscordTime()
  const asked = bot.discord.command('autointel', { url: bot.article.url, depth: 'quick', ...options }, as)
  const progress = await asked.waitFor(({ components }) => (components?.length ?? 0) > 0)
  bot.advance(sixteenMinutesMs)
  return { ...bot, asked, progress }
}

describe('a late brief that its channel does not take', () => {
  it.each([
    [50083, 400, 'the thread there is closed'],
    [160005, 403, 'the thread there is closed'],
    [50001, 403, 'I may not write there any more'],
    [50008, 400, 'Discord did not take it there'],
    [200000, 400, 'Discord did not take it there'],
    [987654, 403, 'Discord did not take it there'],
    [10003, 404, 'that channel is gone'],
  ])(
    'because of %i goes by direct message, which says where it is from and why',
    async (code, status, why) => {
      const { discord, article, progress } = await lateRun()
      discord.failNext({ ...posting, kind: 'refusal', status, code, times: 99 })

      article.release()
      const brief = await discord.waitForDirectMessage(member.id, shows('Harbour closed'))
      const old = await discord.waitForMessage(channel, shows('went to the member by direct message'))

      expect(textOf(brief)).toMatch(/<\/autointel:\d+> in <#/)
      expect(textOf(brief)).toContain(`in <#${channel}> on Readers`)
      expect(textOf(brief)).toContain(why)
      expect(actionsOf(brief)).toContain('brief')
      expect([old.id, actionsOf(old)]).toEqual([progress.id, []])
      expect(discord.messages(channel)).toHaveLength(1)
      expect(discord.violations).toEqual([])
    },
  )

  it('says so in the language of the member', async () => {
    const { discord, article } = await lateRun({}, russian)
    discord.failNext({ ...posting, kind: 'refusal', code: 50083, status: 400, times: 99 })

    article.release()
    const brief = await discord.waitForDirectMessage(member.id, shows('Harbour closed'))
    const old = await discord.waitForMessage(channel, shows('личным сообщением'))

    expect(textOf(brief)).toContain(`, канал <#${channel}> на сервере Readers.`)
    expect(textOf(brief)).toContain('ветка закрыта')
    expect(textOf(old)).toContain('Показать результат здесь не удалось')
  })

  it('is sent once, though the answer to it is lost and the bot starts again before it is tried again', async () => {
    const { discord, article, running, start, advance } = await lateRun()
    discord.failNext({ ...posting, kind: 'refusal', code: 50083, status: 400, times: 99 })
    discord.failNext({ ...directly, kind: 'close', isCarriedOut: true })

    article.release()
    await running.logged(failed)
    await running.bot.stop()
    advance(6_001)
    await start()
    await discord.waitForMessage(channel, shows('went to the member by direct message'))

    const posts = discord.requests.filter(({ method, path }) => method === 'POST' && directly.path.test(path))
    // One to the channel, one whose answer was lost; that it has arrived is seen.
    expect(posts).toHaveLength(2)
    expect(discord.directMessages(member.id)).toHaveLength(1)
  })

  it.each([
    ['in the channel', 'transient', { inChannel: 1, byDirectMessage: 0 }],
    ['by direct message', 'forbidden', { inChannel: 0, byDirectMessage: 1 }],
    ['in a channel in which the bot may not look for it', 'unseen', { inChannel: 2, byDirectMessage: 0 }],
  ] as const)(
    'is looked for %s before it is sent again, once Discord has forgotten its nonce',
    async (_, place, times) => {
      const { discord, article, running, timers, advance } = await lateRun()
      if (place === 'forbidden') discord.failNext({ ...posting, kind: 'refusal', code: 50001, times: 99 })
      if (place === 'unseen')
        discord.failNext({ ...posting, method: 'GET', kind: 'refusal', code: 50001, times: 99 })
      discord.failNext({ ...directly, kind: 'close', isCarriedOut: true })

      article.release()
      await running.logged(failed)
      advance(fiveMinutesMs + 1)
      await discord.waitForMessage(channel, (message) =>
        /went to the member|so the brief is in the channel/.test(textOf(message)),
      )
      await timers.repeated(5_000, 2)

      const [inChannel, byDirectMessage] = [discord.messages(channel), discord.directMessages(member.id)].map(
        (messages) => messages.filter(shows('Key points')).length,
      )
      expect({ inChannel, byDirectMessage }).toEqual(times)
      expect(discord.violations).toEqual([])
    },
  )

  it('is not tried again there or elsewhere when it starts anew', async () => {
    const { discord, article, running, start, timers } = await lateRun()
    discord.failNext({ ...posting, kind: 'refusal', code: 50083, status: 400, times: 99 })
    article.release()
    await discord.waitForMessage(channel, shows('went to the member by direct message'))
    await running.bot.stop()
    const requests = discord.requests.filter(({ method }) => method !== 'GET').length

    await start()
    await timers.repeated(5_000, 5)

    expect(discord.requests.filter(({ method }) => method !== 'GET')).toHaveLength(requests)
  })
})

describe('a late private brief', () => {
  it('says in the direct message that private answers last 15 minutes, and shows nothing in the channel', async () => {
    const { discord, article } = await lateRun({ private: true })

    article.release()
    const brief = await discord.waitForDirectMessage(member.id, shows('Harbour closed'))

    expect(textOf(brief)).toMatch(/<\/autointel:\d+> in <#/)
    expect(textOf(brief)).toContain(`in <#${channel}> on Readers`)
    expect(textOf(brief)).toContain('a private answer can be changed for 15 minutes only')
    expect(discord.messages(channel)).toEqual([])
    expect(discord.messagesThatMayMention()).toEqual([])
  })

  it('that nobody takes is kept; the next answer tells the member alone, once, with a button that opens it', async () => {
    const { discord, article, running } = await lateRun({ private: true })
    discord.closeDirectMessages(member.id)
    article.release()
    await running.logged(kept)

    const costs = discord.command('costs', {}, english)
    const told = await costs.waitForFollowUp(shows('A brief of yours is ready'))
    await running.logged('a member was told of briefs that had reached nobody')
    const opened = discord.button(told, buttonOf(told, 'brief'), english)
    await opened.waitFor(({ attachments }) => attachments.length === 1)
    const again = discord.command('costs', {}, english)
    await again.waitFor(shows('$'))

    expect(textOf(told)).toContain('Harbour closed')
    expect(told.flags).toBe(64)
    expect(await running.context.autointel.outbox.keptFor(member.id, 9)).toEqual([])
    expect(again.followUps).toEqual([])
    expect(discord.messages(channel)).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('that nobody takes is told in Russian to a Russian member', async () => {
    const { discord, article, running } = await lateRun({ private: true }, russian)
    discord.closeDirectMessages(member.id)
    article.release()
    await running.logged(kept)

    const told = await discord.command('costs', {}, russian).waitForFollowUp(shows('Готов'))

    expect(textOf(told)).toContain('Готов 1 обзор для вас. Доставить его не удалось')
  })
})
