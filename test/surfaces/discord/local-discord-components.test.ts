import type { Interaction } from 'discord.js'
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import type { SmallBot } from './local-discord-bot.ts'
import { startSmallBot } from './local-discord-bot.ts'

const owner = { id: '110000000000000001', username: 'owner' }
const member = { id: '110000000000000002', username: 'member' }
const url = 'https://example.org/article'

const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary),
  new ButtonBuilder().setCustomId('last').setLabel('Last').setStyle(ButtonStyle.Primary).setDisabled(true),
  new ButtonBuilder().setCustomId('ask').setLabel('Ask').setStyle(ButtonStyle.Primary),
)
const options = ['a', 'b'].map((value) => ({ label: value, value }))
const select = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
  new StringSelectMenuBuilder().setCustomId('pick').addOptions(options),
)
const form = new ModalBuilder()
  .setCustomId('form')
  .setTitle('Limit')
  .addComponents(
    new ActionRowBuilder<TextInputBuilder>().addComponents(
      new TextInputBuilder()
        .setCustomId('limit')
        .setLabel('USD')
        .setStyle(TextInputStyle.Short)
        .setMaxLength(4),
    ),
  )

/** Shows all of the above; buttons turn the page or open the form, the form and the select write what they got. */
async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const flags = MessageFlags.Ephemeral
    await interaction.reply({ content: 'page 1', components: [buttons, select], flags })
  } else if (interaction.isButton() && interaction.customId === 'next') {
    await interaction.update(`page 2 for ${interaction.user.username}`)
  } else if (interaction.isButton()) {
    await interaction.showModal(form)
  } else if (interaction.isStringSelectMenu()) {
    await interaction.deferUpdate()
    await interaction.editReply({ content: interaction.values.join(), components: [] })
  } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
    await interaction.update(interaction.fields.getTextInputValue('limit'))
  }
}

let discord: LocalDiscord
let bot: SmallBot

beforeEach(async () => {
  discord = await startLocalDiscord({ users: [owner, member] })
  bot = await startSmallBot(discord)
  bot.onInteraction(answer)
})

afterEach(async () => {
  expect(bot.failures).toEqual([])
  await bot.client.destroy()
  await discord.close()
})

it('lets the member for whom a message is press its buttons, and nobody else', async () => {
  const shown = discord.command('read', { url }, { user: member.id })
  await shown.firstResponse()
  const pressed = discord.button(shown, 'next')
  await pressed.waitFor(({ content }) => content === 'page 2 for member')
  expect(shown.response?.content).toBe('page 2 for member')
  expect(() => discord.button(shown, 'next', { user: owner.id })).toThrow('does not see')
  expect(() => discord.button(shown, 'last')).toThrow('disabled')
  expect(() => discord.button(shown, 'first')).toThrow('it has: next, last, ask, pick')
  expect(discord.violations).toEqual([])
})

it('selects what a select offers', async () => {
  const shown = discord.command('read', { url }, { user: member.id })
  await shown.firstResponse()
  expect(() => discord.select(shown, 'pick', ['c'])).toThrow('does not offer c')
  expect(() => discord.select(shown, 'pick', ['a', 'b'])).toThrow('Expected 1 to 1 values')
  await discord.select(shown, 'pick', ['b']).waitFor(({ content }) => content === 'b')
  expect(shown.response?.components).toEqual([])
})

it('fills in the form that a button opened, which then updates the message of the button', async () => {
  const shown = discord.command('read', { url }, { user: member.id })
  await shown.firstResponse()
  const asked = discord.button(shown, 'ask')
  await asked.firstResponse()
  expect(asked.modal?.title).toBe('Limit')
  expect(() => discord.modal(asked, {})).toThrow('takes 1 to 4 characters, not 0')
  expect(() => discord.modal(asked, { limit: '12345' })).toThrow('not 5')
  expect(() => discord.modal(asked, { colour: 'red' })).toThrow('no input "colour"')
  await discord.modal(asked, { limit: '9.50' }).waitFor(({ content }) => content === '9.50')
  expect(shown.response?.content).toBe('9.50')
  expect(discord.violations).toEqual([])
})
