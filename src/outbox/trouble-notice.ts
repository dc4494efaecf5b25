import { type ProviderProblemCode, providerProblemCodes } from '../llm/provider-problem.ts'
import type { WorkflowFailure } from '../orchestrator/workflow-failure.ts'

export const settingProblemCodes = [
  'forbidden_address',
  'forbidden_port',
  'no_transcription_model',
  'old_downloader',
  'recogniser_failed',
  'search_failed',
] as const
/** Failures that a setting of the operator would end. */
type SettingProblemCode = (typeof settingProblemCodes)[number]

/** What owners are told of a failure that is theirs to mend; `detail` is what the library or provider said, without keys. */
export type TroubleNotice =
  | {
      readonly kind: 'provider_failing'
      readonly code: ProviderProblemCode
      /** Of the provider; empty where the call never left. */
      readonly host: string
      readonly detail: string
    }
  | { readonly kind: 'setting_needed'; readonly code: SettingProblemCode; readonly detail: string }

/** Reasons of a failed search that do not pass by themselves. */
const lastingSearchReasons: readonly unknown[] = ['refused', 'not_media_wiki', 'unexpected_answer']

/** Undefined for failures that are the source's or pass by themselves. */
export function troubleNotice({ code, values, detail = '' }: WorkflowFailure): TroubleNotice | undefined {
  const ofProvider = providerProblemCodes.find((known) => known === code)
  if (ofProvider)
    return { kind: 'provider_failing', code: ofProvider, host: String(values['host'] ?? ''), detail }
  const ofSetting = settingProblemCodes.find((known) => known === code)
  if (!ofSetting) return undefined
  if (ofSetting === 'search_failed' && !lastingSearchReasons.includes(values['reason'])) return undefined
  return { kind: 'setting_needed', code: ofSetting, detail }
}
