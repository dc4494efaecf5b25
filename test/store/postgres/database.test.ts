import { sql as query } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { balances } from '../../../src/store/postgres/ledger/schema.ts'
import { failureOf } from '../../support/failure-of.ts'
import { connectTo, temporaryDatabase } from '../../support/postgres/temporary-database.ts'

const row = {
  account: 'a',
  period: 'run',
  startMs: 0,
  spentNanoUsd: 2n ** 60n + 1n,
  heldNanoUsd: 0n,
} as const

describe('a database on Postgres', () => {
  it('keeps amounts exact, whoever reads them', async () => {
    const database = await connectTo(await temporaryDatabase())

    await database.write(({ drizzle }) => drizzle.insert(balances).values(row))

    expect(await database.read(({ drizzle }) => drizzle.select().from(balances))).toEqual([row])
    expect(
      await database.read(
        ({ sql }) => sql`select spent_nano_usd, sum(spent_nano_usd)::text from balances group by 1`,
      ),
    ).toMatchObject([{ spent_nano_usd: row.spentNanoUsd, sum: `${row.spentNanoUsd}` }])
  })

  it('undoes a write that fails, and says what failed', async () => {
    const database = await connectTo(await temporaryDatabase())

    const failed = database.write(async ({ drizzle }) => {
      await drizzle.insert(balances).values(row)
      await drizzle.execute(query`select 1 / 0`)
    })

    expect(await failureOf(failed)).toMatchObject({ name: 'LedgerError', reason: 'failed', detail: /22012/ })
    expect(await database.read(({ drizzle }) => drizzle.select().from(balances))).toEqual([])
  })

  it('shows one moment to whoever reads', async () => {
    const url = await temporaryDatabase()
    const [reader, writer] = [await connectTo(url), await connectTo(url)]

    const seen = await reader.read(async ({ drizzle }) => {
      const before = await drizzle.select().from(balances)
      await writer.write((transaction) => transaction.drizzle.insert(balances).values(row))
      return [before, await drizzle.select().from(balances)]
    })

    expect(seen).toEqual([[], []])
  })

  it('tries again what the server gave up for a deadlock', async () => {
    const url = await temporaryDatabase()
    const database = await connectTo(url)
    const other = { ...row, account: 'b' }
    await database.write(({ drizzle }) => drizzle.insert(balances).values([row, other]))
    const bothHaveOne = Promise.withResolvers<void>()
    let attempts = 0
    const inOrder = (accounts: readonly string[]) =>
      database.write(async ({ sql }) => {
        attempts += 1
        for (const account of accounts) {
          await sql`update balances set held_nano_usd = held_nano_usd + 1 where account = ${account}`
          if (attempts === 2) bothHaveOne.resolve()
          await bothHaveOne.promise
        }
      })

    await Promise.all([inOrder(['a', 'b']), inOrder(['b', 'a'])])

    const kept = await database.read(({ drizzle }) =>
      drizzle.select().from(balances).orderBy(balances.account),
    )
    expect(kept.map(({ heldNanoUsd }) => heldNanoUsd)).toEqual([2n, 2n])
    // On a busy machine the second attempt may meet the other again.
    expect(attempts).toBeGreaterThan(2)
  })
})

describe('a database that cannot be opened', () => {
  it('is told by its address, without who asks', async () => {
    const failed = connectTo('postgres://somebody:secret@127.0.0.1:1/books')

    expect(await failureOf(failed)).toMatchObject({
      name: 'LedgerError',
      reason: 'unreachable',
      path: 'postgres://127.0.0.1:1/books',
    })
  })

  it('is not reached unprotected by an address that asks for protection', async () => {
    const url = await temporaryDatabase()

    expect(await failureOf(connectTo(`${url}?sslmode=require`))).toMatchObject({
      name: 'LedgerError',
      reason: 'unreachable',
      detail: expect.stringContaining('TLS_FAILED'),
    })
    await connectTo(`${url}?sslmode=prefer`)
  })

  it.each([
    ['newer', (url: string) => runOn(url, `insert into migrations values ('of tomorrow', 0)`)],
    ['foreign', (url: string) => runOn(url, 'drop table migrations')],
  ])('is %s, and stays as it was', async (reason, change) => {
    const url = await temporaryDatabase()
    await change(url)

    expect(await failureOf(connectTo(url))).toMatchObject({ name: 'LedgerError', reason })
  })

  it('is of an encoding that cannot hold every language, or of a user without rights', async () => {
    const url = await temporaryDatabase()
    const { sql, close } = await openSessionOn(url)
    const name = new URL(url).pathname.slice(1)
    await sql.unsafe(
      `create database ${name}_latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'`,
    )
    await sql.unsafe(`create role ${name}_reader login password 'reader'`)
    const [latin, reader] = [new URL(url), new URL(url)]
    latin.pathname += '_latin'
    Object.assign(reader, { username: `${name}_reader`, password: 'reader' })

    const failures = [await failureOf(connectTo(latin.href)), await failureOf(connectTo(reader.href))]
    await sql.unsafe(`drop database ${name}_latin`)
    await sql.unsafe(`drop role ${name}_reader`)
    await close()

    expect(failures).toMatchObject([
      { reason: 'wrong_encoding', detail: 'LATIN1' },
      { reason: 'no_rights', detail: expect.stringContaining('42501') },
    ])
  })
})

async function openSessionOn(url: string) {
  const session = (await connectTo(url)).openSession()
  return { sql: session.sql, close: () => session.close() }
}

async function runOn(url: string, statement: string): Promise<void> {
  const database = await connectTo(url)
  await database.write(({ sql }) => sql.unsafe(statement))
}
