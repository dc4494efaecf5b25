import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Depth, Operation, Purpose } from '../../../ledger/attribution.ts'
import type { BudgetMode, SetterRole } from '../../../ledger/budget-limit.ts'
import type { EntryKind, Provenance } from '../../../ledger/entry.ts'
import type { HoldState } from '../../../ledger/hold.ts'
import type { Period } from '../../../ledger/period.ts'
import type { Account } from '../../../ledger/rules/accounts.ts'
import type { RollupGrain } from '../../../ledger/rules/totals.ts'
import type { Caution } from '../../../pricing/caution.ts'
import type { Usage } from '../../../pricing/usage.ts'
import { flag, json, nanoUsd, whole } from '../column-types.ts'

/** Text columns hold '' where the entry has no user, workflow, task, depth, conversation or kind of source, so that they can be grouped and keyed. */
const attribution = {
  tenant: text('tenant').notNull(),
  user: text('user').notNull(),
  workflow: text('workflow').notNull(),
  task: text('task').$type<Purpose | ''>().notNull(),
  depth: text('depth').$type<Depth | ''>().notNull(),
  provider: text('provider').notNull(),
  model: text('model').notNull(),
  operation: text('operation').$type<Operation>().notNull(),
  priceVersion: text('price_version').notNull(),
  conversation: text('conversation').notNull().default(''),
  sourceKind: text('source_kind').notNull().default(''),
  attempt: whole('attempt').notNull().default(1),
  scopes: json<readonly string[]>('scopes').notNull(),
}

/** The lines of the ledger. Rows are inserted and never changed. */
export const entries = sqliteTable(
  'entries',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    kind: text('kind').$type<EntryKind>().notNull(),
    corrects: text('corrects'),
    holdId: text('hold_id'),
    bookedAtMs: whole('booked_at_ms').notNull(),
    heldAtMs: whole('held_at_ms').notNull(),
    ...attribution,
    amountNanoUsd: nanoUsd('amount_nano_usd').notNull(),
    provenance: text('provenance').$type<Provenance>().notNull(),
    calls: whole('calls').notNull(),
    failedCalls: whole('failed_calls').notNull(),
    freeRequests: whole('free_requests').notNull(),
    usage: json<Usage>('usage').notNull(),
    /** '' where the reply named none. */
    servedModel: text('served_model').notNull().default(''),
    overage: flag('overage').notNull(),
    cautions: json<readonly Caution[]>('cautions').notNull().default([]),
  },
  (table) => [
    uniqueIndex('entries_id').on(table.id),
    uniqueIndex('entries_corrects').on(table.corrects, table.kind).where(sql`corrects is not null`),
    index('entries_held_at').on(table.heldAtMs),
    index('entries_tenant').on(table.tenant, table.heldAtMs),
    index('entries_user').on(table.user, table.heldAtMs).where(sql`user <> ''`),
    index('entries_workflow').on(table.workflow).where(sql`workflow <> ''`),
    index('entries_overage').on(table.provider, table.model).where(sql`overage = 1`),
    index('entries_unresolved')
      .on(table.heldAtMs)
      .where(sql`provenance = 'unresolved' and kind <> 'reversal'`),
    index('entries_output')
      .on(table.provider, table.model, table.operation, table.task)
      .where(sql`kind = 'charge'`),
    index('entries_cautioned').on(table.bookedAtMs).where(sql`cautions <> '[]'`),
  ],
)

export const holds = sqliteTable(
  'holds',
  {
    id: text('id').primaryKey(),
    state: text('state').$type<HoldState>().notNull(),
    process: text('process').notNull(),
    amountNanoUsd: nanoUsd('amount_nano_usd').notNull(),
    requestedNanoUsd: nanoUsd('requested_nano_usd').notNull(),
    heldAtMs: whole('held_at_ms').notNull(),
    expiresAtMs: whole('expires_at_ms').notNull(),
    endedAtMs: whole('ended_at_ms'),
    ...attribution,
  },
  (table) => [index('holds_pending').on(table.expiresAtMs).where(sql`state = 'pending'`)],
)

/** By what names providers know the calls of holds, where they can be asked for their bill. */
export const providerCalls = sqliteTable('provider_calls', {
  holdId: text('hold_id').primaryKey(),
  name: text('name').notNull(),
})

/** What each account has spent and set aside in each period; derived from entries and holds. */
export const balances = sqliteTable(
  'balances',
  {
    account: text('account').notNull(),
    period: text('period').$type<Account['period']>().notNull(),
    startMs: whole('start_ms').notNull(),
    spentNanoUsd: nanoUsd('spent_nano_usd').notNull(),
    heldNanoUsd: nanoUsd('held_nano_usd').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.period, table.startMs] })],
)

const rollupTotals = {
  amountNanoUsd: nanoUsd('amount_nano_usd').notNull(),
  estimatedNanoUsd: nanoUsd('estimated_nano_usd').notNull(),
  unresolvedNanoUsd: nanoUsd('unresolved_nano_usd').notNull(),
  calls: whole('calls').notNull(),
  failedCalls: whole('failed_calls').notNull(),
  freeRequests: whole('free_requests').notNull(),
  inputTokens: whole('input_tokens').notNull(),
  outputTokens: whole('output_tokens').notNull(),
  cacheReadTokens: whole('cache_read_tokens').notNull(),
  cacheWriteTokens: whole('cache_write_tokens').notNull(),
  reasoningTokens: whole('reasoning_tokens').notNull(),
}

/** Sums of entries per UTC hour and UTC day, for reports; derived from entries. */
export const usageRollups = sqliteTable(
  'usage_rollups',
  {
    grain: text('grain').$type<RollupGrain>().notNull(),
    startMs: whole('start_ms').notNull(),
    tenant: text('tenant').notNull(),
    task: text('task').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    operation: text('operation').notNull(),
    depth: text('depth').notNull(),
    ...rollupTotals,
  },
  (table) => [
    primaryKey({
      columns: [
        table.grain,
        table.tenant,
        table.startMs,
        table.task,
        table.provider,
        table.model,
        table.operation,
        table.depth,
      ],
    }),
    index('usage_rollups_start').on(table.grain, table.startMs),
    index('usage_rollups_cost').on(table.provider, table.model).where(sql`amount_nano_usd > 0`),
  ],
)

export const userRollups = sqliteTable(
  'user_rollups',
  {
    grain: text('grain').$type<RollupGrain>().notNull(),
    startMs: whole('start_ms').notNull(),
    tenant: text('tenant').notNull(),
    user: text('user').notNull(),
    ...rollupTotals,
  },
  (table) => [
    primaryKey({ columns: [table.grain, table.tenant, table.startMs, table.user] }),
    index('user_rollups_start').on(table.grain, table.startMs),
  ],
)

/** Every change of a budget. Of a subject and period the newest is in force, above it the newest of an owner. */
export const budgetChanges = sqliteTable(
  'budget_changes',
  {
    revision: integer('revision').primaryKey({ autoIncrement: true }),
    subject: text('subject').notNull(),
    period: text('period').$type<Period>().notNull(),
    limitNanoUsd: nanoUsd('limit_nano_usd'),
    mode: text('mode').$type<BudgetMode>().notNull(),
    previousLimitNanoUsd: nanoUsd('previous_limit_nano_usd'),
    by: text('by').notNull(),
    role: text('role').$type<SetterRole>().notNull().default('owner'),
    atMs: whole('at_ms').notNull(),
  },
  (table) => [index('budget_changes_subject').on(table.subject, table.period, table.role, table.revision)],
)

/** Time zones before any change: of subjects that have one of their own, and of `default`, which is everybody else's. */
export const timeZones = sqliteTable('time_zones', {
  subject: text('subject').primaryKey(),
  timeZone: text('time_zone').notNull(),
})

/** Every change of a time zone; the newest of a subject is in force. */
export const timeZoneChanges = sqliteTable('time_zone_changes', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  subject: text('subject').notNull(),
  timeZone: text('time_zone').notNull(),
  previousTimeZone: text('previous_time_zone').notNull(),
  by: text('by').notNull(),
  role: text('role').$type<SetterRole>().notNull(),
  atMs: whole('at_ms').notNull(),
})

/** Crossings of thresholds, written with the booking that crossed and told by the outbox. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    subject: text('subject').notNull(),
    period: text('period').$type<Period>().notNull(),
    periodStartMs: whole('period_start_ms').notNull(),
    revision: whole('revision').notNull(),
    thresholdPercent: whole('threshold_percent').notNull(),
    spentNanoUsd: nanoUsd('spent_nano_usd').notNull(),
    limitNanoUsd: nanoUsd('limit_nano_usd').notNull(),
    createdAtMs: whole('created_at_ms').notNull(),
    /** The parcel that tells of it; null until one does. */
    parcel: whole('parcel'),
  },
  (table) => [
    uniqueIndex('alerts_once').on(
      table.subject,
      table.period,
      table.periodStartMs,
      table.revision,
      table.thresholdPercent,
    ),
    index('alerts_new').on(table.id).where(sql`parcel is null`),
    index('alerts_parcel').on(table.parcel).where(sql`parcel is not null`),
  ],
)

/** Whole dollars of the bot's spend that have been announced. */
export const milestones = sqliteTable('milestones', {
  dollars: whole('dollars').primaryKey(),
  atMs: whole('at_ms').notNull(),
})

export const auditTrail = sqliteTable('audit_trail', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  atMs: whole('at_ms').notNull(),
  by: text('by').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: json<Readonly<Record<string, string | number | null>>>('detail').notNull(),
})

/** Processes that hold money or run workflows, so that others can tell when one has died. */
export const processes = sqliteTable('processes', {
  id: text('id').primaryKey(),
  host: text('host').notNull(),
  /** Boot and process namespace, where the number means anything; '' where the system does not tell. */
  namespace: text('namespace').notNull().default(''),
  pid: whole('pid').notNull(),
  /** What tells this process from a later one with the same number; '' where the system does not tell. */
  birth: text('birth').notNull(),
  heartbeatAtMs: whole('heartbeat_at_ms').notNull(),
})
