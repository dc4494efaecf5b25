/** Something that waits for its turn. */
export interface Waiting {
  readonly id: string
  readonly tenant: string
  /** Who asked, within the tenant; empty when nobody is named. */
  readonly member: string
  /** Must not reject. */
  readonly run: () => Promise<unknown>
}

/** Members of one tenant with what each has waiting, and tenants with their members: whoever was served longest ago comes first. */
type Members = Map<string, Waiting[]>
type Tenants = Map<string, Members>

/**
 * Runs so many things at once, and of those that wait takes one of each tenant in turn, and within a tenant one of each member in turn: a
 * server with many workflows does not keep others waiting, nor a member with many links the rest of the server.
 */
export class FairQueue {
  readonly #concurrency: number
  readonly #tenants: Tenants = new Map()
  #running = 0

  constructor(concurrency: number) {
    this.#concurrency = concurrency
  }

  /** Runs it at once when there is room. */
  add(waiting: Waiting): void {
    const { tenant, member } = waiting
    const members: Members = this.#tenants.get(tenant) ?? new Map()
    this.#tenants.set(tenant, members.set(member, [...(members.get(member) ?? []), waiting]))
    this.#fill()
  }

  /** Takes it out before its turn; false when it does not wait. */
  remove(id: string): boolean {
    for (const [tenant, members] of this.#tenants)
      for (const [member, line] of members) {
        const rest = line.filter((waiting) => waiting.id !== id)
        if (rest.length === line.length) continue
        if (rest.length > 0) members.set(member, rest)
        else members.delete(member)
        if (members.size === 0) this.#tenants.delete(tenant)
        return true
      }
    return false
  }

  /** How many of a member wait, in all tenants. */
  waitingOf(member: string): number {
    return [...this.#tenants.values()].reduce((sum, members) => sum + (members.get(member)?.length ?? 0), 0)
  }

  /** How many start before the one with this id; undefined when it does not wait. */
  positionOf(id: string): number | undefined {
    const tenants: Tenants = new Map(
      [...this.#tenants].map(([tenant, members]) => [tenant, new Map(members)]),
    )
    for (let position = 0; ; position += 1) {
      const next = takeNext(tenants)
      if (!next) return undefined
      if (next.id === id) return position
    }
  }

  #fill(): void {
    while (this.#running < this.#concurrency) {
      const next = takeNext(this.#tenants)
      if (!next) return
      this.#running += 1
      void next.run().finally(() => {
        this.#running -= 1
        this.#fill()
      })
    }
  }
}

/** Takes what is next, and puts its tenant and its member behind the others. */
function takeNext(tenants: Tenants): Waiting | undefined {
  const [first] = tenants
  if (!first) return undefined
  const [tenant, members] = first
  const [[member, [next, ...rest]] = ['', []]] = members
  members.delete(member)
  if (rest.length > 0) members.set(member, rest)
  tenants.delete(tenant)
  if (members.size > 0) tenants.set(tenant, members)
  return next
}
