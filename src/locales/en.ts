import { answers } from './en/answers.ts'
import { brief } from './en/brief.ts'
import { commands } from './en/commands.ts'
import { failures } from './en/failures.ts'
import { insight } from './en/insight.ts'
import { money } from './en/money.ts'
import { operation } from './en/operation.ts'
import { page } from './en/page.ts'
import { runs } from './en/runs.ts'
import { words } from './en/words.ts'

/**
 * Every text of every surface in English, a file for each thing that they speak of, which also says what there is to translate. `{{name}}` stands for a value; keys that
 * end in `_one`, `_other` and so on are the plural forms of one text, chosen by `count`.
 */
export const en = {
  ...words,
  ...runs,
  ...brief,
  ...failures,
  ...operation,
  ...money,
  ...insight,
  ...commands,
  ...answers,
  ...page,
} as const
