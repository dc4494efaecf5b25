import type { Queue, QueueAddOptions } from 'p-queue'

type Run = () => Promise<unknown>

export interface FairQueueOptions extends QueueAddOptions {
  readonly tenant: string
}

interface Waiting {
  readonly run: Run
  readonly id: string | undefined
}

/** A queue that takes one of each tenant in turn, so that a tenant with many workflows does not keep others waiting. */
export class FairQueue implements Queue<Run, FairQueueOptions> {
  /** Tenants that have something waiting, by when they were last served, longest ago first. */
  readonly #lines = new Map<string, Waiting[]>()

  get size(): number {
    return this.#lines.values().reduce((total, line) => total + line.length, 0)
  }

  enqueue(run: Run, options?: Partial<FairQueueOptions>): void {
    const tenant = options?.tenant ?? ''
    const line = this.#lines.get(tenant) ?? []
    line.push({ run, id: options?.id })
    this.#lines.set(tenant, line)
  }

  dequeue(): Run | undefined {
    const [next] = this.#lines
    if (!next) return undefined
    const [tenant, [first, ...rest]] = next
    this.#lines.delete(tenant)
    if (rest.length > 0) this.#lines.set(tenant, rest)
    return first?.run
  }

  filter(): Run[] {
    return this.#inOrder().map(({ run }) => run)
  }

  remove(idOrRun: string | Run): void {
    for (const [tenant, line] of this.#lines) {
      const index = line.findIndex(({ id, run }) => id === idOrRun || run === idOrRun)
      if (index >= 0) line.splice(index, 1)
      if (line.length === 0) this.#lines.delete(tenant)
    }
  }

  /** Every tenant has its turn: nothing is more urgent than that. */
  setPriority(): void {}

  /** How many start before the one with this id; undefined when it does not wait. */
  positionOf(id: string): number | undefined {
    const index = this.#inOrder().findIndex((waiting) => waiting.id === id)
    return index < 0 ? undefined : index
  }

  #inOrder(): Waiting[] {
    const lines = [...this.#lines.values()]
    const longest = Math.max(0, ...lines.map(({ length }) => length))
    return Array.from({ length: longest }, (_, turn) =>
      lines.flatMap((line) => line.slice(turn, turn + 1)),
    ).flat()
  }
}
