import { it } from 'vitest'
import { proveFaultsOfARun } from '../../support/proofs/faults-of-a-run.ts'

/** A few of each kind; `npm run prove` tries every fault of every request. */
it('a run ends with one answer, paid once, though one of its requests to Discord fails', async () => {
  await proveFaultsOfARun([
    ['first answer', '404 10062'],
    ['first answer', 'cut after'],
    ['the answer’s message', 'cut before, all tries'],
    ['progress', '403 50001'],
    ['result', '401'],
    ['result', '502 HTML, all tries'],
    ['result', 'cut after, all tries'],
    ['late: in the channel', '403 160005'],
    ['late: in the channel', 'cut after, all tries'],
    ['late: direct message', '403 50007'],
  ])
})
