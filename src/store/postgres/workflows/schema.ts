import { sql } from 'drizzle-orm'
import { bigserial, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Visibility } from '../../../brief/audience.ts'
import type { Depth, Task } from '../../../ledger/attribution.ts'
import type { Refusal } from '../../../ledger/limit-state.ts'
import type { WorkflowState } from '../../../orchestrator/workflow.ts'
import type { StoredFiles } from '../../../sources/given-location.ts'
import { figures, json, nanoUsd, whole, wholeText, words } from '../column-types.ts'

export const workflows = pgTable(
  'workflows',
  {
    tenant: text('tenant').notNull(),
    id: text('id').notNull(),
    /** In the order in which they were stored. */
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    state: text('state').$type<WorkflowState>().notNull(),
    /** The process that runs it, or '' while nobody does. */
    process: text('process').notNull(),
    /** The number of its latest claim. */
    claim: whole('claim').notNull(),
    /** The address of its location. */
    location: words('location').notNull(),
    /** Empty for standard input, and in rows of earlier versions. */
    locationIdentity: words('location_identity').notNull(),
    /** Where an attachment is fetched from, and what is known of it; of several places see `StoredFiles`. */
    attachment: json<StoredFiles>('attachment'),
    depth: text('depth').$type<Depth>().notNull(),
    user: text('user').notNull(),
    visibility: text('visibility').$type<Visibility>().notNull(),
    /** '' where it was asked in none. */
    channel: text('channel').notNull(),
    maxCostNanoUsd: nanoUsd('max_cost_nano_usd'),
    /** BCP 47 tag of the language that its brief is to be in. */
    language: text('language'),
    /** The workflow that it builds on. */
    basedOn: text('based_on'),
    replyTo: json<Readonly<Record<string, string>> | null>('reply_to'),
    createdAtMs: whole('created_at_ms').notNull(),
    endedAtMs: whole('ended_at_ms'),
    costNanoUsd: nanoUsd('cost_nano_usd'),
    title: words('title'),
    refusal: figures<Refusal | null>('refusal'),
    failure: json<unknown>('failure'),
    /** Of an unfinished one that is to be cancelled by whoever runs it. */
    cancelAskedAtMs: whole('cancel_asked_at_ms'),
    /** From then on the row is kept for the bill alone: it has no words any more. */
    forgottenAtMs: whole('forgotten_at_ms'),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('workflows_id').on(table.id),
    index('workflows_unfinished').on(table.createdAtMs).where(sql`state in ('queued', 'running')`),
    index('workflows_state').on(table.state, table.createdAtMs),
    index('workflows_depth').on(table.depth, table.state, table.endedAtMs),
    index('workflows_user').on(table.user, table.createdAtMs),
    index('workflows_tenant').on(table.tenant, table.createdAtMs),
    index('workflows_based_on').on(table.basedOn).where(sql`based_on is not null`),
  ],
)

/** Servers that have removed the bot, until they are forgotten or have it back. */
export const leftServers = pgTable('left_servers', {
  tenant: text('tenant').primaryKey(),
  leftAtMs: whole('left_at_ms').notNull(),
})

export const checkpoints = pgTable(
  'checkpoints',
  {
    tenant: text('tenant').notNull(),
    workflow: text('workflow').notNull(),
    task: text('task').$type<Task>().notNull(),
    /** '' for the whole task's output. */
    step: text('step').notNull(),
    /** 0 in what was kept before there were versions. */
    version: whole('version').notNull(),
    /** JSON, read by the schema of what it is of; long ones are compressed by the server. */
    content: wholeText('output').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.workflow, table.task, table.step] }),
    index('checkpoints_workflow').on(table.workflow),
  ],
)
