import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { PostgresDatabase } from '../../../src/store/postgres/database.ts'
import { createPostgresOutbox } from '../../../src/store/postgres/outbox/postgres-outbox.ts'
import { ProcessRegistry } from '../../../src/store/postgres/process-registry.ts'
import { PostgresWorkflowStore } from '../../../src/store/postgres/workflows/postgres-workflow-store.ts'
import type { PostgresWorkflowStoreOptions } from '../../../src/store/postgres/workflows/workflow-reads.ts'
import { connectTo } from './temporary-database.ts'

/** The stores of runs as a process of its own has them, which leaves after the test. */
export async function openRunStores(url: string, overrides: Partial<PostgresWorkflowStoreOptions> = {}) {
  const database = await connectTo(url, { connections: 2 })
  const processId = randomUUID()
  const registry = new ProcessRegistry(database, processId)
  await registry.start()
  onTestFinished(() => registry.leave())
  const options = { processId, deadAmong: (ids: readonly string[]) => registry.deadAmong(ids), ...overrides }
  return {
    database,
    outbox: createPostgresOutbox(database, options),
    workflows: new PostgresWorkflowStore(database, options),
    /** For all others, as if it had been silent for long. */
    die: () => forgetProcess(database, processId),
  }
}

async function forgetProcess(database: PostgresDatabase, processId: string): Promise<void> {
  await database.write(({ sql }) => sql`delete from processes where id = ${processId}`)
}
