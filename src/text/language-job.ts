import { detectLanguage } from './languages.ts'

/** See {@link detectLanguage}. */
export function work({
  text,
  declared,
}: {
  readonly text: string
  readonly declared: string | undefined
}): string {
  return detectLanguage(text, declared)
}
