import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import { toUsdNumber } from '../../money/format.ts'
import type { WorkflowEvent } from '../../orchestrator/events.ts'
import { trackCostToJson } from '../../wire/track-cost.ts'

/** Something that has happened, as subscribers are told it. */
export interface LiveEvent {
  /** Later ones have larger numbers behind the same word; another word: another process. */
  readonly id: string
  readonly type: string
  readonly tenant: string
  readonly workflow: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

export type LiveListener = (event: LiveEvent) => void

/** So many of the latest are kept for who comes back. */
const mostKept = 2_000
const pingEveryMs = 15_000

/** What happens in this process: bookings and the course of workflows, to any number of listeners. */
export class LiveEvents {
  readonly #autointel: Autointel
  readonly #log: Logger
  readonly #word = randomBytes(4).toString('hex')
  readonly #kept: LiveEvent[] = []
  readonly #listeners = new Set<{
    readonly tell: LiveListener
    readonly end: () => void
    readonly ping: () => void
  }>()
  readonly #tenants = new Map<string, string>()
  readonly #endings: (() => void)[]
  /** In the order in which they happened, although a workflow may have to be looked up. */
  #last: Promise<void> = Promise.resolve()
  #count = 0

  constructor(autointel: Autointel, log: Logger) {
    this.#autointel = autointel
    this.#log = log
    this.#endings = [
      autointel.orchestrator.subscribe((event) => this.#onWorkflow(event)),
      autointel.observe({
        booked: ({ entry }) => {
          const { tenant, workflow, task, provider, model, amountNanoUsd, provenance } = entry
          const cost_usd = toUsdNumber(amountNanoUsd)
          this.#then(async () => {
            const data = { tenant, workflow, task, provider, model, cost_usd, provenance }
            this.#emit({ type: 'booked', tenant, workflow, data })
          })
        },
      }),
      autointel.timers.every(pingEveryMs, () => {
        for (const { ping } of this.#listeners) ping()
      }),
    ]
  }

  /** The events after one that was seen; undefined when it is not known (any more). */
  since(id: string): readonly LiveEvent[] | undefined {
    const index = this.#kept.findIndex((event) => event.id === id)
    if (index >= 0) return this.#kept.slice(index + 1)
    return id === this.#idOf(0) && this.#count === this.#kept.length ? this.#kept : undefined
  }

  /** Of the latest event. */
  get latestId(): string {
    return this.#idOf(this.#count)
  }

  subscribe(listener: {
    readonly tell: LiveListener
    readonly end: () => void
    readonly ping: () => void
  }): () => void {
    this.#listeners.add(listener)
    this.#log.debug('a reader of live events has come')
    return () => {
      if (this.#listeners.delete(listener)) this.#log.debug('a reader of live events has gone')
    }
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /** Ends every subscription. */
  close(): void {
    for (const end of this.#endings) end()
    for (const { end } of this.#listeners) end()
    this.#listeners.clear()
  }

  #onWorkflow({ workflow, type, ...event }: WorkflowEvent): void {
    this.#then(async () => {
      const tenant = this.#tenants.get(workflow) ?? (await this.#autointel.workflows.find(workflow))?.tenant
      if (tenant === undefined) return
      if (type === 'workflow.ended' || type === 'workflow.suspended') this.#tenants.delete(workflow)
      else this.#tenants.set(workflow, tenant)
      this.#emit({ type, tenant, workflow, data: { workflow, ...shown(event) } })
    })
  }

  #then(work: () => Promise<void>): void {
    this.#last = this.#last.then(work).catch(() => undefined)
  }

  #emit(event: Omit<LiveEvent, 'id'>): void {
    this.#count += 1
    const numbered = { ...event, id: this.#idOf(this.#count) }
    this.#kept.push(numbered)
    if (this.#kept.length > mostKept) this.#kept.shift()
    for (const { tell } of this.#listeners) tell(numbered)
  }

  #idOf(number: number): string {
    return `${this.#word}-${number}`
  }
}

/** Money as US dollars; what a failure says is for the log alone. */
function shown(event: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(event).flatMap(([name, value]): [string, unknown][] => {
      if (name === 'failure') return [['code', value?.code]]
      if (name === 'cost') return Object.entries(trackCostToJson(value))
      if (name === 'costNanoUsd') return [['cost_usd', toUsdNumber(value)]]
      if (name === 'refusal')
        return [
          ['subject', value?.subject],
          ['period', value?.period],
        ]
      return name === 'doing' ? [] : [[name, value]]
    }),
  )
}
