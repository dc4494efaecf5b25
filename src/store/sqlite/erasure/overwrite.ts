import type { SqliteDatabase } from '../database.ts'

/** Pages of the index of words that one write merges at most: some 20 ms. */
const pagesPerWrite = 200
/** Merges that change fewer rows than this have found nothing left to merge: https://sqlite.org/fts5.html#the_merge_command (2026-11). */
const mergedAtLeast = 2
const logTries = 20
const pauseMs = 25

/**
 * What is deleted is overwritten at once (`secure_delete`), but for two places: the index of words drops what was deleted when it is
 * merged, and the log beside the file still has the pages as they were before.
 *
 * @returns false when somebody else has read the file all the time, so that the log could not be emptied; it is by later writes
 */
export async function overwriteForgotten({ connection, timers, write }: SqliteDatabase): Promise<boolean> {
  const merge = connection.prepare<[bigint]>(
    "insert into knowledge_words (knowledge_words, rank) values ('merge', ?)",
  )
  const changes = connection.prepare<[], bigint>('select total_changes()').pluck()
  const mergeSome = (pages: number) =>
    write(() => {
      const before = changes.get() ?? 0n
      merge.run(BigInt(pages))
      return Number((changes.get() ?? 0n) - before)
    })
  // A negative number begins to merge everything into one; positive ones go on with what was begun.
  for (let merged = await mergeSome(-pagesPerWrite); merged >= mergedAtLeast; )
    merged = await mergeSome(pagesPerWrite)
  for (let tries = 0; tries < logTries; tries += 1) {
    const [result] = connection.pragma('wal_checkpoint(truncate)') as { readonly busy: bigint }[]
    if (result?.busy === 0n) return true
    await timers.wait(pauseMs)
  }
  return false
}
