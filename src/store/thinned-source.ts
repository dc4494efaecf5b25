import type { Task } from '../ledger/attribution.ts'

/** Of what was thinned out: no version of the code makes this one, so that it is shown and never gone on from. */
export const thinned = -1

/** In place of a step's key: whole outputs, and what unfinished tasks have come to. Both are shown. */
export const shownSteps = ['', 'unfinished']
export const textTasks: readonly Task[] = ['acquisition', 'transcription']

/** What is shown of a source: not what it says. Undefined where it cannot be read. */
export function withoutText(content: string): string | undefined {
  try {
    const { output, ...kept } = JSON.parse(content)
    const { segments: _, ...source } = output ?? {}
    return JSON.stringify({ ...kept, ...(output && { output: { ...source, text: '' } }) })
  } catch {
    return undefined
  }
}
