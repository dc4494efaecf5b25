import { describe, expect, it } from 'vitest'
import { answer } from '../../support/providers/reply.ts'
import { channel, manager, member, owner } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows } from './message-view.ts'
import { paidBot } from './paid-bot.ts'
import { rawRequest } from './raw-request.ts'

/** A run of which one call broke off, so that it stands at what was held. */
async function botWithBrokenCall() {
  const bot = await paidBot({})
  bot.provider.respondWith([answer({ cut: 'after-headers' })])
  const options = { url: bot.article.url, depth: 'quick' }
  const asked = bot.discord.command('autointel', options, { user: member.id })
  const brief = await asked.waitFor(shows('A short title of the source'))
  const { ledger } = bot.running.context.autointel
  const [entry] = await ledger.unresolved(5)
  if (!entry) throw new Error('expected a call that broke off')
  const detailsFor = (user: string) =>
    bot.discord.button(brief, buttonOf(brief, 'details'), { user }).waitFor(shows('Cost of this run'))
  return { ...bot, ledger, entry, detailsFor }
}

describe('a call whose bill never came', () => {
  it('is corrected by an owner, in the details of the run, from the held amount on', async () => {
    const { discord, ledger, entry, detailsFor } = await botWithBrokenCall()
    const details = await detailsFor(owner.id)

    const pressed = discord.button(details, buttonOf(details, 'correct'), { user: owner.id })
    await pressed.firstResponse()
    const held = { component: { custom_id: 'amount', value: expect.stringMatching(/^0\.\d+$/) } }
    expect(pressed.modal?.components).toMatchObject([held, { component: { custom_id: 'reason' } }])
    const sent = discord.modal(pressed, { amount: '0.000123', reason: 'bill of May' })
    const told = await sent.waitFor(shows('$0.000123 is booked for the call now'))

    expect(isForOneAlone(told)).toBe(true)
    expect(await ledger.unresolved(5)).toEqual([])
    expect(await ledger.namedCall(`${entry.id}:corrected:123000`)).toMatchObject({
      entry: { amountNanoUsd: 123_000n, provenance: 'reported', corrects: entry.id },
    })
    const [audited] = await ledger.auditTrail(1)
    expect(audited).toMatchObject({ by: `user_${owner.id}`, action: 'entry.corrected', subject: entry.id })
    expect(actionsOf(await detailsFor(owner.id))).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('is told to be corrected already when two owners do it', async () => {
    const { discord, ledger, entry, detailsFor } = await botWithBrokenCall()
    const details = await detailsFor(owner.id)
    const pressed = discord.button(details, buttonOf(details, 'correct'), { user: owner.id })
    await pressed.firstResponse()
    const request = {
      id: 'first',
      corrects: entry.id,
      amountNanoUsd: 1n,
      provenance: 'reported',
      atMs: 0,
    } as const
    await ledger.correct(request)

    const sent = discord.modal(pressed, { amount: '0.01', reason: 'bill of May' })

    await sent.waitFor(shows('was corrected already'))
    expect(await ledger.namedCall('first')).toMatchObject({ entry: { amountNanoUsd: 1n } })
  })

  it('stays as it is when what is typed is no amount', async () => {
    const { discord, ledger, detailsFor } = await botWithBrokenCall()
    const details = await detailsFor(owner.id)
    const pressed = discord.button(details, buttonOf(details, 'correct'), { user: owner.id })
    await pressed.firstResponse()

    await discord.modal(pressed, { amount: 'much', reason: 'x' }).waitFor(shows('much'))

    expect(await ledger.unresolved(5)).toHaveLength(1)
  })

  it.each([
    ['members', member.id],
    ['managers', manager.id],
  ])('is nothing that %s can correct, whatever they press', async (_, user) => {
    const { discord, ledger, entry, detailsFor } = await botWithBrokenCall()
    const button = { type: 2, style: 1, label: 'Press', custom_id: `correct|bot|${entry.id}` }
    const components = [{ type: 1, components: [button] }]
    await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: 'forged', components })
    const message = await discord.waitForMessage(channel, ({ content }) => content === 'forged')

    expect(actionsOf(await detailsFor(user))).toEqual([])
    const forged = discord.button(message, button.custom_id, { user })
    const told = await forged.waitFor(shows('Only the bot’s owners'))

    expect(forged.modal).toBeUndefined()
    expect(isForOneAlone(told)).toBe(true)
    expect(await ledger.unresolved(5)).toHaveLength(1)
  })
})
