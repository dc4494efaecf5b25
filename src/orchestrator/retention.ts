import { setImmediate as nextTurn } from 'node:timers/promises'

/** Takes away what has been kept for long enough, in writes of some milliseconds each. */
export interface RetentionStore {
  /**
   * Of at most so many runs that ended before: takes away what is only needed to go on with them (texts, transcripts, answers of single
   * calls), and leaves what is shown of them. Such a run reads its source anew when it is gone on with.
   *
   * @returns how many runs had such
   */
  thinOut(endedBeforeMs: number, limit: number): Promise<number>
  /** Forgets at most so many documents that were remembered before, of one tenant or of all; returns how many. */
  forgetDocuments(rememberedBeforeMs: number, limit: number, tenant?: string): Promise<number>
  /** How many days the tenants want to be remembered that have said so. */
  memoryDays(): Promise<readonly TenantMemory[]>
}

interface TenantMemory {
  readonly tenant: string
  readonly days: number
}

export interface RetentionDays {
  /** Undefined: for ever. */
  readonly knowledge: number | undefined
  readonly checkpoints: number
}

const dayMs = 86_400_000
const perWrite = 20

/** Ends what is older than the operator wants it kept. Not in one step: what is cut short is done the next time. */
export class Retention {
  readonly #store: RetentionStore
  readonly #days: RetentionDays
  readonly #now: () => number

  constructor(store: RetentionStore, days: RetentionDays, now: () => number) {
    this.#store = store
    this.#days = days
    this.#now = now
  }

  /** How many runs and documents it has ended something of. */
  async apply(): Promise<{ readonly runs: number; readonly documents: number }> {
    const { knowledge = Number.POSITIVE_INFINITY, checkpoints } = this.#days
    const before = (days: number) => this.#now() - days * dayMs
    const runs = await inSteps((limit) => this.#store.thinOut(before(checkpoints), limit))
    let documents = 0
    if (Number.isFinite(knowledge))
      documents += await inSteps((limit) => this.#store.forgetDocuments(before(knowledge), limit))
    // What the operator wants kept is the most: a server may want less.
    for (const { tenant, days } of await this.#store.memoryDays())
      if (days < knowledge)
        documents += await inSteps((limit) => this.#store.forgetDocuments(before(days), limit, tenant))
    return { runs, documents }
  }
}

async function inSteps(step: (limit: number) => Promise<number>): Promise<number> {
  for (let ended = 0; ; ) {
    const count = await step(perWrite)
    ended += count
    if (count < perWrite) return ended
    await nextTurn()
  }
}
