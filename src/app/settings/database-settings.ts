import { z } from 'zod'
import { wholeNumber } from './fields.ts'

export interface DatabaseSettings {
  /** Of a Postgres; undefined: SQLite, in a file of the data folder. */
  readonly databaseUrl: string | undefined
  readonly workflowConcurrency: number
  /** How many workflows run in this process at once; 0: others run them. */
  readonly workersHere: number
}

const postgresAddress = z
  .string()
  .refine(
    (text) => !isHalfEncoded(text),
    'expected signs of the password that mean something in an address as %40 for @, %23 for #, %25 for %, %2F for /',
  )
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    'expected an address such as postgres://autointel:password@db.example.org:5432/autointel',
  )

/** A sign of percent that begins no code: a password was put in as it is. */
function isHalfEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return false
  } catch {
    return true
  }
}

/** The settings as the environment has them. */
export const databaseFields = { DATABASE_URL: postgresAddress.optional() }
export const workerFields = {
  WORKFLOW_CONCURRENCY: wholeNumber(1, 1000).default(4),
  WORKERS_HERE: wholeNumber(0, 1000).optional(),
}

const environment = z.object({ ...databaseFields, ...workerFields })

export function databaseSettingsOf({
  DATABASE_URL: databaseUrl,
  WORKFLOW_CONCURRENCY: workflowConcurrency,
  WORKERS_HERE: workersHere = workflowConcurrency,
}: z.output<typeof environment>): DatabaseSettings {
  return { databaseUrl, workflowConcurrency, workersHere }
}
