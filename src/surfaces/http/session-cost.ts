import type { Autointel } from '../../app/open-autointel.ts'
import type { Summary } from '../../ledger/summary.ts'
import type { BookCache } from './book-cache.ts'

/** What was spent since the process came up, from the books. */
export class SessionCost {
  readonly #autointel: Pick<Autointel, 'ledger' | 'now'>
  readonly #startedAtMs: number
  readonly #books: BookCache

  constructor(autointel: Pick<Autointel, 'ledger' | 'now'>, books: BookCache) {
    this.#autointel = autointel
    this.#startedAtMs = autointel.now()
    this.#books = books
  }

  /** @param tenant undefined: of all */
  of(tenant: string | undefined): Promise<Summary> {
    const { ledger, now } = this.#autointel
    return this.#books.of(`session ${tenant ?? ''}`, () =>
      // An hour ahead: what is held while this is read counts too.
      ledger.summary({ fromMs: this.#startedAtMs, toMs: now() + 3_600_000 }, { tenant }),
    )
  }
}
