import { createInterface } from 'node:readline'
import { readConfig } from '../../../src/app/config.ts'
import { openStores } from '../../../src/app/open-stores.ts'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { duties } from '../../../src/fleet/leadership.ts'
import { inPlace } from '../workers/in-place.ts'

/**
 * A process that takes all duties of the books that its environment names, says which it has, again for each line that it is sent, and stays
 * until it is killed.
 */
const { leadership } = await openStores(readConfig(), {
  isOwner: () => false,
  now: systemClock,
  timers: systemTimers,
  workers: inPlace,
})
async function tell(): Promise<void> {
  console.log(
    JSON.stringify(
      await Promise.all(duties.map(async (duty) => ((await leadership.leads(duty)) ? duty : undefined))),
    ),
  )
}

const input = createInterface(process.stdin)
input.on('line', tell)
// Nobody is left behind when the tests are stopped.
input.on('close', () => process.exit())
await tell()
