import { cutIntoParts } from './cutting.ts'

/** See {@link cutIntoParts}. */
export function work(task: { readonly text: string; readonly maxCharacters: number }): readonly string[] {
  return cutIntoParts(task.text, task.maxCharacters).map(({ text }) => text)
}
