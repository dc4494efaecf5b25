import { it } from 'vitest'
import { proveFaultOfARun } from '../../support/proofs/faults-of-a-run.ts'

/** A few of each kind; `npm run prove` tries every fault of every request. */
it.each([
  ['first answer', '404 10062'],
  ['first answer', 'cut after'],
  ['the answer’s message', 'cut before, all tries'],
  ['progress', '403 50001'],
  ['result', '401'],
  ['result', '502 HTML, all tries'],
  ['result', 'cut after, all tries'],
  ['late: in the channel', '403 160005'],
  ['late: in the channel', 'cut after, all tries'],
  ['late: in the channel', 'closed after'],
  ['late: direct message', '403 50007'],
  ['late: direct message', 'closed after'],
] as const)(
  'a run ends with one answer, paid once, though its request fails: %s, %s',
  async (request, fault) => {
    await proveFaultOfARun(request, fault)
  },
)
