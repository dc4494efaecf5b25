import type { Interaction } from 'discord.js'
import type { Logger } from 'pino'
import type { Owners } from '../../access/owners.ts'
import type { OutboxStore } from '../../outbox/outbox-store.ts'

export interface OwnerLocalesOptions {
  readonly outbox: Pick<OutboxStore, 'rememberLocale'>
  readonly owners: Owners
  readonly log: Logger
}

/**
 * Learns the language of the bot's owners from what they do, so that they are alerted in it: Discord tells it with an interaction only.
 */
export class OwnerLocales {
  readonly #options: OwnerLocalesOptions
  /** What this process has remembered already, by user. */
  readonly #known = new Map<string, string>()

  constructor(options: OwnerLocalesOptions) {
    this.#options = options
  }

  /** Never rejects: nobody's answer depends on it. */
  async learnFrom({
    user,
    locale,
  }: Pick<Interaction, 'locale'> & { readonly user: { readonly id: string } }): Promise<void> {
    const { outbox, owners, log } = this.#options
    if (!owners.isOwner(user.id) || this.#known.get(user.id) === locale) return
    try {
      await outbox.rememberLocale(user.id, locale)
      this.#known.set(user.id, locale)
    } catch (error) {
      log.warn({ err: error, user: user.id }, 'the language of an owner could not be remembered')
    }
  }
}
