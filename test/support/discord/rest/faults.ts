/** How a planned fault shows. `reset` cuts the connection, `close` ends it in good order, `hang` never answers, `refusal` answers with a status and a code of Discord's. */
const faultKinds = ['rate-limit', 'server-error', 'bad-gateway', 'hang', 'reset', 'close', 'refusal'] as const
type FaultKind = (typeof faultKinds)[number]

export interface FaultPlan {
  kind: FaultKind
  /** Any method when absent. */
  method?: string
  /** Path without `/api/v10`: a part of it, or a pattern. Any path when absent. */
  path?: string | RegExp
  /** Only requests whose body has this text. */
  holding?: string
  /** How many matching requests; 1 when absent. */
  times?: number
  /** The request is carried out all the same, and only its answer is lost. */
  isCarriedOut?: boolean
  /** For `refusal`: the HTTP status; 403 when absent. */
  status?: number
  /** For `refusal`: Discord's code in the body; 0 when absent. */
  code?: number
  /** For `rate-limit`: whole seconds reach the client through `retry-after`. 1000 when absent. */
  retryAfterMs?: number
  /** For `rate-limit`: the whole bot is limited. */
  isGlobal?: boolean
}

export interface Faults {
  add(plan: FaultPlan): void
  /** The fault that this request meets, which counts as met. */
  take(method: string, path: string, body: string): FaultPlan | undefined
}

export function createFaults(): Faults {
  const pending: { plan: FaultPlan; left: number }[] = []
  return {
    add(plan) {
      pending.push({ plan, left: plan.times ?? 1 })
    },
    take(method, path, body) {
      const met = pending.find(({ plan, left }) => left > 0 && isMatch(plan, method, path, body))
      if (met === undefined) return undefined
      met.left -= 1
      return met.plan
    },
  }
}

function isMatch(plan: FaultPlan, method: string, path: string, body: string): boolean {
  if (plan.holding !== undefined && !body.includes(plan.holding)) return false
  if (plan.method !== undefined && plan.method !== method) return false
  if (plan.path === undefined) return true
  return typeof plan.path === 'string' ? path.includes(plan.path) : plan.path.test(path)
}
