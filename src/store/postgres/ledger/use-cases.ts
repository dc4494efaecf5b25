import type {
  CorrectRequest,
  CorrectResult,
  HoldRequest,
  HoldResult,
  RecordRequest,
  RecordResult,
} from '../../../ledger/requests.ts'
import { decideHold } from '../../../ledger/rules/admission.ts'
import { auditOfCorrection } from '../../../ledger/rules/audits.ts'
import { entryIdOf } from '../../../ledger/rules/charges.ts'
import { decideCorrection } from '../../../ledger/rules/corrections.ts'
import type { Decision } from '../../../ledger/rules/decision.ts'
import { decideRecord } from '../../../ledger/rules/records.ts'
import { type EndingRows, lateCorrectionIdOf } from '../../../ledger/rules/settlement.ts'
import type { BatchBooks } from './batch-books.ts'

/** Applies what was decided, and answers. */
export function applied<Outcome>(books: BatchBooks, { outcome, changes }: Decision<Outcome>): Outcome {
  books.apply(changes)
  return outcome
}

export function hold(books: BatchBooks, request: HoldRequest): HoldResult {
  if (books.isLost(request.attribution, request.claim)) return { kind: 'lost_workflow' }
  const heldAtMs = books.steadyAt(request.heldAtMs)
  return applied(books, decideHold(books, books.hold(request.id), { ...request, heldAtMs }))
}

export function record(books: BatchBooks, request: RecordRequest): RecordResult {
  if (books.isLost(request.attribution, request.claim)) return { kind: 'lost_workflow' }
  const atMs = request.isDated ? request.atMs : books.steadyAt(request.atMs)
  return applied(books, decideRecord(books, books.entry(request.id), { ...request, atMs }))
}

export function correct(books: BatchBooks, request: CorrectRequest): CorrectResult {
  const { id, corrects } = request
  const corrected = books.entry(corrects)
  const rows = {
    corrected,
    replacement: books.replacementOf(corrects),
    sameId: books.entry(id),
    hold: corrected?.holdId === undefined ? undefined : books.hold(corrected.holdId),
  }
  const { outcome, changes } = decideCorrection(books, rows, request)
  books.apply(changes)
  if (changes.entries && corrected && request.byHand)
    books.audits.push(auditOfCorrection(corrected, request, request.byHand))
  return outcome
}

/** The rows that decide how a hold ends. */
export function endingRows(books: BatchBooks, holdId: string): EndingRows {
  const held = books.hold(holdId)
  if (!held || held.state === 'pending')
    return { hold: held, charge: undefined, standing: undefined, late: undefined }
  const charge = books.entry(entryIdOf(holdId))
  const standing = charge && books.standingFor(charge)
  return { hold: held, charge, standing, late: books.entry(lateCorrectionIdOf(holdId)) }
}
