import type { DiscordApiError, ViolationKind } from './api-error.ts'
import type { PayloadProblem } from './payload/problem.ts'

/** A rule of Discord's that the bot broke, with what it had sent. */
export interface Violation {
  kind: ViolationKind
  /** Emulator time, milliseconds since the Unix epoch. */
  at: number
  method: string
  path: string
  code: number
  message: string
  /** For invalid payloads: each field that is wrong. */
  problems: readonly PayloadProblem[]
  body: unknown
}

/** Adds the error to the list if a rule was broken; refusals that can befall any bot are left out. */
export function recordViolation(
  violations: Violation[],
  error: DiscordApiError,
  request: { at: number; method: string; path: string; body: unknown },
): void {
  if (error.violation === undefined) return
  const { at, method, path, body } = request
  const { violation: kind, code, message, problems } = error
  violations.push({ kind, at, method, path, code, message, problems, body })
}
