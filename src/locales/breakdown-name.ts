import { depths, operations, purposes } from '../ledger/attribution.ts'
import type { SummaryDimension } from '../ledger/summary.ts'
import type { Texts } from './texts.ts'

/** A name out of a breakdown as people read it: `analysis` is "Analysis", a model stays `openai:gpt-5-mini`. Plain text. */
export function breakdownName(dimension: SummaryDimension, name: string, texts: Texts): string {
  switch (dimension) {
    case 'task': {
      const task = [...purposes, 'other' as const, 'none' as const].find((known) => known === name)
      return task ? texts.t(`task.${task}`) : name
    }
    case 'depth': {
      const depth = [...depths, 'none' as const].find((known) => known === name)
      return depth ? texts.t(`depth.${depth}`) : name
    }
    case 'operation': {
      const operation = [...operations, 'none' as const].find((known) => known === name)
      return operation ? texts.t(`operation.${operation}`) : name
    }
    case 'model':
    case 'provider':
      return name
    default:
      return dimension satisfies never
  }
}
