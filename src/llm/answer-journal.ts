import type { z } from 'zod'
import type { JournalLine, StepKey } from '../ledger/journal.ts'

/**
 * Where the answers of paid calls are kept, each in the transaction that books it, and found again: what was paid for is not asked
 * twice, whatever happens between the booking and the use of the answer.
 */
export interface AnswerJournal {
  /**
   * The answer that is kept under a key, if it has the schema's form; undefined when the call is still to be made. Rejects when it is
   * not to be made any more, because whoever asks has to stop.
   */
  find<T>(key: StepKey, schema: z.ZodType<T>): Promise<T | undefined>
  /** What the booking of a call is to keep. The answer must survive JSON. */
  line(key: StepKey, answer: unknown): JournalLine
}
