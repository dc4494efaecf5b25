import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { periods } from '../../../src/ledger/period.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { type LedgerModel, type ModelZone, modelZoneMinutes } from './ledger-model.ts'
import {
  budgetOf,
  correctionOf,
  holdOf,
  hourMs,
  newId,
  recordOf,
  scopeOf,
  settlementOf,
  taskScopeOf,
} from './requests.ts'
import type { SeededRandom } from './seeded-random.ts'

export const randomTenants = ['guild_1', 'guild_2', 'guild_3', 'dm_7'] as const
export const randomUsers = ['7', '8', '9'] as const
export const randomScopeCount = 60
/** Twelve hours around the turn of a month. */
const randomTimes = { fromMs: Date.UTC(2026, 5, 30, 18), toMs: Date.UTC(2026, 6, 1, 6) } as const

const subjects = [
  'bot',
  'default',
  'dm',
  ...randomTenants,
  ...randomUsers.map((user) => `user_${user}`),
] as const
const zones = Object.keys(modelZoneMinutes) as [ModelZone, ...ModelZone[]]

/** One operation that was asked for: what the model foretells, and what the ledger answers. */
export interface RandomOperation {
  readonly foretold: string
  readonly answered: Promise<string>
}

interface Parts {
  readonly ledger: LedgerStore
  readonly model: LedgerModel
  readonly random: SeededRandom
}

/** Asks the ledger and the model for the same operation, drawn by chance. */
export function randomOperation(parts: Parts): RandomOperation {
  const { random } = parts
  const draw = random.whole(10_000)
  if (draw < 4500) return holdOperation(parts)
  if (draw < 7500) return settleOperation(parts)
  if (draw < 8500) return endOperation(parts)
  if (draw < 9400) return recordOperation(parts)
  if (draw < 9950) return correctOperation(parts)
  return draw < 9997 ? budgetOperation(parts) : timeZoneOperation(parts)
}

function attributionBy(random: SeededRandom) {
  return {
    tenant: random.pick(randomTenants),
    user: random.pick([undefined, ...randomUsers]),
    workflow: 'wf',
  }
}

function scopesBy(random: SeededRandom) {
  const account = `run_${random.whole(randomScopeCount)}`
  return [scopeOf(account, '6.00'), taskScopeOf(`${account}/analysis`, '4.00')]
}

function timeBy(random: SeededRandom): number {
  return randomTimes.fromMs + random.whole(randomTimes.toMs - randomTimes.fromMs)
}

/** Up to two cents, and now and then nothing. */
function amountBy(random: SeededRandom): bigint {
  return random.whole(20) ? BigInt(random.whole(20_000_000)) : 0n
}

/** Mostly a hold that is pending, sometimes one that has ended, seldom one that never was. */
function holdIdBy({ model, random }: Parts): string {
  if (random.whole(10)) return model.pending.at(-1 - random.whole(50)) ?? 'nobody'
  const entry = model.entries[random.whole(model.entries.length)] ?? 'nobody'
  return entry.replace(/:entry.*/, '')
}

function holdOperation({ ledger, model, random }: Parts): RandomOperation {
  const amountNanoUsd = amountBy(random)
  const request = holdOf('0', {
    amountNanoUsd,
    atLeastNanoUsd: random.whole(4) ? amountNanoUsd : amountNanoUsd / 3n,
    attribution: attributionBy(random),
    scopes: scopesBy(random),
    heldAtMs: timeBy(random),
  })
  const foretold = model.hold(request)
  const first = ledger.hold(request)
  // Now and then the same again, as a caller does that has lost the answer.
  const repeats = foretold === 'held' && random.whole(30) === 0
  return { foretold, answered: answerOf(repeats ? ledger.hold(request) : first) }
}

function settleOperation(parts: Parts): RandomOperation {
  const request = settlementOf(holdIdBy(parts), '0', { amountNanoUsd: amountBy(parts.random) })
  return { foretold: parts.model.settle(request), answered: answerOf(parts.ledger.settle(request)) }
}

function endOperation(parts: Parts): RandomOperation {
  const { ledger, model, random } = parts
  const holdId = holdIdBy(parts)
  const atMs = randomTimes.toMs
  if (random.whole(2))
    return { foretold: model.expire(holdId), answered: answerOf(ledger.expire(holdId, atMs)) }
  const failed = random.whole(2) === 0
  return { foretold: model.void(holdId, failed), answered: answerOf(ledger.void({ holdId, failed, atMs })) }
}

function recordOperation({ ledger, model, random }: Parts): RandomOperation {
  const request = recordOf('0', {
    amountNanoUsd: amountBy(random),
    attribution: attributionBy(random),
    scopes: scopesBy(random),
    atMs: timeBy(random),
  })
  return { foretold: model.record(request), answered: ledger.record(request).then(() => 'recorded') }
}

function correctOperation({ ledger, model, random }: Parts): RandomOperation {
  const corrects = model.entries[random.whole(model.entries.length)] ?? 'nothing'
  const request = correctionOf(corrects, '0', { amountNanoUsd: amountBy(random) })
  return { foretold: model.correct(request), answered: answerOf(ledger.correct(request)) }
}

function budgetOperation({ ledger, model, random }: Parts): RandomOperation {
  const subject = random.pick(subjects)
  const period = random.pick(periods)
  const limitNanoUsd = random.whole(3) ? BigInt(random.whole(120)) * 1_000_000_000n : undefined
  model.setBudget(subject, period, limitNanoUsd)
  const change = ledger.setBudget({
    ...budgetOf(subject, period, undefined),
    limitNanoUsd,
    by: newId('owner'),
  })
  return { foretold: 'set', answered: change.then(() => 'set') }
}

function timeZoneOperation({ ledger, model, random }: Parts): RandomOperation {
  const subject = random.pick(['bot', ...randomTenants, 'user_7'])
  const zone = random.pick(zones)
  const atMs = randomTimes.toMs + model.lineCount
  const foretold = model.setTimeZone(subject, zone, atMs)
  const moved = ledger.setTimeZone({
    subject: bookedSubject(subject),
    timeZone: zone,
    by: 'owner',
    role: 'owner',
    atMs,
  })
  return { foretold, answered: moved.then(({ kind }) => kind) }
}

async function answerOf(result: Promise<{ readonly kind: string }>): Promise<string> {
  const [settled] = await Promise.allSettled([result])
  return settled.status === 'fulfilled' ? settled.value.kind : settled.reason.name
}

/** An instant in every hour of {@link randomTimes} and a little around it. */
export const everyHour: readonly number[] = Array.from(
  { length: (randomTimes.toMs - randomTimes.fromMs) / hourMs + 2 },
  (_, hour) => randomTimes.fromMs + (hour - 1) * hourMs + hourMs / 2,
)
