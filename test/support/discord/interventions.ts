import { GatewayIntentBits } from 'discord.js'
import type { Gateway } from './gateway/gateway-server.ts'
import { type GuildState, guildCreateDispatch } from './guild.ts'
import type { FaultPlan } from './rest/faults.ts'
import type { State } from './state.ts'

/** What a test makes happen besides what members do. */
export interface Interventions {
  /** From now on direct messages to the user fail with 50007. */
  closeDirectMessages(userId: string): void
  /** From now on they succeed again. */
  openDirectMessages(userId: string): void
  /** From now on messages of the channel and to it fail with 50001. */
  forbidChannel(channelId: string): void
  /** The bot is thrown out of the guild: it is told so, if it is connected, and may do nothing there any more. */
  kick(guildId: string): void
  /** A guild that has thrown the bot out takes it back. */
  invite(guildId: string): void
  /** From now on Discord knows no request of the bot's any more; connections that are open stay. */
  revokeToken(): void
  /** From now on it is this user who sits at the browser. */
  sitDown(userId: string): void
  /** A member loses what they may do beyond others in a guild. */
  demote(guildId: string, userId: string): void
  /** A moderator deletes a message. */
  deleteMessage(channelId: string, messageId: string): void
  /** The next matching requests meet the fault. */
  failNext(plan: FaultPlan): void
  /** Moves the emulator's time: tokens expire, rate limits reset. */
  advance(milliseconds: number): void
}

export interface InterventionDependencies extends Pick<State, 'world' | 'messages' | 'faults'> {
  gateway: Gateway
}

export function createInterventions({
  world,
  messages,
  faults,
  gateway,
}: InterventionDependencies): Interventions {
  const kicked = new Map<string, GuildState>()
  const forbid = (guildId: string, isForbidden: boolean) => {
    for (const state of world.channels.values())
      if (state.guildId === guildId) state.isForbidden = isForbidden
  }
  const tell = (event: string, data: unknown, guildId: string) =>
    gateway.dispatchIfIntended(event, () => data, guildId, GatewayIntentBits.Guilds)
  return {
    closeDirectMessages(userId) {
      world.closedDirectMessages.add(userId)
    },
    openDirectMessages(userId) {
      world.closedDirectMessages.delete(userId)
    },
    forbidChannel(channelId) {
      const state = world.channels.get(channelId)
      if (state === undefined) throw new TypeError(`No channel ${channelId}`)
      state.isForbidden = true
    },
    sitDown(userId) {
      world.logIns.visitor = userId
    },
    demote(guildId, userId) {
      const member = world.guilds.get(guildId)?.members.get(userId)
      if (member === undefined) throw new TypeError(`No member ${userId} in ${guildId}`)
      member.roles = []
    },
    kick(guildId) {
      forbid(guildId, true)
      const guild = world.guilds.get(guildId)
      if (guild) kicked.set(guildId, guild)
      world.guilds.delete(guildId)
      tell('GUILD_DELETE', { id: guildId }, guildId)
    },
    invite(guildId) {
      const guild = kicked.get(guildId)
      if (guild === undefined) throw new TypeError(`The guild ${guildId} has not thrown the bot out`)
      forbid(guildId, false)
      world.guilds.set(guildId, guild)
      tell('GUILD_CREATE', guildCreateDispatch(guild, world.bot.id), guildId)
    },
    revokeToken() {
      world.token = `${world.token}-of-later`
    },
    deleteMessage(channelId, messageId) {
      messages.remove(messages.find(channelId, messageId))
    },
    failNext: faults.add,
    advance: world.clock.advance,
  }
}
