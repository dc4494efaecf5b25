import { answers } from './ru/answers.ts'
import { brief } from './ru/brief.ts'
import { commands } from './ru/commands.ts'
import { failures } from './ru/failures.ts'
import { insight } from './ru/insight.ts'
import { money } from './ru/money.ts'
import { operation } from './ru/operation.ts'
import { page } from './ru/page.ts'
import { runs } from './ru/runs.ts'
import { words } from './ru/words.ts'
import type { Translation } from './translation.ts'

export const ru = {
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
} as const satisfies Translation
