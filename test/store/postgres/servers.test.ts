import { createPostgresServerSettings } from '../../../src/store/postgres/servers/postgres-server-settings.ts'
import { describeServerSettingsContract } from '../../servers/contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { connectTo } from '../../support/postgres/temporary-database.ts'

describeServerSettingsContract('the settings of servers on Postgres', async () => {
  const url = await emptiedDatabase()
  const openAnother = async () => createPostgresServerSettings(await connectTo(url, { connections: 1 }))
  return { settings: await openAnother(), openAnother }
})
