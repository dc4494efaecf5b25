import postgres from 'postgres'

interface Types {
  readonly bigint: bigint
}

export type PostgresConnections = postgres.Sql<Types & Record<string, unknown>>
export type TransactionSql = postgres.TransactionSql<Types & Record<string, unknown>>

/** Connections are made when they are first needed. */
export function connect(url: string, connections: number): PostgresConnections {
  return postgres(url, {
    max: connections,
    types: { bigint: postgres.BigInt },
    onnotice: () => undefined,
    connect_timeout: 10,
    // In seconds, so that nobody knocks at a closed door without a pause. How long to go on is decided by who asks.
    backoff: () => 0.02,
    connection: {
      application_name: 'autointel',
      // A process that stands still in a transaction holds up all others: the server ends it.
      idle_in_transaction_session_timeout: 15_000,
      statement_timeout: 60_000,
    },
  }) as PostgresConnections
}
