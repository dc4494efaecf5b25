import { createHash } from 'node:crypto'

/** So many requests in a window that opens with the first of them. */
export interface BucketRule {
  limit: number
  windowMs: number
}

/**
 * Discord publishes no numbers; these are what its headers have said (2026-11). Routes that are not listed have
 * those of `otherRoutes`. First answers to interactions have no limit, and nothing about interactions counts globally.
 */
export const defaultRateLimits: Readonly<Record<string, BucketRule>> = {
  'POST /channels/:channel/messages': { limit: 5, windowMs: 5000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, windowMs: 5000 },
  'DELETE /channels/:channel/messages/:message': { limit: 5, windowMs: 1000 },
  'POST /webhooks/:application/:token': { limit: 5, windowMs: 5000 },
  'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, windowMs: 5000 },
  'POST /users/@me/channels': { limit: 10, windowMs: 10_000 },
  otherRoutes: { limit: 40, windowMs: 1000 },
}
const generous: BucketRule = { limit: 100_000, windowMs: 1000 }

/** For bots whose timers hurry while the clock stands still: the windows of the usual limits would never be over. */
export const generousLimits = {
  rateLimits: Object.fromEntries(Object.keys(defaultRateLimits).map((route) => [route, generous])),
  globalRequestsPerSecond: generous.limit,
}
const globalWindowMs = 1000

/** A request that was answered 429. */
export interface RateLimitedRequest {
  at: number
  method: string
  path: string
  scope: 'user' | 'global' | 'fault'
  retryAfterMs: number
  /** The headers before had said that nothing remains, or an earlier 429 that it is too soon. */
  wasWarned: boolean
}

interface Admission {
  isAdmitted: boolean
  scope: 'user' | 'global'
  retryAfterMs: number
  wasWarned: boolean
  headers: Record<string, string>
}

interface Window {
  opensAt: number
  used: number
}

export interface RateLimiter {
  /**
   * @param route `METHOD /pattern`
   * @param majorParameter the channel, guild or webhook that has its own bucket
   * @param isCounted whether the request is part of the global limit
   */
  admit(route: string, majorParameter: string, isCounted: boolean): Admission
}

export function createRateLimiter(dependencies: {
  now: () => number
  rules: Readonly<Record<string, BucketRule>>
  globalRequestsPerSecond: number
}): RateLimiter {
  const { now, rules, globalRequestsPerSecond } = dependencies
  const windows = new Map<string, Window>()
  const everyone: Window = { opensAt: 0, used: 0 }
  let wasGlobalLimitAnnounced = false

  const reopen = (window: Window, windowMs: number) => {
    if (now() < window.opensAt + windowMs) return
    window.opensAt = now()
    window.used = 0
  }

  return {
    admit(route, majorParameter, isCounted) {
      reopen(everyone, globalWindowMs)
      if (everyone.used === 0) wasGlobalLimitAnnounced = false
      const rule = rules[route] ?? rules['otherRoutes'] ?? generous
      const key = `${route} ${majorParameter}`
      const window = windows.get(key) ?? { opensAt: now(), used: 0 }
      windows.set(key, window)
      reopen(window, rule.windowMs)
      const resetAfterMs = window.opensAt + rule.windowMs - now()

      if (isCounted && everyone.used >= globalRequestsPerSecond) {
        const retryAfterMs = everyone.opensAt + globalWindowMs - now()
        const wasWarned = wasGlobalLimitAnnounced
        wasGlobalLimitAnnounced = true
        const headers = limitedHeaders('global', retryAfterMs)
        return { isAdmitted: false, scope: 'global', retryAfterMs, wasWarned, headers }
      }
      if (window.used >= rule.limit) {
        const headers = {
          ...bucketHeaders(route, rule, 0, resetAfterMs),
          ...limitedHeaders('user', resetAfterMs),
        }
        return { isAdmitted: false, scope: 'user', retryAfterMs: resetAfterMs, wasWarned: true, headers }
      }
      everyone.used += isCounted ? 1 : 0
      window.used += 1
      const headers = bucketHeaders(route, rule, rule.limit - window.used, resetAfterMs)
      return { isAdmitted: true, scope: 'user', retryAfterMs: 0, wasWarned: false, headers }
    },
  }

  function bucketHeaders(route: string, rule: BucketRule, remaining: number, resetAfterMs: number) {
    return {
      'x-ratelimit-limit': String(rule.limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': ((now() + resetAfterMs) / 1000).toFixed(3),
      'x-ratelimit-reset-after': (resetAfterMs / 1000).toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    }
  }
}

/** Headers of a 429. `retry-after` is in whole seconds, rounded up; the body has the fraction. */
export function limitedHeaders(scope: 'user' | 'global', retryAfterMs: number): Record<string, string> {
  return {
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' && { 'x-ratelimit-global': 'true' }),
  }
}

/** Body of a 429. */
export function limitedBody(scope: 'user' | 'global', retryAfterMs: number): Record<string, unknown> {
  return {
    message: 'You are being rate limited.',
    retry_after: retryAfterMs / 1000,
    global: scope === 'global',
  }
}
