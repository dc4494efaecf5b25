import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { DepthTier, DepthTiers } from '../../../budget/depth-tiers.ts'
import { tasksOf } from '../../../budget/depth-tiers.ts'
import { depths } from '../../../ledger/attribution.ts'
import { billedProviders } from '../../../llm/reconciling/bill.ts'
import { type DisplayCurrency, usDollar } from '../../../money/display-currency.ts'
import { toUsdNumber } from '../../../money/format.ts'
import { sessionCostToJson } from '../../../wire/session-cost.ts'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import { languageOf } from '../language.ts'
import type { Caller } from '../security/caller.ts'
import { givenSession } from '../security/session-cookie.ts'
import { visibleTenant } from '../security/visible.ts'
import type { PageCurrency } from './money-format.ts'
import type { PageCaller, PageData, PageDepth } from './page-data.ts'
import { pageTexts } from './page-texts.ts'
import type { ViewName } from './views.ts'

/** Has the server that a manager has chosen. */
export const serverCookie = 'autointel_server'

/** What a view comes with for whoever asks. */
export async function readPageData(
  context: Context<HttpEnvironment>,
  view: ViewName,
  { autointel, sessionCost }: HttpParts,
): Promise<PageData> {
  const caller = context.get('caller')
  const tenant = shownTenant(context, caller)
  const language = languageOf(context)
  return {
    view,
    workflow: context.req.param('id') ?? null,
    language,
    texts: pageTexts(language),
    caller: pageCaller(caller, givenSession(context) !== undefined),
    tenant: tenant ?? null,
    sessionCost: sessionCostToJson(await sessionCost.of(tenant)),
    currency: pageCurrency(autointel.config.displayCurrency),
    depths: pageDepths(autointel.config.depthTiers),
    billedProviders,
  }
}

/** Of a manager's servers the one that was chosen, else the first. */
function shownTenant(context: Context<HttpEnvironment>, caller: Caller): string | undefined {
  if (caller.kind !== 'manager') return visibleTenant(caller, undefined)
  const chosen = context.req.query('server') ?? getCookie(context, serverCookie)
  return (caller.servers.find(({ tenant }) => tenant === chosen) ?? caller.servers[0])?.tenant
}

function pageCaller(caller: Caller, isLoggedIn: boolean): PageCaller {
  switch (caller.kind) {
    case 'operator':
      return { role: 'operator', name: caller.discord?.name ?? null, tenants: [], isLoggedIn }
    case 'manager':
      return { role: 'manager', name: caller.discord.name, tenants: caller.servers, isLoggedIn }
    case 'key': {
      const { tenant } = caller.spender
      return { role: 'client', name: null, tenants: [{ tenant, name: tenant }], isLoggedIn }
    }
    default:
      return caller satisfies never
  }
}

function pageCurrency({ code, perUsd }: DisplayCurrency): PageCurrency | null {
  return code === usDollar.code ? null : { code, perUsd: perUsd.toNumber() }
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
