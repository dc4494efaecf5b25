import { effect, signal } from '@preact/signals'
import type { SessionCostJson } from '../../../../wire/session-cost.ts'
import { api, oneAtATime, query } from './api.ts'
import { moneyInBoth } from './format.ts'
import { pageData, shownTenant } from './page-data.ts'

/** Something that has happened; `reset`: more than could be told, so that what is shown has to be read anew. */
export interface LiveEvent {
  readonly type: (typeof eventTypes)[number]
  readonly data: Readonly<Record<string, unknown>>
}

const eventTypes = [
  'booked',
  'workflow.queued',
  'workflow.started',
  'task.started',
  'task.progress',
  'task.completed',
  'budget.refused',
  'track_cost',
  'workflow.ended',
  'workflow.suspended',
  'reset',
] as const

/** What was spent since the process came up, in US dollars. */
const sessionCost = signal(pageData.sessionCost.total_cost)
/** Whether what happens is heard of. */
const isLive = signal(false)

const listeners = new Set<(event: LiveEvent) => void>()

/** Returns the function that ends it. */
export function onEvent(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const readSessionCost = oneAtATime(async () => {
  sessionCost.value = (
    await api<SessionCostJson>(`/api/session/cost${query({ tenant: shownTenant })}`)
  ).total_cost
})

/** Follows what happens, and keeps the session's cost, which stands in the frame of the page, in step. */
export function followEvents(): void {
  const source = new EventSource('/api/events')
  const read = () => void readSessionCost().catch(() => undefined)
  source.addEventListener('open', () => {
    isLive.value = true
    read()
  })
  source.addEventListener('error', () => {
    isLive.value = false
  })
  for (const type of eventTypes)
    source.addEventListener(type, (message: MessageEvent<string>) => {
      if (type === 'booked' || type === 'reset') read()
      for (const listener of listeners) listener({ type, data: JSON.parse(message.data) })
    })
  effect(() => {
    const shown = document.getElementById('session-cost')
    if (shown) shown.textContent = moneyInBoth(sessionCost.value)
  })
  effect(() => {
    document.getElementById('session')?.classList.toggle('live', isLive.value)
  })
}
