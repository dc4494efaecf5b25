import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, systemTimers } from '../src/app/timers.ts'
import { openDatabase } from '../src/store/sqlite/database.ts'
import { openSqliteKnowledge } from '../src/store/sqlite/knowledge/sqlite-knowledge.ts'
import { questionsOf, type Recalled, recall, rememberNotes, sharesOf } from '../test/recall/recall-bench.ts'

/**
 * Prints what is found of 200 notes in English and Russian without a model: for each kind of question the share whose note is among the
 * first three quotes or, of what no note speaks of, for which nothing is found. `-- dev` asks what the thresholds were chosen by.
 */
const set = process.argv[2] ?? 'test'
const folder = mkdtempSync(join(tmpdir(), 'autointel-recall-'))
const database = openDatabase(join(folder, 'recall.db'), { timers: systemTimers, now: systemClock })
try {
  const knowledge = openSqliteKnowledge(database)
  const notes = await rememberNotes(knowledge)
  const recalled: Recalled[] = []
  for (const asked of questionsOf(set)) recalled.push(await recall(knowledge, asked))
  for (const { question, titles, isRight } of recalled)
    if (!isRight) console.log(`not right: ${question} -> ${titles.join(', ') || 'nothing'}`)
  console.log(
    `${recalled.length} questions over ${notes} notes; nothing of another server or a private run was shown.`,
  )
  console.table(
    sharesOf(recalled).map(({ share, ...row }) => ({ ...row, share: `${Math.round(share * 100)} %` })),
  )
} finally {
  database.close()
  rmSync(folder, { recursive: true, force: true })
}
