import { createServer } from 'node:http'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openPostgres } from '../../../src/store/postgres/database.ts'
import { preparePartitions } from '../../../src/store/postgres/ledger/partitions.ts'
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Who hands out databases: a POST answers with the address of a new one, a DELETE takes the one of its body away. */
    readonly postgresKeeper: string
  }
}

const template = 'template_autointel'

/** One Postgres for a whole run of tests, started when the first of them asks for a database. */
export default async function keepPostgres(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<Databases> | undefined
  const keeper = createServer((request, response) => {
    started ??= Databases.start()
    started
      .then(async (databases) => {
        if (request.method === 'POST') response.end(await databases.create())
        else response.end(await databases.drop(Buffer.concat(await Array.fromAsync(request)).toString()))
      })
      .catch((error: unknown) => {
        response.statusCode = 500
        response.end(String(error))
      })
  })
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  keeper.listen(0, '127.0.0.1', resolve)
  await listening
  const address = keeper.address()
  project.provide('postgresKeeper', `http://127.0.0.1:${typeof address === 'object' && address?.port}`)
  return async () => {
    keeper.close()
    const databases = await started?.catch(() => undefined)
    await databases?.stop()
  }
}

/** Databases that begin as copies of an empty one of the current schema. */
class Databases {
  readonly #server: EmbeddedServer
  readonly #sql: postgres.Sql
  #created = 0
  #spare: Promise<string> | undefined

  static async start(): Promise<Databases> {
    const server = await startEmbeddedServer()
    const databases = new Databases(server)
    await databases.#sql.unsafe(`create database ${template}`)
    const database = await openPostgres(databases.#urlOf(template), {
      timers: systemTimers,
      now: systemClock,
    })
    await preparePartitions(database, systemClock())
    await database.close()
    return databases
  }

  private constructor(server: EmbeddedServer) {
    this.#server = server
    this.#sql = postgres(server.url, { max: 1, onnotice: () => undefined })
  }

  /** One that is made beforehand, so that nobody waits for it. */
  create(): Promise<string> {
    const made = this.#spare ?? this.#make()
    this.#spare = made.then(() => this.#make())
    // Told to whoever is handed it.
    this.#spare.catch(() => undefined)
    return made
  }

  async #make(): Promise<string> {
    this.#created += 1
    const name = `test_${this.#created}`
    await this.#sql.unsafe(`create database ${name} template ${template} strategy file_copy`)
    return this.#urlOf(name)
  }

  async drop(url: string): Promise<string> {
    await this.#sql.unsafe(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`)
    return url
  }

  async stop(): Promise<void> {
    await this.#spare?.catch(() => undefined)
    await this.#sql.end({ timeout: 0 })
    await this.#server.stop()
  }

  #urlOf(name: string): string {
    return Object.assign(new URL(this.#server.url), { pathname: `/${name}` }).href
  }
}
