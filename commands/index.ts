import type { Command } from '../src/surfaces/discord/bot-context.ts'
import { analyseMessage } from './analyse-message.ts'
import { autointel } from './autointel.ts'
import { budget } from './budget.ts'
import { costreport } from './costreport.ts'
import { costs } from './costs.ts'
import { exportcostreport } from './exportcostreport.ts'
import { forget } from './forget.ts'
import { help } from './help.ts'
import { recall } from './recall.ts'
import { runs } from './runs.ts'
import { settings } from './settings.ts'

/** Every command there is. */
export const commands: readonly Command[] = [
  autointel,
  analyseMessage,
  recall,
  costreport,
  exportcostreport,
  budget,
  costs,
  settings,
  help,
  runs,
  forget,
]
