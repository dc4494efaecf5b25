import { expect, it } from 'vitest'
import { type HostileInput, hostileInputs } from '../support/hostile/hostile-inputs.ts'
import { type HostileFigures, readHostileInput } from '../support/hostile/read-hostile-inputs.ts'

const mostBlockMs = 50
const mostMegabytes = 512

it('no input, however hostile, holds the event loop or takes the memory of the bot', async () => {
  const rows: { readonly input: HostileInput; readonly figures: HostileFigures }[] = []
  for (const input of hostileInputs) {
    const figures = await readHostileInput(input)
    console.log(rowOf(input, figures))
    rows.push({ input, figures })
  }
  for (const { input, figures } of rows) {
    const { idle, hostile } = figures
    expect(input.outcomes, input.name).toContain(hostile.outcome)
    expect(hostile.longestBurstMs - idle.longestBurstMs, input.name).toBeLessThan(mostBlockMs)
    expect(hostile.peakMegabytes, input.name).toBeLessThan(mostMegabytes)
  }
})

function rowOf({ name }: HostileInput, { idle, hostile }: HostileFigures): string {
  const figures = ({ longestBlockMs, longestBurstMs }: HostileFigures['idle']) =>
    `${longestBlockMs.toFixed(0)} ms (${longestBurstMs.toFixed(0)} ms of work)`
  return (
    `${name}: ${hostile.outcome} after ${(hostile.elapsedMs / 1000).toFixed(1)} s, ` +
    `longest block ${figures(hostile)}, idle ${figures(idle)}, ${hostile.peakMegabytes.toFixed(0)} MB`
  )
}
