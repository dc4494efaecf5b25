import { Gauge, type Registry } from 'prom-client'
import type { Autointel } from '../../../app/open-autointel.ts'
import { toUsdNumber } from '../../../money/format.ts'

/** So many unresolved calls are counted at most. */
const mostUnresolved = 10_000

/** Figures that are read from the books and the outbox when they are asked for. */
export function addGauges(registry: Registry, autointel: Autointel): void {
  const registers = [registry]
  addBookGauges(registers, autointel)
  addOutboxGauges(registers, autointel)
}

function addBookGauges(registers: Registry[], { ledger, workflows }: Autointel): void {
  const held = new Gauge({
    name: 'autointel_held_usd',
    help: 'What is set aside for calls under way, in US dollars.',
    registers,
  })
  new Gauge({
    name: 'autointel_holds_pending',
    help: 'Calls under way.',
    registers,
    async collect() {
      const holds = await ledger.holdsPending()
      this.set(holds.length)
      held.set(toUsdNumber(holds.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)))
    },
  })
  new Gauge({
    name: 'autointel_unresolved_calls',
    help: 'Calls that stand at what was held for them, because nobody has told their bill.',
    registers,
    async collect() {
      this.set((await ledger.unresolved(mostUnresolved)).length)
    },
  })
  new Gauge({
    name: 'autointel_workflows',
    help: 'Runs that wait and that go on, of every process.',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const state of ['queued', 'running'] as const)
        this.set({ state }, (await workflows.inStates([state])).length)
    },
  })
}

function addOutboxGauges(registers: Registry[], { outbox, now }: Autointel): void {
  const oldest = new Gauge({
    name: 'autointel_outbox_oldest_age_seconds',
    help: 'For how long the oldest message that waits has waited.',
    registers,
  })
  const kept = new Gauge({
    name: 'autointel_outbox_undelivered',
    help: 'Messages that no way was left for.',
    registers,
  })
  new Gauge({
    name: 'autointel_outbox_waiting',
    help: 'Messages that are on their way: alerts, notices, results and reports.',
    registers,
    async collect() {
      const backlog = await outbox.backlog()
      const { oldestCreatedAtMs } = backlog
      this.set(backlog.waiting)
      kept.set(backlog.kept)
      oldest.set(oldestCreatedAtMs === undefined ? 0 : Math.max(0, now() - oldestCreatedAtMs) / 1_000)
    },
  })
}
