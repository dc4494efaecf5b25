import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { describeWorkflowContract } from '../../orchestrator/contract.ts'
import { openLedgerOn, temporaryPath } from '../../support/ledger/temporary-books.ts'

describeWorkflowContract('workflows on SQLite', async () => {
  const path = temporaryPath()
  const dead = new Set<number>()
  let lastPid = 0
  const openAnother = async () => {
    lastPid += 1
    const pid = lastPid
    const database = openDatabase(path, { timers: systemTimers, now: systemClock })
    const ledger = await openLedgerOn(database, {
      process: { host: 'here', namespace: 'box', pid, birth: 'today' },
      isAlive: (known) => !dead.has(known.pid),
    })
    return { ledger, workflows: new SqliteWorkflowStore(database, ledger), die: () => void dead.add(pid) }
  }
  return { ...(await openAnother()), openAnother }
})
