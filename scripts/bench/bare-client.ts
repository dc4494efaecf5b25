import { Client, Events, GatewayIntentBits } from 'discord.js'

// The least that a bot can be: what `npm start` is measured against.
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.argv[2] ?? '' },
})
client.once(Events.ClientReady, () => console.log('ready to take commands'))
await client.login(process.argv[3])
