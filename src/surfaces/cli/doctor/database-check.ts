import type { Config } from '../../../app/config.ts'
import { examineDatabase, examineServer } from '../../../app/database-condition.ts'
import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import { botSubject } from '../../../ledger/subject.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { megabytes } from '../file-size.ts'
import { type Check, wordedAs } from './check.ts'

const english = textsOf('en')

/** Whether the database can be used and, where it is a file, is whole. */
export async function databaseCheck({
  databaseUrl,
  databaseFile: file,
}: Pick<Config, 'databaseUrl' | 'databaseFile'>): Promise<Check> {
  const condition = databaseUrl ? await examineServer(databaseUrl) : await examineDatabase(file)
  switch (condition.kind) {
    case 'whole': {
      const access = condition.mode.toString(8).padStart(3, '0')
      const about = `${condition.isNew ? 'created just now' : megabytes(condition.bytes)}, mode ${access}`
      return { name: 'database', status: 'ok', detail: `${file}: whole, ${about}` }
    }
    case 'reached':
      return { name: 'database', status: 'ok', detail: `${condition.address}: reached, of this version` }
    case 'damaged':
      return {
        name: 'database',
        status: 'failed',
        detail: `${file}: damaged: ${condition.findings.slice(0, 3).join('; ')}`,
        hint: english.t('ledgerAdvice.corrupt'),
      }
    case 'unusable':
      return {
        name: 'database',
        status: 'failed',
        ...wordedAs(condition.error),
      }
    default:
      return condition satisfies never
  }
}

/** Whether every total agrees with the entries. */
export async function booksCheck(ledger: LedgerStore): Promise<Check> {
  const { ok, entries, holdsPending, differences, damage } = await ledger.verify()
  const [first] = differences
  return ok
    ? {
        name: 'books',
        status: 'ok',
        detail: `${entries} entries, all totals agree, ${holdsPending} calls open`,
      }
    : {
        name: 'books',
        status: 'failed',
        detail: first
          ? `${differences.length} totals disagree with the entries, the first is ${first.what}`
          : `the file is damaged: ${damage[0]}`,
        hint: '"autointel verify" lists them all.',
      }
}

/** Whether the whole bot has a limit, besides those of its tenants and users. */
export async function limitCheck(ledger: LedgerStore, atMs: number): Promise<Check> {
  const statuses = await ledger.budgetStatus(botSubject, atMs)
  return statuses.some(({ budget }) => budget)
    ? { name: 'limits', status: 'ok', detail: 'the whole bot has one' }
    : {
        name: 'limits',
        status: 'warning',
        detail: 'the whole bot has none: all its servers and users together may spend any amount',
        hint: 'Set one, for example: autointel budget set bot month 100',
      }
}
