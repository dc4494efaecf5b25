import type { Depth, Task } from '../../../ledger/attribution.ts'
import type { Language } from '../../../locales/i18n.ts'
import type { SessionCostJson } from '../../../wire/session-cost.ts'
import type { PageCurrency } from './money-format.ts'
import type { ViewName } from './views.ts'

/** As whom the page is seen. */
export interface PageCaller {
  readonly role: 'operator' | 'manager' | 'client'
  /** As they are called on Discord. */
  readonly name: string | null
  /** Whose things are seen, with their names where these are known; none: everybody's. */
  readonly tenants: readonly { readonly tenant: string; readonly name: string }[]
  /** Somebody has logged in, and may log out. */
  readonly isLoggedIn: boolean
}

/** What a run of a depth may cost in US dollars; its tasks in their order. */
export interface PageDepth {
  readonly total: number
  readonly tasks: readonly { readonly task: Task; readonly limit: number }[]
}

/** What the page comes with, so that it needs not ask. */
export interface PageData {
  readonly view: ViewName
  /** The run at whose address the page was opened. */
  readonly workflow: string | null
  readonly language: Language
  /** By section and name, `_one` and the like among them. */
  readonly texts: PageTexts
  readonly caller: PageCaller
  /** Whose things are shown: of a manager, the server that was chosen; null: everybody's. */
  readonly tenant: string | null
  readonly sessionCost: SessionCostJson
  /** Shown beside dollars; null: dollars alone. */
  readonly currency: PageCurrency | null
  readonly depths: Readonly<Record<Depth, PageDepth>>
  /** Whose bills can be compared. */
  readonly billedProviders: readonly string[]
}

/** Texts, or texts by name. */
export interface PageTexts {
  readonly [name: string]: string | PageTexts
}
