import postgres from 'postgres'
import { LedgerError, type LedgerErrorReason } from '../../ledger/ledger-error.ts'

/** SQLSTATE codes and classes, as https://www.postgresql.org/docs/18/errcodes-appendix.html has them; the first that fits counts. */
const reasonsByState: readonly (readonly [prefix: string, reason: LedgerErrorReason])[] = [
  ['08', 'unreachable'],
  ['28', 'unreachable'],
  ['3D000', 'unreachable'],
  ['53100', 'full'],
  ['53300', 'unreachable'],
  ['57P', 'unreachable'],
  ['25006', 'read_only'],
  ['42501', 'no_rights'],
  ['3F000', 'no_rights'],
  ['55P03', 'locked'],
  ['XX001', 'corrupt'],
  ['XX002', 'corrupt'],
]

/** Of the driver and of the system: there is no connection, or none any more. */
const lostConnection = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'TLS_FAILED',
])

/** A transaction that the server gave up, such as for a deadlock, and that may be tried again as it is. */
const givenUp = new Set(['40001', '40P01'])
/** The server goes away, or is not up yet, or has ended a session that stood still. */
const comesBack = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03'])

/** Postgres' errors as the ledger's, naming the address; anything else as it is. drizzle wraps the driver's error as its cause. */
export function toLedgerError(error: unknown, address: string): unknown {
  if (error instanceof LedgerError) return error
  const code = codeOf(error)
  if (code === undefined) return error
  const [, known] = reasonsByState.find(([prefix]) => code.startsWith(prefix)) ?? []
  const reason = known ?? (lostConnection.has(code) ? 'unreachable' : 'failed')
  return new LedgerError(reason, address, { detail: `${code}, ${messageOf(error)}`, cause: error })
}

/** Whether a connection could not be had, or was lost: the same may go well in a while. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && (lostConnection.has(code) || comesBack.has(code) || code.startsWith('08'))
}

/** Whether the server has undone the transaction only because others were in its way. */
export function isGivenUp(error: unknown): boolean {
  return givenUp.has(codeOf(error) ?? '')
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const isOfDriver = error instanceof postgres.PostgresError || lostConnection.has(ownCode(error))
  return isOfDriver ? ownCode(error) : codeOf(error.cause)
}

function ownCode(error: Error): string {
  return 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? messageOf(error.cause) : error.message
}
