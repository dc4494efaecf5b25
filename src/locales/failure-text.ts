import type { FailureCode, WorkflowFailure } from '../orchestrator/workflow-failure.ts'
import type { Texts } from './texts.ts'
import type { TextKey } from './translation.ts'

/** What went wrong, and what the reader can do about it: plain text, a sentence each. */
export interface FailureText {
  readonly says: string
  readonly next: string
}

/** A failure as members read it: without names of settings, codes of errors and words of providers. */
export function failureText(
  { code, values }: Pick<WorkflowFailure, 'code' | 'values'>,
  texts: Texts,
): FailureText {
  const wording = wordingOf(code)
  const named = {
    ...values,
    ...('type' in values && { type: fileTypeName(String(values['type']), texts) }),
    ...('format' in values && { format: formatName(String(values['format']), texts) }),
  }
  return { says: texts.t(`failure.${wording}.says`, named), next: texts.t(`failure.${wording}.next`, named) }
}

/** What the operator can do about a failure, with names of settings; undefined where it is not the operator's to mend. */
export function adviceText({ code }: Pick<WorkflowFailure, 'code'>, texts: Texts): string | undefined {
  const advised = advisedCodes.find((known) => known === code)
  return advised && texts.t(`advice.${advised}`)
}

const advisedCodes = [
  'forbidden_address',
  'forbidden_port',
  'proxy_failed',
  'no_transcription_model',
  'recogniser_failed',
  'no_captions',
  'old_downloader',
  'provider_key',
  'provider_quota',
  'provider_model',
  'provider_refusal',
  'provider_overloaded',
  'provider_unreachable',
  'provider_too_slow',
  'unpriced_model',
  'search_failed',
  'unusable_answer',
] as const satisfies readonly FailureCode[]

/** What is wrong with a provider concerns its operator: members read whether waiting helps. */
function wordingOf(code: FailureCode) {
  switch (code) {
    case 'provider_key':
    case 'provider_quota':
    case 'provider_model':
    case 'provider_refusal':
    case 'unpriced_model':
      return 'service_down'
    case 'provider_overloaded':
    case 'provider_unreachable':
    case 'provider_too_slow':
      return 'service_busy'
    default:
      return code
  }
}

/** MIME types by what people call them, the first that fits. */
const fileTypes: readonly (readonly [RegExp, Extract<TextKey, `fileType.${string}`>])[] = [
  [/^image\//, 'fileType.picture'],
  [/^font\//, 'fileType.font'],
  [/epub|mobipocket/, 'fileType.book'],
  [/spreadsheet|excel/, 'fileType.spreadsheet'],
  [/presentation|powerpoint/, 'fileType.presentation'],
  [/msword|wordprocessing|opendocument\.text|rtf/, 'fileType.document'],
  [/zip|compressed|x-tar|rar$|x-7z|x-xz|x-bzip/, 'fileType.archive'],
  [/executable|x-msdownload|x-elf|x-mach|android\.package/, 'fileType.program'],
  [/^$/, 'fileType.unknown'],
]

function fileTypeName(type: string, texts: Texts): string {
  const [, key = 'fileType.other'] = fileTypes.find(([pattern]) => pattern.test(type)) ?? []
  return texts.t(key, { type })
}

const formats = [
  'HTML',
  'PDF',
  'Markdown',
  'plain text',
  'WebVTT captions',
  'SRT captions',
  'SBV captions',
  'ASS captions',
  'TTML captions',
  'JSON',
  'Word document',
  'PowerPoint presentation',
  'Excel spreadsheet',
  'OpenDocument text',
  'OpenDocument presentation',
  'OpenDocument spreadsheet',
  'EPUB',
  'feed',
  'audio',
  'video',
] as const

function formatName(format: string, texts: Texts): string {
  const known = formats.find((name) => name === format) ?? 'other'
  return texts.t(`format.${known}`, { format })
}
