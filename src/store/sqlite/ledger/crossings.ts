import type { Alert, AlertPlace } from '../../../ledger/alert.ts'
import type { Milestone } from '../../../ledger/rules/decision.ts'
import type { SqliteDatabase } from '../database.ts'
import { prepareInsert } from '../prepared-rows.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { alerts, milestones } from './schema.ts'

/** Thresholds and whole dollars that spend has crossed, as the file has them. */
export class Crossings {
  readonly #highestAlert
  readonly #insertAlert
  readonly #highestMilestone
  readonly #insertMilestone

  constructor({ connection }: SqliteDatabase) {
    this.#highestAlert = connection
      .prepare<[string, string, bigint, bigint], bigint | null>(
        `select max(threshold_percent) from alerts
         where subject = ? and period = ? and period_start_ms = ? and revision = ?`,
      )
      .pluck()
    this.#insertAlert = prepareInsert(connection, alerts, 'on conflict do nothing')
    this.#highestMilestone = connection
      .prepare<[], bigint | null>('select max(dollars) from milestones')
      .pluck()
    this.#insertMilestone = prepareInsert(connection, milestones)
  }

  /** 0 when there is none. */
  highestAlertOf({ subject, period, periodStartMs, revision }: AlertPlace): number {
    return Number(this.#highestAlert.get(subject.name, period, BigInt(periodStartMs), BigInt(revision)) ?? 0n)
  }

  insertAlert(transaction: WriteTransaction, alert: Omit<Alert, 'id'>): void {
    this.#insertAlert(transaction, { ...alert, subject: alert.subject.name })
  }

  /** 0n when there is none. */
  highestMilestoneUsd(): bigint {
    return this.#highestMilestone.get() ?? 0n
  }

  insertMilestone(transaction: WriteTransaction, { dollars, atMs }: Milestone): void {
    this.#insertMilestone(transaction, { dollars: Number(dollars), atMs })
  }
}
