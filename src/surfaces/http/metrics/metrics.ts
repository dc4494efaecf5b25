import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { Entry } from '../../../ledger/entry.ts'
import { toUsdNumber } from '../../../money/format.ts'
import type { WorkflowEvent } from '../../../orchestrator/events.ts'
import type { LiveEvents } from '../live-events.ts'
import { addGauges } from './gauges.ts'
import { TenantLabels } from './tenant-labels.ts'

const costBuckets = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Those that the GenAI conventions of OpenTelemetry give for operations of clients (2026-11). */
const callBuckets = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
const durationBuckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120]

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
  readonly #calls

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
    this.#calls = new Histogram({
      name: 'autointel_call_duration_seconds',
      help: 'How long calls of providers took, from the hold of their money to its end.',
      labelNames: ['operation', 'provider'],
      buckets: callBuckets,
      registers,
    })
    addGauges(this.registry, autointel)
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

  #onBooked(entry: Entry): void {
    this.#countCosts(entry)
    const { kind, holdId, provenance, calls, heldAtMs, bookedAtMs, operation, provider } = entry
    // Without a hold it was made elsewhere; an unresolved one ended long before it was booked.
    if (kind === 'charge' && holdId !== undefined && calls > 0 && provenance !== 'unresolved')
      this.#calls.observe({ operation, provider }, Math.max(0, bookedAtMs - heldAtMs) / 1_000)
  }

  #countCosts({ task, operation, provider, amountNanoUsd, calls, overage, workflow, tenant }: Entry): void {
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
}
