import type { Entry } from '../ledger/entry.ts'

export const dimensions = [
  'operation',
  'task',
  'provider',
  'model',
  'served-model',
  'depth',
  'member',
  'server',
  'conversation',
  'source-kind',
  'workflow',
  'price-version',
] as const
/** What use can be split by. */
export type Dimension = (typeof dimensions)[number]

const summed: ReadonlySet<Dimension> = new Set(['operation', 'task', 'provider', 'model', 'depth', 'server'])

/** Whether the books keep sums of it; of the others every entry has to be read. */
export function isSummed(dimension: Dimension): boolean {
  return summed.has(dimension)
}

/** What entries and the sums of them are told apart by. */
export type Named = Pick<Entry, 'tenant' | 'provider' | 'model'> &
  Partial<
    Pick<Entry, 'user' | 'workflow' | 'conversation' | 'sourceKind' | 'priceVersion' | 'servedModel'>
  > & {
    readonly operation: string
    readonly task?: string | undefined
    readonly depth?: string | undefined
  }

/** Under which name something counts; `none` where it has none. Models read `<provider>:<model>`. */
export function nameIn(dimension: Dimension, named: Named): string {
  return nameOf(dimension, named) || 'none'
}

function nameOf(dimension: Dimension, named: Named): string | undefined {
  switch (dimension) {
    case 'model':
      return `${named.provider}:${named.model}`
    case 'served-model':
      return `${named.provider}:${named.servedModel ?? named.model}`
    case 'member':
      return named.user
    case 'server':
      return named.tenant
    case 'conversation':
      return named.conversation ?? named.workflow
    case 'source-kind':
      return named.sourceKind
    case 'price-version':
      return named.priceVersion
    case 'operation':
    case 'task':
    case 'provider':
    case 'depth':
    case 'workflow':
      return named[dimension]
    default:
      return dimension satisfies never
  }
}
