import { confirm, intro, isCancel, password, select, text } from '@clack/prompts'
import type { Prompts } from './prompts.ts'

function unlessCancelled<Answer>(answer: Answer): Exclude<Answer, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<Answer, symbol>)
}

/** On standard input and output. */
export const terminalPrompts: Prompts = {
  begin: (title) => intro(title),
  choose: async (message, options) =>
    unlessCancelled(await select({ message, options: options.map((option) => ({ ...option })) })),
  text: async (message, { initial, placeholder, problemOf }) =>
    unlessCancelled(
      await text({
        message,
        ...(initial !== undefined && { initialValue: initial }),
        ...(placeholder !== undefined && { placeholder }),
        ...(problemOf && { validate: (answer) => problemOf((answer ?? '').trim()) }),
      }),
    )?.trim(),
  secret: async (message, problemOf) =>
    unlessCancelled(
      await password({
        message,
        validate: (answer) => {
          const typed = answer?.trim() ?? ''
          return typed === '' ? 'Nothing was typed.' : problemOf?.(typed)
        },
      }),
    )?.trim(),
  confirm: async (message, isUsual) => unlessCancelled(await confirm({ message, initialValue: isUsual })),
}
