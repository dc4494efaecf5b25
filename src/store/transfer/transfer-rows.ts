import { TransferError } from '../../ledger/transfer-error.ts'
import { digestOf, type RowSource } from './row.ts'
import type { RowTarget } from './row-target.ts'

/** How many rows of each table there are. */
export type RowCounts = Readonly<Record<string, number>>

/**
 * Carries all rows that are not there yet, some at a time, so that a transfer which was cut off goes on where it was.
 *
 * @param onTable is told of each table that is whole now
 */
export async function transferRows(
  source: RowSource,
  target: RowTarget,
  onTable: (name: string) => void,
): Promise<void> {
  for (const table of source.tables) {
    const { place, isWhole } = await target.progressOf(table)
    if (isWhole) continue
    for await (const batch of source.rows(table, place)) await target.write(table, batch)
    await target.end(table)
    onTable(table.name)
  }
}

/**
 * Holds the rows of two books against each other.
 *
 * @param place of the second, for the error
 * @throws {TransferError} `differs`, with the table
 */
export async function compareRows(source: RowSource, target: RowSource, place: string): Promise<RowCounts> {
  const counts: Record<string, number> = {}
  for (const table of source.tables) {
    const digests = [await digestOf(source, table), await digestOf(target, table)] as const
    if (!digests[0].equals(digests[1])) throw new TransferError('differs', place, table.name)
    counts[table.name] = digests[0].rows
  }
  return counts
}
