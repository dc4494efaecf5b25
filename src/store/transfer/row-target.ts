import type { RowBatch } from './row.ts'
import type { TransferTable } from './tables.ts'

/** How far a table has come: the place of its last row in the order of the source, and whether that was its very last. */
export interface TableProgress {
  readonly place: string | undefined
  readonly isWhole: boolean
}

/** New books that rows are carried into. How far it has come is kept with the rows, and nobody opens them before all are there. */
export interface RowTarget {
  /** What has come of a table; nothing when nothing is known of it. */
  progressOf(table: TransferTable): Promise<TableProgress>
  /** Writes rows, and how far the table has come with them, in one transaction. */
  write(table: TransferTable, batch: RowBatch): Promise<void>
  /** The table is whole. */
  end(table: TransferTable): Promise<void>
  /** All tables are whole, and right: the books may be opened. */
  finish(): Promise<void>
}
