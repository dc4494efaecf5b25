import { LedgerError } from '../../../ledger/ledger-error.ts'
import type { PostgresDatabase, PostgresTransaction, SentTransaction } from '../database.ts'
import { sentAtOnce } from '../session.ts'
import type { BatchBooks } from './batch-books.ts'
import type { BookKeeper, OpenBooks } from './book-keeper.ts'
import { Confidence } from './confidence.ts'

/** How many use cases share one commit at most. */
const mostInBatch = 512
/** How many have to wait for a second batch to be sent while one is under way. */
const enoughToSplit = 32

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

/** A batch that was sent, decided on the books in mind, and what its callers are told once it is committed. */
interface SentBatch {
  readonly batch: readonly SharedUseCase[]
  readonly decided: readonly Decided[]
  readonly transaction: SentTransaction
}

/**
 * Group commit: the use cases that are asked for while a batch is under way are the next batch. They are decided one after another in
 * memory, in the order in which they were asked for, and written set by set. A promise settles only after the commit.
 *
 * Most often nobody else has changed what a batch needs since this process last did so. Then it is decided on what the process has in mind,
 * and sent with all that has to be so for that to hold, while the one before it is still under way: the server has work while the
 * next batch is decided. When something is not so, the batch changes nothing, and is decided again on what is read under the lock of the
 * books, one batch at a time, as is what has to ask the database in between.
 */
export class GroupCommit {
  readonly #database: PostgresDatabase
  readonly #keeper: BookKeeper
  readonly #confidence = new Confidence()
  #queued: (SharedUseCase | LoneUseCase)[] = []
  #sent: SentBatch[] = []
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
    await nextTurn()
    while (this.#queued.length > 0 || this.#sent.length > 0) {
      if (this.#maySend()) await this.#send()
      else if (this.#sent.length > 0) {
        await this.#finishFirst()
        // Those who are told ask for more.
        await nextTurn()
      } else await this.#runNext()
    }
    this.#flushing = undefined
  }

  async #runNext(): Promise<void> {
    const [first] = this.#queued
    if (first?.kind === 'lone') {
      this.#queued.shift()
      await this.#runAlone(first)
    } else await this.#runTogether(this.#takeShared(mostInBatch))
    this.#keeper.forget()
  }

  /** A second batch is worth its commit when there is enough to share it. */
  #maySend(): boolean {
    if (this.#queued[0]?.kind !== 'shared' || !this.#confidence.isThere) return false
    return this.#sent.length === 0 || (this.#sent.length < sentAtOnce && this.#queued.length >= enoughToSplit)
  }

  /** Of many that wait while nothing is under way a part, so that the others are decided while the server works on them. */
  async #send(): Promise<void> {
    const { length } = this.#queued
    const splits = this.#sent.length === 0 && length >= 2 * enoughToSplit
    const batch = this.#takeShared(Math.min(mostInBatch, splits ? Math.ceil(length / 2) : length))
    const decideAll = (books: BatchBooks) => batch.map(({ decide }) => decide(books))
    try {
      const foreseen = await this.#keeper.foresee(this.#database, decideAll)
      if (foreseen) {
        const { outcome, forecast } = foreseen
        const before = this.#sent.at(-1)?.transaction
        const transaction = this.#database.send((sql) => forecast.statements(sql), before)
        this.#sent.push({ batch, decided: outcome, transaction })
        return
      }
    } catch (error) {
      if (isUnreachable(error)) return this.#fail(batch, error)
    }
    // Those before it may have to be decided anew too.
    while (this.#sent.length > 0) await this.#finishFirst()
    await this.#decideAnew(batch)
  }

  async #finishFirst(): Promise<void> {
    const sent = this.#sent.shift()
    if (!sent) return
    try {
      if (await sent.transaction.isCommitted) {
        this.#confidence.gain()
        tellAll(sent.batch, sent.decided)
        return
      }
    } catch (error) {
      this.#keeper.forget()
      return this.#fail(sent.batch, error)
    }
    this.#confidence.lose()
    await this.#decideAnew(sent.batch)
  }

  /** Under the lock of the books, when nothing else is under way. */
  async #decideAnew(batch: readonly SharedUseCase[]): Promise<void> {
    await Promise.allSettled(this.#sent.map(({ transaction }) => transaction.isCommitted))
    await this.#runTogether(batch)
    this.#keeper.forget()
  }

  #takeShared(most: number): readonly SharedUseCase[] {
    const end = this.#queued.findIndex(({ kind }, index) => kind === 'lone' || index === most)
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
      this.#confidence.wait()
      tellAll(batch, decided)
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

function tellAll(batch: readonly SharedUseCase[], decided: readonly Decided[]): void {
  for (const [index, outcome] of decided.entries()) {
    if ('tell' in outcome) outcome.tell()
    else batch[index]?.reject(outcome.failure)
  }
}

function nextTurn(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve))
}

function isUnreachable(error: unknown): boolean {
  return error instanceof LedgerError && error.reason === 'unreachable'
}
