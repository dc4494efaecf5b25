import { LedgerError } from '../../../ledger/ledger-error.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import type { BatchBooks } from './batch-books.ts'
import type { BookKeeper, OpenBooks } from './book-keeper.ts'

/** How many use cases share one commit at most. */
const mostInBatch = 512

interface Queued {
  readonly reject: (error: unknown) => void
}

/** What is decided in memory, together with others. */
interface SharedUseCase extends Queued {
  readonly kind: 'shared'
  readonly decide: (books: BatchBooks) => Decided
}

/** What has to ask the database in between. */
interface LoneUseCase extends Queued {
  readonly kind: 'lone'
  /** Returns what tells the caller once it is committed. */
  readonly run: (transaction: PostgresTransaction, books: OpenBooks) => Promise<() => void>
}

/** What tells the caller once it is committed, or that it has failed and has changed nothing. */
type Decided = { readonly tell: () => void } | { readonly failure: unknown }

/**
 * Group commit: the use cases that are asked for while a batch is under way are the next batch. It locks the books, reads once what all of
 * them need, decides them one after another in memory, in the order in which they were asked for, and writes what they change set by set.
 * A promise settles only after the commit. One batch at a time: a second one would wait for the lock of the first.
 */
export class GroupCommit {
  readonly #database: PostgresDatabase
  readonly #keeper: BookKeeper
  #queued: (SharedUseCase | LoneUseCase)[] = []
  #flushing: Promise<void> | undefined

  constructor(database: PostgresDatabase, keeper: BookKeeper) {
    this.#database = database
    this.#keeper = keeper
  }

  /** @param decide changes the books as a whole, or throws before it has changed anything; may be called several times. */
  share<T>(decide: (books: BatchBooks) => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    this.#add({
      kind: 'shared',
      decide: (books) => {
        try {
          const outcome = decide(books)
          return { tell: () => resolve(outcome) }
        } catch (failure) {
          return { failure }
        }
      },
      reject,
    })
    return promise
  }

  /** Runs `work` by itself, in its turn. */
  alone<T>(work: (transaction: PostgresTransaction, books: OpenBooks) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    this.#add({
      kind: 'lone',
      run: async (transaction, books) => {
        const outcome = await work(transaction, books)
        return () => resolve(outcome)
      },
      reject,
    })
    return promise
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  #add(useCase: SharedUseCase | LoneUseCase): void {
    this.#queued.push(useCase)
    this.#flushing ??= this.#flush()
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#queued.length > 0) {
      const [first] = this.#queued
      if (first?.kind === 'lone') {
        this.#queued.shift()
        await this.#runAlone(first)
      } else await this.#runTogether(this.#takeShared())
    }
    this.#flushing = undefined
  }

  #takeShared(): readonly SharedUseCase[] {
    const end = this.#queued.findIndex(({ kind }, index) => kind === 'lone' || index === mostInBatch)
    const taken = this.#queued.splice(0, end < 0 ? this.#queued.length : end)
    return taken.filter((useCase) => useCase.kind === 'shared')
  }

  async #runAlone(useCase: LoneUseCase): Promise<void> {
    try {
      const tell = await this.#database.write(async (transaction) =>
        useCase.run(transaction, await this.#keeper.lock(transaction)),
      )
      tell()
    } catch (error) {
      this.#fail([useCase], error)
    }
  }

  async #runTogether(batch: readonly SharedUseCase[]): Promise<void> {
    const decideAll = (books: BatchBooks) => batch.map(({ decide }) => decide(books))
    try {
      const decided = await this.#database.write(async (transaction) => {
        const books = await this.#keeper.lock(transaction, decideAll)
        return books.decide(decideAll)
      })
      for (const [index, outcome] of decided.entries()) {
        if ('tell' in outcome) outcome.tell()
        else batch[index]?.reject(outcome.failure)
      }
    } catch (error) {
      // One that the database does not take does not fail the others.
      if (batch.length === 1 || isUnreachable(error)) this.#fail(batch, error)
      else for (const useCase of batch) await this.#runTogether([useCase])
    }
  }

  /** When the database is away for longer than the patience, those that came later are not let wait as long again. */
  #fail(failed: readonly Queued[], error: unknown): void {
    const others = isUnreachable(error) ? this.#queued.splice(0) : []
    for (const { reject } of [...failed, ...others]) reject(error)
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof LedgerError && error.reason === 'unreachable'
}
