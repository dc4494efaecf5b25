import { GatewayCloseCodes, GatewayIntentBits } from 'discord.js'
import type { Identify } from './gateway-session.ts'

const privileged =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent
const known = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((sum, bit) => sum | bit, 0)

/** The code with which Discord closes the connection of one who identifies wrongly; `undefined` when all is well. */
export function identifyRefusal(
  { token, intents, shard: [index, count] = [0, 1] }: Identify,
  expected: { token: string; privilegedIntents: boolean },
): GatewayCloseCodes | undefined {
  if (token !== expected.token) return GatewayCloseCodes.AuthenticationFailed
  if (index < 0 || index >= count) return GatewayCloseCodes.InvalidShard
  if (!Number.isInteger(intents) || (intents & ~known) !== 0) return GatewayCloseCodes.InvalidIntents
  if (!expected.privilegedIntents && (intents & privileged) !== 0) return GatewayCloseCodes.DisallowedIntents
  return undefined
}
