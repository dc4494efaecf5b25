import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'

/** A ledger of which some use cases are done otherwise. */
export function ledgerWith(ledger: LedgerStore, otherwise: Partial<LedgerStore>): LedgerStore {
  return new Proxy(ledger, {
    get: (target, name) => {
      const own: unknown = Reflect.get(otherwise, name) ?? Reflect.get(target, name, target)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}
