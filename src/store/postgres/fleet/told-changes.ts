import type { Change, News } from '../../../fleet/wakes.ts'

/** Of a notification: https://www.postgresql.org/docs/18/sql-notify.html (2026-11) */
const longestPayload = 7_900

/** Changes that are told together, each once. */
export class ToldChanges {
  readonly #lines = new Set<string>()

  get isEmpty(): boolean {
    return this.#lines.size === 0
  }

  add(change: Change): void {
    this.#lines.add(change.kind === 'run' ? `run ${change.id}` : change.kind)
  }

  /** As payloads of notifications, which name who tells; nothing is left to be told. */
  take(sender: string): readonly string[] {
    const payloads: string[] = []
    let payload = sender
    for (const line of this.#lines) {
      if (payload.length + 1 + line.length > longestPayload) {
        payloads.push(payload)
        payload = sender
      }
      payload += `\n${line}`
    }
    this.#lines.clear()
    return [...payloads, payload]
  }
}

/** What a payload tells; undefined when this process has told it itself. */
export function newsIn(payload: string, self: string): News | undefined {
  const [sender, ...lines] = payload.split('\n')
  if (sender === self) return undefined
  return {
    isWaiting: lines.includes('waiting'),
    hasParcels: lines.includes('parcels'),
    runs: new Set(lines.flatMap((line) => (line.startsWith('run ') ? [line.slice(4)] : []))),
  }
}
