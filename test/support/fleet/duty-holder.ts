import { createInterface } from 'node:readline'
import { readConfig } from '../../../src/app/config.ts'
import { openStores } from '../../../src/app/open-stores.ts'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { duties } from '../../../src/fleet/leadership.ts'
import { inPlace } from '../workers/in-place.ts'

/** A process that takes all duties of the books that its environment names, says which it has, and stays until it is killed. */
const { leadership } = await openStores(readConfig(), {
  isOwner: () => false,
  now: systemClock,
  timers: systemTimers,
  workers: inPlace,
})
const led = await Promise.all(duties.map(async (duty) => ((await leadership.leads(duty)) ? duty : undefined)))
// Nobody is left behind when the tests are stopped.
createInterface(process.stdin).on('close', () => process.exit())
console.log(JSON.stringify(led))
