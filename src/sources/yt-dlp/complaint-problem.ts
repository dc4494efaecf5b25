import type { SourceProblem } from '../source-error.ts'

/** What it writes, in its own words and the sites', by what people are told. */
const complaints = [
  [/not a bot|HTTP Error (?:403|429)|Forbidden|blocked/i, 'refuses_programs'],
  [/private|sign in|log ?in|members-only|age.restricted|cookies/i, 'sign_in_page'],
  [/unavailable|not (?:available|exist|found)|removed|deleted|HTTP Error (?:404|410)/i, 'page_not_found'],
  [/live event will begin|premieres in|offline/i, 'not_over'],
] as const

export function complaintProblem(complaint: string): SourceProblem {
  const [, reason = 'empty'] = complaints.find(([pattern]) => pattern.test(complaint)) ?? []
  return { reason, values: {} }
}
