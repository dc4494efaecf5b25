import { z } from 'zod'
import { checksForm } from './checks.ts'

/** What setting up has come to. */
export const setupForm = checksForm.extend({
  /** The path of the file of settings. */
  file: z.string(),
  /** The names of the settings that were written. */
  settings: z.array(z.string()).readonly(),
  /** In words: what comes next. */
  next: z.string(),
})
