import type { LocalHttp } from './local-http.ts'

interface SeenEvent {
  readonly id: string
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A reader of server-sent events. */
export interface EventReader {
  /** Resolves with the first event of a type, once it has come. */
  first(type: string): Promise<SeenEvent>
  /** Resolves when so many have come. */
  count(events: number): Promise<void>
  /** All that have come. */
  readonly seen: readonly SeenEvent[]
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>
  leave(): void
}

export async function readEvents(
  { url }: Pick<LocalHttp, 'url'>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  const abort = new AbortController()
  const response = await fetch(`${url}${path}`, { headers, signal: abort.signal })
  const seen: SeenEvent[] = []
  const waiting: (() => void)[] = []
  const read = async () => {
    let pending = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      const parts = (pending + decoder.decode(chunk, { stream: true })).split('\n\n')
      pending = parts.pop() ?? ''
      seen.push(...parts.flatMap(eventIn))
      for (const look of waiting.splice(0)) look()
    }
  }
  const ended = read().catch((error: unknown) => {
    if (!abort.signal.aborted) throw error
  })
  return {
    seen,
    ended,
    leave: () => abort.abort(),
    async count(events) {
      while (seen.length < events) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    async first(type) {
      for (;;) {
        const found = seen.find(({ event }) => event === type)
        if (found) return found
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

function eventIn(part: string): readonly SeenEvent[] {
  const fieldOf = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1]
  const [id, event, data] = [fieldOf('id'), fieldOf('event'), fieldOf('data')]
  return id && event && data ? [{ id, event, data: JSON.parse(data) }] : []
}
