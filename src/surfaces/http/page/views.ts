import type { TextKey } from '../../../locales/translation.ts'

/** The parts of the page, each at an address of its own. */
export const viewNames = ['runs', 'costs', 'budgets', 'recall', 'prices', 'reconcile'] as const
export type ViewName = (typeof viewNames)[number]

export const viewPaths: Readonly<Record<ViewName, string>> = {
  runs: '/',
  costs: '/costs',
  budgets: '/budgets',
  recall: '/recall',
  prices: '/prices',
  reconcile: '/reconcile',
}

/** Seen by the operator alone. */
export const operatorViews: readonly ViewName[] = ['reconcile']

/** What the texts of the page begin with: these the browser gets, and no other. */
export const pageSections = [
  'page',
  'answer',
  'common',
  'depth',
  'task',
  'taskStatus',
  'operation',
  'period',
  'budgetName',
  'mode',
  'modeMeaning',
  'subject',
  'verdict',
  'driftClass',
  'reconciliation',
  'runs.state',
  'cost.provenance',
] as const

/** A text that the browser has. */
export type PageTextKey = Extract<TextKey, `${(typeof pageSections)[number]}.${string}`>
