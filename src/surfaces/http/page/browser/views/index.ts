import type { VNode } from 'preact'
import type { PageData } from '../../page-data.ts'
import { BudgetsView } from './budgets.ts'
import { CostsView } from './costs.ts'
import { PricesView } from './prices.ts'
import { RecallView } from './recall.ts'
import { ReconcileView } from './reconcile.ts'
import { RunsView } from './runs.ts'

export function viewOf({ view }: PageData): VNode {
  switch (view) {
    case 'runs':
      return RunsView()
    case 'costs':
      return CostsView()
    case 'budgets':
      return BudgetsView()
    case 'recall':
      return RecallView()
    case 'prices':
      return PricesView()
    case 'reconcile':
      return ReconcileView()
    default:
      return view satisfies never
  }
}
