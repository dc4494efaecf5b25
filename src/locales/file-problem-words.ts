import type { ErrorWords } from './error-words.ts'
import type { Texts } from './texts.ts'

const problems = {
  ENOSPC: 'no_room',
  EDQUOT: 'no_room',
  EFBIG: 'no_room',
  EACCES: 'not_allowed',
  EPERM: 'not_allowed',
  EROFS: 'not_allowed',
  ENOENT: 'no_folder',
  ENOTDIR: 'no_folder',
  EISDIR: 'is_folder',
  ELOOP: 'loop',
} as const

/** Why a file cannot be written, in words; undefined for what the file system has no word for. */
export function fileProblemWords(file: string, error: unknown, texts: Texts): ErrorWords | undefined {
  const problem = problemOf(error)
  if (problem === undefined) return undefined
  return {
    says: texts.t(`fileProblem.${problem}`, { file }),
    advice: texts.t(`fileAdvice.${problem}`),
  }
}

/** Why the costs could not be written to the file of a setting. */
export function costsProblemText(error: unknown, texts: Texts): string {
  const { path = '' } = error as NodeJS.ErrnoException
  const words = fileProblemWords(path.replace(/\.\d+\.tmp$/, ''), error, texts)
  return texts.t('costSettings.unwritten', { detail: words?.says ?? String(error) })
}

function problemOf(error: unknown) {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'DatabaseInPlaceError') return 'is_database'
  const { code } = error as NodeJS.ErrnoException
  return problems[code as keyof typeof problems]
}
