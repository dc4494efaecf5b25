import type { PeriodCalendar } from '../../ledger/period.ts'
import type { VerifyResult } from '../../ledger/verification.ts'
import type { Timers } from '../../time/timers.ts'
import type { RowSource } from './row.ts'
import type { RowTarget } from './row-target.ts'

export interface BooksOptions {
  readonly calendar: PeriodCalendar
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
}

/** Books that are read without being worked on. */
export interface ReadBooks {
  /** A path, or the address of a server without who asks it. */
  readonly place: string
  /** Runs `work` on one state of them. */
  read<T>(work: (source: RowSource) => Promise<T>): Promise<T>
  /** Undefined where that can be told of a copy only. */
  verify(): Promise<VerifyResult | undefined>
  /** Whether some process works on them. */
  isInUse(): Promise<boolean>
  close(): Promise<void>
}

/** Books that others are carried into. */
export interface NewBooks extends ReadBooks {
  readonly target: RowTarget
  /**
   * Makes room, unless it was made already and the rows of the same place are on their way.
   *
   * @param from where the rows come from
   * @throws {TransferError} `not_empty`, `other_transfer`
   */
  begin(from: string): Promise<void>
}
