import type { Interaction } from 'discord.js'
import { Client, Events, GatewayIntentBits, SlashCommandBuilder } from 'discord.js'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'

/** A bot of a few lines, for the tests of the local Discord itself. */
export interface SmallBot {
  client: Client<true>
  /** Handles every interaction from now on. */
  onInteraction(handle: (interaction: Interaction) => Promise<unknown>): void
  /** What the handlers threw. */
  failures: unknown[]
}

export interface SmallBotOptions {
  intents?: readonly GatewayIntentBits[]
  shards?: 'auto'
}

/** Logs in with the real client and registers `/read` and `/budget`. */
export async function startSmallBot(
  discord: LocalDiscord,
  { intents = [GatewayIntentBits.Guilds], shards }: SmallBotOptions = {},
): Promise<SmallBot> {
  const client = new Client({
    intents: [...intents],
    allowedMentions: { parse: [] },
    rest: { api: discord.apiUrl },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
    ...(shards && { shards }),
  })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  const readyClient = await ready
  await readyClient.application.commands.set(smallCommands())
  const failures: unknown[] = []
  return {
    client: readyClient,
    failures,
    onInteraction(handle) {
      client.on(Events.InteractionCreate, (interaction) => {
        handle(interaction).catch((error: unknown) => failures.push(error))
      })
    },
  }
}

export function smallCommands() {
  const read = new SlashCommandBuilder()
    .setName('read')
    .setDescription('Reads a link')
    .addStringOption((option) => option.setName('url').setDescription('Link').setRequired(true))
    .addStringOption((option) =>
      option
        .setName('depth')
        .setDescription('How deep')
        .addChoices({ name: 'Quick', value: 'quick' }, { name: 'Deep', value: 'deep' }),
    )
    .addIntegerOption((option) =>
      option.setName('pages').setDescription('How many').setMinValue(1).setMaxValue(9),
    )
    .addNumberOption((option) => option.setName('limit').setDescription('How dear'))
    .addBooleanOption((option) => option.setName('aloud').setDescription('For all'))
    .addUserOption((option) => option.setName('for').setDescription('For whom'))
  const budget = new SlashCommandBuilder()
    .setName('budget')
    .setDescription('Budgets')
    .setDefaultMemberPermissions(0)
    .addSubcommand((subcommand) =>
      subcommand
        .setName('set')
        .setDescription('Sets one')
        .addStringOption((option) =>
          option.setName('period').setDescription('Period').setRequired(true).setAutocomplete(true),
        ),
    )
  return [read.toJSON(), budget.toJSON()]
}
