import type postgres from 'postgres'

interface Types {
  readonly bigint: bigint
}

export type PostgresConnections = postgres.Sql<Types & Record<string, unknown>>
export type TransactionSql = postgres.TransactionSql<Types & Record<string, unknown>>
