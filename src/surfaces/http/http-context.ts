import type { HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import type { FailedAttempts } from './security/attempts.ts'
import type { Caller } from './security/caller.ts'

/** What every route works with. */
export interface HttpParts {
  readonly autointel: Autointel
  readonly log: Logger
  readonly attempts: FailedAttempts
  /** When the session began: epoch milliseconds. */
  readonly startedAtMs: number
  readonly isStopping: () => boolean
}

/** Of hono: what a request comes with, and what is found out about it on the way. */
export interface HttpEnvironment {
  Bindings: HttpBindings
  Variables: { caller: Caller }
}
