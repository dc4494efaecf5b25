import type postgres from 'postgres'

interface Types {
  readonly bigint: bigint
}

export type PostgresConnections = postgres.Sql<Types & Record<string, unknown>>
export type TransactionSql = postgres.TransactionSql<Types & Record<string, unknown>>

/** What is to be asked of the server: as soon as it is awaited, or executed. */
export interface Statement extends PromiseLike<readonly unknown[] & { readonly count: number }> {
  execute(): unknown
}
