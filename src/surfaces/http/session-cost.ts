import type { Autointel } from '../../app/open-autointel.ts'
import type { Summary } from '../../ledger/summary.ts'

/** What other processes have booked is seen after so long. */
const freshMs = 1_000

/** What was spent since the process came up, from the books: read again when something was booked. */
export class SessionCost {
  readonly #autointel: Pick<Autointel, 'ledger' | 'now'>
  readonly #startedAtMs: number
  readonly #known = new Map<string, { readonly readAtMs: number; readonly summary: Promise<Summary> }>()

  constructor(autointel: Autointel, startedAtMs: number) {
    this.#autointel = autointel
    this.#startedAtMs = startedAtMs
    autointel.observe({ booked: () => this.#known.clear() })
  }

  /** @param tenant undefined: of all */
  of(tenant: string | undefined): Promise<Summary> {
    const { ledger, now } = this.#autointel
    const nowMs = now()
    const known = this.#known.get(tenant ?? '')
    if (known && nowMs - known.readAtMs < freshMs) return known.summary
    // An hour ahead: what is held while this is read counts too.
    const range = { fromMs: this.#startedAtMs, toMs: nowMs + 3_600_000 }
    const summary = ledger.summary(range, { tenant })
    this.#known.set(tenant ?? '', { readAtMs: nowMs, summary })
    summary.catch(() => this.#known.delete(tenant ?? ''))
    return summary
  }
}
