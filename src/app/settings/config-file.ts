import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ConfiguredLimits } from '../../budget/configured-budgets.ts'
import { type DepthTier, type DepthTiers, defaultDepthTiers } from '../../budget/depth-tiers.ts'
import { depths, type Task, tasks } from '../../ledger/attribution.ts'
import { budgetModes } from '../../ledger/budget-limit.ts'
import { periods } from '../../ledger/period.ts'
import { subjectKind } from '../../ledger/subject.ts'
import { usdAmount } from './fields.ts'

/** What `CONFIG_FILE` can hold; anything left out is as without the file. */
export interface ConfigFile {
  readonly depthTiers: DepthTiers
  readonly budgets: Readonly<Record<string, ConfiguredLimits>>
}

const tier = z.strictObject({
  total: usdAmount.optional(),
  ...(Object.fromEntries(tasks.map((task) => [task, usdAmount.nullable().optional()])) as Record<
    Task,
    z.ZodOptional<z.ZodNullable<typeof usdAmount>>
  >),
})

const limit = z.union([
  usdAmount.transform((limitNanoUsd) => ({ limitNanoUsd, mode: 'hard' as const })),
  z
    .strictObject({ amount: usdAmount, mode: z.enum(budgetModes).default('hard') })
    .transform((budget) => ({ limitNanoUsd: budget.amount, mode: budget.mode })),
])

const file = z.strictObject({
  /** A task set to null is not part of the depth. */
  depths: z.partialRecord(z.enum(depths), tier).default({}),
  budgets: z
    .record(
      z.string().refine((name) => subjectKind(name) !== undefined, {
        message:
          'expected a subject: bot, default, dm, guild_<id>, dm_<id>, user_<id> or another tenant name',
      }),
      z.partialRecord(z.enum(periods), limit),
    )
    .default({}),
})

export const noConfigFile: ConfigFile = { depthTiers: defaultDepthTiers, budgets: {} }

/** Reads the file; what is wrong with it, a problem each, when it cannot be used. */
export function readConfigFile(path: string): ConfigFile | { readonly problems: readonly string[] } {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return {
      problems: [
        `CONFIG_FILE=${path}: ${error instanceof Error ? error.message : error}. Give the path of a JSON file.`,
      ],
    }
  }
  const parsed = file.safeParse(json)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(
        (issue) => `CONFIG_FILE=${path}, ${issue.path.join('.')}: ${issue.message}.`,
      ),
    }
  const depthTiers = Object.fromEntries(
    depths.map((depth) => [depth, mergedTier(defaultDepthTiers[depth], parsed.data.depths[depth])]),
  ) as DepthTiers
  return { depthTiers, budgets: parsed.data.budgets as ConfigFile['budgets'] }
}

function mergedTier(base: DepthTier, override: z.output<typeof tier> | undefined): DepthTier {
  if (!override) return base
  const { total, ...perTask } = override
  const limits = tasks.flatMap((task) => {
    const own = perTask[task]
    const limitNanoUsd = own === undefined ? base.perTaskNanoUsd[task] : (own ?? undefined)
    return limitNanoUsd === undefined ? [] : [[task, limitNanoUsd] as const]
  })
  return { totalNanoUsd: total ?? base.totalNanoUsd, perTaskNanoUsd: Object.fromEntries(limits) }
}
