import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { openReportId } from '../../../src/surfaces/discord/report-state.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { botWithCosts, here } from './booked-costs.ts'
import { channel, manager, owner } from './local-bot.ts'
import { isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'
import { isAnswered } from './report-parts.ts'

/** A message of the bot, an alert for example, with one button. */
async function messageWith(discord: LocalDiscord, customId: string): Promise<APIMessage> {
  const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: customId }] }]
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: customId, components })
  return discord.waitForMessage(channel, ({ content }) => content === customId)
}

it.each([
  [here, 'month', '$7.500'],
  [here, 'day', '$1.500'],
  ['bot', 'day', '$42.250'],
] as const)('opens the report of %s for the %s in a message of its own', async (subject, period, total) => {
  const { discord } = await botWithCosts()
  const id = openReportId(bookedSubject(subject), period)
  const alert = await messageWith(discord, id)
  const report = await discord.button(alert, id, { user: owner.id }).waitFor(isAnswered)
  expect(textOf(report)).toContain(`**${total}**`)
  expect(isForOneAlone(report)).toBe(true)
  expect(textOf(alert)).toBe(id)
  expect(discord.violations).toEqual([])
})

it.each([
  ['open-report|bot|day', 'Only'],
  ['report|bot|d7|task|mqi1tjk0', 'Only'],
  ['export|bot|d7|mqi1tjk0', 'Only'],
  ['export|bot|d7|mqi1tjk0|csv', 'Only'],
  ['history|bot|0', 'Only'],
  ['open-report|guild_1|day', 'Only'],
  [`open-report|${here}|century`, 'no longer in use'],
  ['report|../etc|d7|task|mqi1tjk0', 'no longer in use'],
  [`report|${here}|d7|nonsense|mqi1tjk0`, 'no longer in use'],
  [`export|${here}|d7|`, 'no longer in use'],
  [`history|${here}|-1`, 'no longer in use'],
])('does not do for a manager what the button %s says', async (id, text) => {
  const { discord } = await botWithCosts()
  const message = await messageWith(discord, id)
  const told = await discord.button(message, id, { user: manager.id }).waitFor(shows(text))
  expect(isForOneAlone(told)).toBe(true)
  expect(discord.violations).toEqual([])
})
