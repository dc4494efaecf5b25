import type { TimeRange } from '../ledger/summary.ts'
import { compareNanoUsd } from '../money/nano-usd.ts'
import { type Dimension, type Named, nameIn } from './dimensions.ts'
import { addUse, isNoUse, noUse, type Use } from './use.ts'

/** What one row is about, and in it one part. */
interface UsePart extends Use {
  readonly name: string
}

export interface UseRow extends Use, TimeRange {
  /** Of a period its first day, or its month; the workflow; the conversation. */
  readonly name: string
  /** What the row is of within that, where rows are split. */
  readonly group: string | undefined
  /** `<provider>:<model>`, in order. */
  readonly models: readonly string[]
  /** Dearest first; none unless they were asked for. */
  readonly parts: readonly UsePart[]
}

/** Where something counts: the row's name, and when that begins and ends. */
export type RowPlace = TimeRange & Pick<UseRow, 'name'>

interface RowSplit {
  readonly by: Dimension | undefined
  readonly parts: Dimension | undefined
}

interface OpenRow extends RowPlace {
  readonly group: string | undefined
  readonly models: Set<string>
  readonly parts: Map<string, Use>
  use: Use
  fromMs: number
  toMs: number
}

/** Adds up rows, from entries or from sums of them. */
export class UseRows {
  readonly #split: RowSplit
  readonly #rows = new Map<string, OpenRow>()
  #all = noUse

  constructor(split: RowSplit) {
    this.#split = split
  }

  get all(): Use {
    return this.#all
  }

  add({ name, fromMs, toMs }: RowPlace, named: Named, use: Use): void {
    const { by, parts } = this.#split
    const group = by && nameIn(by, named)
    const key = JSON.stringify([name, group])
    const fresh = { name, group, fromMs, toMs, models: new Set<string>(), parts: new Map(), use: noUse }
    const row = this.#rows.get(key) ?? fresh
    this.#rows.set(key, row)
    row.fromMs = Math.min(row.fromMs, fromMs)
    row.toMs = Math.max(row.toMs, toMs)
    row.use = addUse(row.use, use)
    row.models.add(nameIn('model', named))
    if (parts) {
      const part = nameIn(parts, named)
      row.parts.set(part, addUse(row.parts.get(part) ?? noUse, use))
    }
    this.#all = addUse(this.#all, use)
  }

  /** By time, and what is of one time dearest first. What corrections have left nothing of is no row. */
  sorted(): readonly UseRow[] {
    return [...this.#rows.values()]
      .filter(({ use }) => !isNoUse(use))
      .map(({ use, models, parts, ...row }) => ({
        ...row,
        ...use,
        models: [...models].sort(),
        parts: dearestFirst([...parts].map(([name, part]) => ({ name, ...part }))),
      }))
      .sort((a, b) => a.fromMs - b.fromMs || compareText(a.name, b.name) || byCost(a, b))
  }
}

/** By cost, then by name, so that the order is always the same. */
function dearestFirst(parts: readonly UsePart[]): readonly UsePart[] {
  return parts.toSorted((a, b) => byCost(a, b) || compareText(a.name, b.name))
}

function byCost(a: Use & { readonly group?: string | undefined }, b: typeof a): number {
  return (
    compareNanoUsd(b.totals.costNanoUsd, a.totals.costNanoUsd) ||
    b.totals.calls - a.totals.calls ||
    compareText(a.group ?? '', b.group ?? '')
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
