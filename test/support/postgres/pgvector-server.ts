import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** What `initdb` makes, once for all runs. */
const pristine = fileURLToPath(
  new URL('../../../node_modules/.cache/autointel-pglite-18.tar', import.meta.url),
)

export interface PgvectorServer {
  /** Of its only database, which is empty. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * A Postgres within this process that brings pgvector, which is not made in its database yet. It does what its connections ask one after
 * another, a transaction at a time.
 */
export async function startPgvectorServer(): Promise<PgvectorServer> {
  if (!existsSync(pristine)) await initialise()
  const loadDataDir = new Blob([await readFile(pristine)])
  const db = await PGlite.create({ loadDataDir, extensions: { vector } })
  keepMessagesTogether(db)
  const server = new PGLiteSocketServer({ db, port: 0, maxConnections: 20 })
  await server.start()
  return {
    url: `postgres://postgres:of-the-tests@${server.getServerConn()}/postgres`,
    stop: async () => {
      await server.stop()
      await db.close()
    },
  }
}

/** Several processes may come here at once: the last one stays. */
async function initialise(): Promise<void> {
  const db = await PGlite.create({ extensions: { vector } })
  const made = await db.dumpDataDir('none')
  await db.close()
  const own = `${pristine}-${process.pid}`
  await mkdir(dirname(pristine), { recursive: true })
  await writeFile(own, new Uint8Array(await made.arrayBuffer()))
  await rename(own, pristine)
}

/** https://www.postgresql.org/docs/18/protocol-message-formats.html: Parse, Bind, Describe, Execute, Close and Flush, which a Sync follows. */
const followed = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)))

/** What a connection asks in several messages is in a transaction until they have ended: no other connection's come in between. */
function keepMessagesTogether(db: PGlite): void {
  let isFollowed = false
  const execute = db.execProtocolRawStream.bind(db)
  const isInTransaction = db.isInTransaction.bind(db)
  const whole: Pick<PGlite, 'execProtocolRawStream' | 'isInTransaction'> = {
    execProtocolRawStream: (message, options) => {
      isFollowed = followed.has(message[0] ?? 0)
      return execute(message, options)
    },
    isInTransaction: () => isFollowed || isInTransaction(),
  }
  Object.assign(db, whole)
}
