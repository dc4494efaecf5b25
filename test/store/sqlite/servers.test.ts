import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { createSqliteServerSettings } from '../../../src/store/sqlite/servers/sqlite-server-settings.ts'
import { describeServerSettingsContract } from '../../servers/contract.ts'
import { openLedgerOn, temporaryPath } from '../../support/ledger/temporary-books.ts'

describeServerSettingsContract('the settings of servers on SQLite', async () => {
  const path = temporaryPath()
  const openAnother = async () => {
    const database = openDatabase(path, { timers: systemTimers, now: systemClock })
    await openLedgerOn(database)
    return createSqliteServerSettings(database)
  }
  return { settings: await openAnother(), openAnother }
})
