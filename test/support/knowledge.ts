import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { systemClock, systemTimers } from '../../src/app/timers.ts'
import type { Audience } from '../../src/brief/audience.ts'
import type { KnowledgeDocument } from '../../src/knowledge/document.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { openSqliteKnowledge } from '../../src/store/sqlite/knowledge/sqlite-knowledge.ts'
import { cutPassages } from '../../src/text/cutting.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A store in a new file, or in the file at `path`. */
export async function openKnowledge(path?: string) {
  const file = path ?? join(temporaryFolder(), 'ledger.sqlite')
  const database = openDatabase(file, { timers: systemTimers, now: systemClock })
  onTestFinished(() => database.close())
  return { store: openSqliteKnowledge(database), database, file }
}

export const everybody: Audience = { visibility: 'server' }

export function documentOf(overrides: Partial<KnowledgeDocument> = {}): KnowledgeDocument {
  const text = overrides.text ?? 'The lighthouse of Hollowmere was lit for the first time in a century.'
  return {
    id: 'document_1',
    tenant: 'guild_1',
    audience: everybody,
    workflow: 'wf_1',
    url: 'https://example.org/lighthouse',
    address: 'https://example.org/lighthouse',
    title: 'A light returns',
    summary: 'An old beacon works again.',
    language: 'en',
    text,
    rememberedAtMs: 1_795_000_000_000,
    entities: [],
    passages: cutPassages(text),
    ...overrides,
  }
}

/** A unit vector along one axis. */
export function axis(dimension: number, dimensions = 4): Float32Array {
  return new Float32Array(dimensions).fill(1, dimension, dimension + 1)
}
