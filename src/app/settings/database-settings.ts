import { z } from 'zod'

export interface DatabaseSettings {
  /** Of a Postgres; undefined: SQLite, in a file of the data folder. */
  readonly databaseUrl: string | undefined
}

const postgresAddress = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    'expected an address such as postgres://autointel:password@db.example.org:5432/autointel',
  )

/** The settings as the environment has them. */
export const databaseFields = { DATABASE_URL: postgresAddress.optional() }

const environment = z.object(databaseFields)

export function databaseSettingsOf({
  DATABASE_URL: databaseUrl,
}: z.output<typeof environment>): DatabaseSettings {
  return { databaseUrl }
}
