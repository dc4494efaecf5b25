import { z } from 'zod'
import { instant } from './fields.ts'

/** What briefs of texts whose facts are known came to, by model: the file that `npm run eval` leaves in the data folder. */
export const evaluationForm = z.strictObject({
  measured_at: instant,
  models: z.array(
    z.strictObject({
      model: z.string(),
      /** Of what a reader must come to know, the share that is told. */
      facts: z.number().min(0).max(1),
    }),
  ),
})
