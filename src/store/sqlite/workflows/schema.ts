import { sql } from 'drizzle-orm'
import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Visibility } from '../../../brief/audience.ts'
import type { Depth, Task } from '../../../ledger/attribution.ts'
import type { Refusal } from '../../../ledger/limit-state.ts'
import type { WorkflowState } from '../../../orchestrator/workflow.ts'
import type { StoredFiles } from '../../../sources/given-location.ts'
import { figures, json, nanoUsd, whole } from '../column-types.ts'
import { packedText } from '../packed-text.ts'

export const workflows = sqliteTable(
  'workflows',
  {
    id: text('id').primaryKey(),
    state: text('state').$type<WorkflowState>().notNull(),
    /** The process that runs it, or '' while nobody does. */
    process: text('process').notNull(),
    /** The number of its latest claim; 0 in rows of earlier versions. */
    claim: whole('claim').notNull().default(0),
    /** The address of its location. */
    location: text('location').notNull(),
    /** Empty for standard input, and in rows of earlier versions. */
    locationIdentity: text('location_identity').notNull().default(''),
    /** Where an attachment is fetched from, and what is known of it; of several places see `StoredFiles`. */
    attachment: json<StoredFiles>('attachment'),
    depth: text('depth').$type<Depth>().notNull(),
    tenant: text('tenant').notNull(),
    user: text('user').notNull(),
    visibility: text('visibility').$type<Visibility>().notNull().default('member'),
    /** '' where it was asked in none. */
    channel: text('channel').notNull().default(''),
    maxCostNanoUsd: nanoUsd('max_cost_nano_usd'),
    /** BCP 47 tag of the language that its brief is to be in. */
    language: text('language'),
    /** The workflow that it builds on. */
    basedOn: text('based_on'),
    replyTo: json<Readonly<Record<string, string>> | null>('reply_to'),
    createdAtMs: whole('created_at_ms').notNull(),
    endedAtMs: whole('ended_at_ms'),
    costNanoUsd: nanoUsd('cost_nano_usd'),
    title: text('title'),
    refusal: figures<Refusal | null>('refusal'),
    failure: json<unknown>('failure'),
    /** Of an unfinished one that is to be cancelled by whoever runs it. */
    cancelAskedAtMs: whole('cancel_asked_at_ms'),
    /** From then on the row is kept for the bill alone: it has no words any more. */
    forgottenAtMs: whole('forgotten_at_ms'),
  },
  (table) => [
    index('workflows_unfinished').on(table.createdAtMs).where(sql`state in ('queued', 'running')`),
    index('workflows_state').on(table.state, table.createdAtMs),
    index('workflows_depth').on(table.depth, table.state, table.endedAtMs),
    index('workflows_user').on(table.user, table.createdAtMs),
    index('workflows_tenant').on(table.tenant, table.createdAtMs),
    index('workflows_based_on').on(table.basedOn).where(sql`based_on is not null`),
  ],
)

/** Servers that have removed the bot, until they are forgotten or have it back. */
export const leftServers = sqliteTable('left_servers', {
  tenant: text('tenant').primaryKey(),
  leftAtMs: whole('left_at_ms').notNull(),
})

export const checkpoints = sqliteTable(
  'checkpoints',
  {
    workflow: text('workflow')
      .notNull()
      .references(() => workflows.id),
    task: text('task').$type<Task>().notNull(),
    /** '' for the whole task's output. */
    step: text('step').notNull(),
    /** 0 in what was kept before there were versions. */
    version: whole('version').notNull().default(0),
    /** JSON, read by the schema of what it is of. */
    content: packedText('output').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.task, table.step] })],
)
