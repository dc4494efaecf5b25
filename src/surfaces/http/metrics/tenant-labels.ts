import type { Autointel } from '../../../app/open-autointel.ts'

/** So many tenants have a label of their own; however many there are, the rest are `other`. */
const mostTenants = 20
const monthMs = 30 * 86_400_000

/** Names of tenants as labels: those that spent most in the last month, then whoever comes first. */
export class TenantLabels {
  readonly #known: Set<string>

  constructor(known: Iterable<string>) {
    this.#known = new Set([...known].slice(0, mostTenants))
  }

  static async read({ ledger, now }: Pick<Autointel, 'ledger' | 'now'>): Promise<TenantLabels> {
    const range = { fromMs: now() - monthMs, toMs: now() + 1 }
    return new TenantLabels((await ledger.topTenants(range, mostTenants)).keys())
  }

  of(tenant: string): string {
    if (!this.#known.has(tenant) && this.#known.size < mostTenants) this.#known.add(tenant)
    return this.#known.has(tenant) ? tenant : 'other'
  }
}
