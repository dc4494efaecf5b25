import { TransferError } from '../../ledger/transfer-error.ts'
import type { VerifyResult } from '../../ledger/verification.ts'
import type { NewBooks, ReadBooks } from './books.ts'
import { compareRows, type RowCounts, transferRows } from './transfer-rows.ts'

export interface TransferResult {
  readonly from: string
  readonly to: string
  readonly rows: RowCounts
  /** Undefined where only the copy can be verified. */
  readonly source: VerifyResult | undefined
  readonly target: VerifyResult
}

/**
 * Carries whole books into new ones, and holds both against each other. What was cut off before goes on where it was.
 *
 * @param onTable is told of each table that is whole now
 * @throws {TransferError}
 */
export async function transferBooks(
  source: ReadBooks,
  target: NewBooks,
  onTable: (name: string) => void = () => undefined,
): Promise<TransferResult> {
  if (source.place === target.place) throw new TransferError('same_place', source.place)
  for (const books of [source, target])
    if (await books.isInUse()) throw new TransferError('in_use', books.place)
  const verified = await source.verify()
  if (verified?.ok === false) throw new TransferError('source_wrong', source.place)
  await target.begin(source.place)
  const rows = await source.read(async (from) => {
    await transferRows(from, target.target, onTable)
    return target.read((to) => compareRows(from, to, target.place))
  })
  const copied = await target.verify()
  if (!copied?.ok) throw new TransferError('differs', target.place, 'verify')
  await target.target.finish()
  return { from: source.place, to: target.place, rows, source: verified, target: copied }
}
