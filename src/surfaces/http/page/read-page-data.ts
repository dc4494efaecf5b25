import type { Context } from 'hono'
import type { DepthTier, DepthTiers } from '../../../budget/depth-tiers.ts'
import { tasksOf } from '../../../budget/depth-tiers.ts'
import { depths } from '../../../ledger/attribution.ts'
import { billedProviders } from '../../../llm/reconciling/bill.ts'
import { toUsdNumber } from '../../../money/format.ts'
import { sessionCostToJson } from '../../../wire/session-cost.ts'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import { languageOf } from '../language.ts'
import type { Caller } from '../security/caller.ts'
import { givenSession } from '../security/session-cookie.ts'
import { visibleTenant } from '../security/visible.ts'
import type { PageCaller, PageData, PageDepth } from './page-data.ts'
import { pageTexts } from './page-texts.ts'
import type { ViewName } from './views.ts'

/** What a view comes with for whoever asks. */
export async function readPageData(
  context: Context<HttpEnvironment>,
  view: ViewName,
  { autointel, sessionCost }: HttpParts,
): Promise<PageData> {
  const caller = context.get('caller')
  const language = languageOf(context)
  return {
    view,
    workflow: context.req.param('id') ?? null,
    language,
    texts: pageTexts(language),
    caller: pageCaller(caller, givenSession(context) !== undefined),
    sessionCost: sessionCostToJson(await sessionCost.of(visibleTenant(caller, undefined))),
    depths: pageDepths(autointel.config.depthTiers),
    billedProviders,
  }
}

function pageCaller(caller: Caller, isLoggedIn: boolean): PageCaller {
  if (caller.kind === 'operator') return { role: 'operator', tenants: [], isLoggedIn }
  const { tenant } = caller.spender
  return { role: 'client', tenants: [{ tenant, name: tenant }], isLoggedIn }
}

function pageDepths(tiers: DepthTiers): PageData['depths'] {
  return Object.fromEntries(depths.map((depth) => [depth, pageDepth(tiers[depth])])) as PageData['depths']
}

function pageDepth(tier: DepthTier): PageDepth {
  return {
    total: toUsdNumber(tier.totalNanoUsd),
    tasks: tasksOf(tier).map((task) => ({ task, limit: toUsdNumber(tier.perTaskNanoUsd[task] ?? 0n) })),
  }
}
