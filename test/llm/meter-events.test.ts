import { expect, it } from 'vitest'
import type { MeterObserver } from '../../src/llm/meter.ts'
import { MeterEvents } from '../../src/llm/meter-events.ts'

/** An observer that remembers what it was told. */
function listening() {
  const heard: string[] = []
  const observer: MeterObserver = {
    booked: () => heard.push('booked'),
    softLimitsExceeded: (limits) => heard.push(`soft limits: ${limits.length}`),
    caution: ({ model, code }) => heard.push(`${code} ${model}`),
  }
  return { heard, observer }
}

function tellAll({ booked, softLimitsExceeded, caution }: MeterObserver): void {
  booked?.({} as Parameters<NonNullable<MeterObserver['booked']>>[0])
  softLimitsExceeded?.([])
  caution?.({ code: 'unpriced', model: 'gpt-4o-mini', detail: {} })
}

it('tells every observer of everything, until it unsubscribes', () => {
  const events = new MeterEvents(() => undefined)
  const [first, second] = [listening(), listening()]
  const unsubscribe = events.subscribe(first.observer)
  events.subscribe(second.observer)
  events.subscribe({})

  tellAll(events.observer)
  unsubscribe()
  tellAll(events.observer)

  const all = ['booked', 'soft limits: 0', 'unpriced gpt-4o-mini']
  expect(first.heard).toEqual(all)
  expect(second.heard).toEqual([...all, ...all])
})

it('lets neither the call nor other observers suffer from one that throws', () => {
  const errors: unknown[] = []
  const events = new MeterEvents((error) => errors.push(error))
  const other = listening()
  const broken = new Error('broken')
  events.subscribe({
    booked: () => {
      throw broken
    },
  })
  events.subscribe(other.observer)

  tellAll(events.observer)

  expect(errors).toEqual([broken])
  expect(other.heard).toHaveLength(3)
})
