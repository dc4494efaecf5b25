import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import { bookedSubject } from '../ledger/subject.ts'
import type { ServerSettingsStore } from '../servers/server-settings-store.ts'
import type { ErasureStore, Forgettable } from './erasure-store.ts'
import type { Orchestrator } from './orchestrator.ts'

export interface ForgettingOptions {
  readonly store: ErasureStore
  readonly knowledge: Pick<KnowledgeStore, 'forgetTenant'>
  readonly orchestrator: Pick<Orchestrator, 'letGo'>
  readonly servers: Pick<ServerSettingsStore, 'clear'>
  readonly now: () => number
}

/** What has come of forgetting. */
export interface Forgotten {
  readonly runs: number
  /** Nothing of it is left in the file; false while others read it and so the rest goes with later writes. */
  readonly isOverwritten: boolean
}

/** Runs that one write forgets: some 20 ms, for which the ledger's writes wait. */
const runsPerWrite = 10

/**
 * Takes words away for good: what was read, made, remembered and quoted. What it cost stays in the books. Runs that are under way are
 * stopped, whichever process has them. Not in one step: when it is cut short, the rest is there and can be forgotten again.
 */
export class Forgetting {
  readonly #options: ForgettingOptions

  constructor(options: ForgettingOptions) {
    this.#options = options
  }

  /** Forgets the runs, and what else is known of whom they are. */
  async forget(what: Forgettable): Promise<Forgotten> {
    const { store, knowledge, orchestrator, now } = this.#options
    let runs = 0
    for (;;) {
      const ids = await store.forgetSome(what, { limit: runsPerWrite, atMs: now() })
      await orchestrator.letGo(ids)
      runs += ids.length
      if (ids.length < runsPerWrite) break
    }
    if (what.kind === 'user') await store.forgetUser(what.user)
    if (what.kind === 'tenant') await knowledge.forgetTenant(what.tenant)
    return { runs, isOverwritten: await store.overwrite() }
  }

  /** The bot is there again, or still: nothing is forgotten of these servers. */
  returned(tenants: readonly string[]): Promise<boolean> {
    return this.#options.store.noteReturn(tenants)
  }

  /**
   * Forgets the servers that have removed the bot so long ago, and what their managers have chosen.
   *
   * @returns those that this process has brought to an end: of several, and over restarts, each is told of one server once
   */
  async forgetLeft(graceMs: number): Promise<readonly string[]> {
    const { store, servers, now } = this.#options
    const forgotten: string[] = []
    for (const tenant of await store.leavesUntil(now() - graceMs)) {
      await this.forget({ kind: 'tenant', tenant })
      const subject = bookedSubject(tenant)
      if ('server' in subject) await servers.clear(subject.server)
      if (await store.endLeave(tenant, now())) forgotten.push(tenant)
    }
    return forgotten
  }
}
