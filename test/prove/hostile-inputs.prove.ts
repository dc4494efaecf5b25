import { expect, it } from 'vitest'
import { type HostileInput, hostileInputs } from '../support/hostile/hostile-inputs.ts'
import { hostileSites } from '../support/hostile/hostile-sites.ts'
import { type HostileFigures, readHostileInput } from '../support/hostile/read-hostile-inputs.ts'

const mostBlockMs = 50
const mostMegabytes = 512

it.each([...hostileInputs, ...hostileSites])(
  '$name neither holds the event loop nor takes the memory of the bot',
  async (input) => {
    const figures = await readHostileInput(input)
    console.log(rowOf(input, figures))
    const { idle, hostile } = figures
    expect(input.outcomes).toContain(hostile.outcome)
    expect(hostile.longestBurstMs - idle.longestBurstMs).toBeLessThan(mostBlockMs)
    expect(hostile.peakMegabytes).toBeLessThan(mostMegabytes)
  },
)

function rowOf({ name }: HostileInput, { idle, hostile }: HostileFigures): string {
  const figures = ({ longestBlockMs, longestBurstMs }: HostileFigures['idle']) =>
    `${longestBlockMs.toFixed(0)} ms (${longestBurstMs.toFixed(0)} ms of work)`
  return (
    `${name}: ${hostile.outcome} after ${(hostile.elapsedMs / 1000).toFixed(1)} s, ` +
    `longest block ${figures(hostile)}, idle ${figures(idle)}, ${hostile.peakMegabytes.toFixed(0)} MB`
  )
}
