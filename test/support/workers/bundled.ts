import { work as ownSource } from '../../../src/knowledge/own-source-job.ts'
import { work as reading } from '../../../src/knowledge/reading-job.ts'
import { work as grounding } from '../../../src/tasks/analysis/grounding-job.ts'
import { work as language } from '../../../src/text/language-job.ts'
import { work as orders } from '../../../src/text/orders-job.ts'
import { work as parts } from '../../../src/text/parts-job.ts'
import { work as quotes } from '../../../src/text/quotes-job.ts'
import type { Work } from '../../../src/workers/job.ts'
import type { Workers } from '../../../src/workers/workers.ts'

const jobs: Readonly<Record<string, Work>> = {
  'own-source-job.ts': ownSource,
  'reading-job.ts': reading,
  'grounding-job.ts': grounding,
  'language-job.ts': language,
  'orders-job.ts': orders,
  'parts-job.ts': parts,
  'quotes-job.ts': quotes,
}

/** Does the work of tasks at once and in the same process, where all modules are in one file and none can be loaded by its name. */
export const bundled: Workers = {
  run: async ({ module }, input) => {
    const work = jobs[module.slice(module.lastIndexOf('/') + 1)]
    if (!work) throw new Error(`Nobody does the work of ${module}.`)
    return work(input) as never
  },
  close: async () => undefined,
}
