import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { Entry } from '../../../ledger/entry.ts'
import { toUsdNumber } from '../../../money/format.ts'
import type { WorkflowEvent } from '../../../orchestrator/events.ts'
import type { LiveEvents } from '../live-events.ts'
import { TenantLabels } from './tenant-labels.ts'

const costBuckets = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const durationBuckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120]
/** So many unresolved calls are counted at most. */
const mostUnresolved = 10_000

/** Figures for Prometheus. Every label has few values: no path, no user and no run is one. */
export class Metrics {
  readonly registry = new Registry()
  readonly #autointel: Autointel
  readonly #tenants: TenantLabels
  readonly #endings: readonly (() => void)[]
  readonly #cost
  readonly #costByTask
  readonly #operations
  readonly #overages
  readonly #budgetExceeded
  readonly #requests

  private constructor(autointel: Autointel, live: Pick<LiveEvents, 'listeners'>, tenants: TenantLabels) {
    this.#autointel = autointel
    this.#tenants = tenants
    const registers = [this.registry]
    this.#cost = new Histogram({
      name: 'autointel_cost_usd',
      help: 'What runs cost, and calls that belong to none (depth none), in US dollars.',
      labelNames: ['depth', 'tenant'],
      buckets: costBuckets,
      registers,
    })
    this.#costByTask = new Counter({
      name: 'autointel_cost_by_task',
      help: 'What was booked for each task, in US dollars, without corrections to less.',
      labelNames: ['task'],
      registers,
    })
    this.#operations = new Counter({
      name: 'autointel_operations_count',
      help: 'Calls that providers served.',
      labelNames: ['operation', 'provider'],
      registers,
    })
    this.#overages = new Counter({
      name: 'autointel_overage_total',
      help: 'Calls that cost more than was held for them.',
      registers,
    })
    this.#budgetExceeded = new Counter({
      name: 'autointel_budget_exceeded_total',
      help: 'Calls and runs that a limit refused.',
      labelNames: ['kind', 'period'],
      registers,
    })
    this.#requests = new Histogram({
      name: 'autointel_http_request_duration_seconds',
      help: 'How long requests took to be answered, by the pattern of their route.',
      labelNames: ['route', 'method', 'status'],
      buckets: durationBuckets,
      registers,
    })
    this.#addGauges()
    this.#addStreams(live)
    collectDefaultMetrics({ register: this.registry })
    this.#endings = [
      autointel.observe({ booked: ({ entry }) => this.#onBooked(entry) }),
      autointel.orchestrator.subscribe((event) => this.#onWorkflow(event)),
    ]
  }

  static async open(autointel: Autointel, live: Pick<LiveEvents, 'listeners'>): Promise<Metrics> {
    return new Metrics(autointel, live, await TenantLabels.read(autointel))
  }

  refused({ kind, period }: { readonly kind: string; readonly period?: string | undefined }): void {
    this.#budgetExceeded.inc({ kind, period: period ?? 'none' })
  }

  answered(
    request: { readonly route: string; readonly method: string; readonly status: number },
    seconds: number,
  ): void {
    this.#requests.observe({ ...request, status: `${Math.floor(request.status / 100)}xx` }, seconds)
  }

  close(): void {
    for (const end of this.#endings) end()
    this.registry.clear()
  }

  #onBooked({ task, operation, provider, amountNanoUsd, calls, overage, workflow, tenant }: Entry): void {
    const cost = toUsdNumber(amountNanoUsd)
    if (cost > 0) this.#costByTask.inc({ task: task ?? 'none' }, cost)
    if (calls > 0) this.#operations.inc({ operation, provider }, calls)
    if (overage) this.#overages.inc()
    if (!workflow) this.#cost.observe({ depth: 'none', tenant: this.#tenants.of(tenant) }, Math.max(0, cost))
  }

  #onWorkflow(event: WorkflowEvent): void {
    if (event.type === 'budget.refused') this.refused(event.refusal)
    if (event.type !== 'track_cost') return
    const cost = toUsdNumber(event.cost.totalNanoUsd)
    this.#autointel.workflows.find(event.workflow).then(
      (workflow) =>
        workflow &&
        this.#cost.observe({ depth: workflow.depth, tenant: this.#tenants.of(workflow.tenant) }, cost),
      () => undefined,
    )
  }

  #addStreams(live: Pick<LiveEvents, 'listeners'>): void {
    new Gauge({
      name: 'autointel_event_streams',
      help: 'Streams of live events that are open.',
      registers: [this.registry],
      collect() {
        this.set(live.listeners)
      },
    })
  }

  /** Read from the books when they are asked for. */
  #addGauges(): void {
    const { ledger, workflows } = this.#autointel
    const registers = [this.registry]
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
}
