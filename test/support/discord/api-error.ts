import type { PayloadProblem } from './payload/problem.ts'
import { nestedErrors } from './payload/problem.ts'

/** What a bot did wrong; the last is the emulator's own. A refusal without a kind can happen to a bot that does everything right. */
const violationKinds = [
  'payload',
  'late-answer',
  'second-answer',
  'expired-token',
  'out-of-order',
  'unauthorized',
  'unknown-route',
  'emulator-fault',
] as const
export type ViolationKind = (typeof violationKinds)[number]

interface RefusalShape {
  status: number
  code: number
  message: string
  violation?: ViolationKind
}

/** Status, code and wording of https://discord.com/developers/docs/topics/opcodes-and-status-codes (read 2026-11). */
const refusals = {
  unauthorized: { status: 401, code: 0, message: '401: Unauthorized', violation: 'unauthorized' },
  /** Of a user who has taken it back, which no bot can know before. */
  accessTokenUnknown: { status: 401, code: 0, message: '401: Unauthorized' },
  invalidGrant: { status: 400, code: 0, message: 'invalid_grant' },
  notFound: { status: 404, code: 0, message: '404: Not Found', violation: 'unknown-route' },
  unknownChannel: { status: 404, code: 10003, message: 'Unknown Channel' },
  unknownGuild: { status: 404, code: 10004, message: 'Unknown Guild' },
  unknownMember: { status: 404, code: 10007, message: 'Unknown Member' },
  unknownMessage: { status: 404, code: 10008, message: 'Unknown Message' },
  unknownUser: { status: 404, code: 10013, message: 'Unknown User' },
  unknownWebhook: { status: 404, code: 10015, message: 'Unknown Webhook', violation: 'out-of-order' },
  unknownInteraction: {
    status: 404,
    code: 10062,
    message: 'Unknown interaction',
    violation: 'out-of-order',
  },
  lateInteraction: { status: 404, code: 10062, message: 'Unknown interaction', violation: 'late-answer' },
  unknownCommand: { status: 404, code: 10063, message: 'Unknown application command' },
  tooLarge: { status: 413, code: 40005, message: 'Request entity too large', violation: 'payload' },
  alreadyAcknowledged: {
    status: 400,
    code: 40060,
    message: 'Interaction has already been acknowledged.',
    violation: 'second-answer',
  },
  threadThereAlready: {
    status: 400,
    code: 160004,
    message: 'A thread has already been created for this message',
  },
  tooManyFollowUps: {
    status: 400,
    code: 40094,
    message: 'This interaction has hit the maximum number of follow up messages',
    violation: 'out-of-order',
  },
  missingAccess: { status: 403, code: 50001, message: 'Missing Access' },
  missingPermissions: { status: 403, code: 50013, message: 'Missing Permissions' },
  editOfAnother: { status: 403, code: 50005, message: 'Cannot edit a message authored by another user' },
  emptyMessage: { status: 400, code: 50006, message: 'Cannot send an empty message', violation: 'payload' },
  closedDirectMessages: { status: 403, code: 50007, message: 'Cannot send messages to this user' },
  expiredToken: { status: 401, code: 50027, message: 'Invalid Webhook Token', violation: 'expired-token' },
  invalidForm: { status: 400, code: 50035, message: 'Invalid Form Body', violation: 'payload' },
  invalidJson: {
    status: 400,
    code: 50109,
    message: 'The request body contains invalid JSON.',
    violation: 'payload',
  },
} as const satisfies Record<string, RefusalShape>
export type Refusal = keyof typeof refusals

/** A refusal on its way to the bot. `violation` says what rule the bot broke, if it broke one. */
export class DiscordApiError extends Error {
  readonly status: number
  readonly code: number
  readonly violation: ViolationKind | undefined
  readonly problems: readonly PayloadProblem[]

  constructor(refusal: Refusal, problems: readonly PayloadProblem[] = []) {
    const shape: RefusalShape = refusals[refusal]
    super(shape.message)
    this.name = 'DiscordApiError'
    this.status = shape.status
    this.code = shape.code
    this.violation = shape.violation
    this.problems = problems
  }

  /** The body as Discord sends it: nested errors only where there are any. */
  get body(): { message: string; code: number; errors?: unknown } {
    const { message, code, problems } = this
    return problems.length === 0 ? { message, code } : { message, code, errors: nestedErrors(problems) }
  }
}
