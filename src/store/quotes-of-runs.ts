import type { Task } from '../ledger/attribution.ts'

/** What other runs have read is quoted by these: as evidence, and as related reading. */
export const quotingTasks: readonly Task[] = ['verification', 'knowledge']

/** Whether an output, as it is kept, may quote one of the runs. */
export function quotesOneOf(content: string, ids: readonly string[]): boolean {
  return ids.some((id) => content.includes(`"${id}"`))
}

/** An output, as it is kept, without what is quoted from the runs. */
export function withoutQuotes(content: string, ids: readonly string[]): string {
  return JSON.stringify(withoutItems(JSON.parse(content), ids))
}

/** The same without the members of lists that say that they are from one of the runs. */
function withoutItems(value: unknown, ids: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.filter((item) => !isFrom(item, ids)).map((item) => withoutItems(item, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutItems(part, ids)]))
}

function isFrom(item: unknown, ids: readonly string[]): boolean {
  if (typeof item !== 'object' || item === null || !('workflow' in item)) return false
  return ids.some((id) => id === item.workflow)
}
