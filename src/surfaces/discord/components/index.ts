import type { ComponentHandler } from '../bot-context.ts'
import { ask, askForm } from './ask.ts'
import { cancel, goOn } from './control-run.ts'
import { correct, correctForm } from './correct.ts'
import { deeper } from './deeper.ts'
import { exportButton } from './export.ts'
import { forget, forgetAll, forgetRun, keep } from './forget.ts'
import { history } from './history.ts'
import { mute, unmute } from './mute.ts'
import { raise, raiseForm } from './raise.ts'
import { readChosen } from './read-chosen.ts'
import { recallForm, recallOn } from './recall.ts'
import { openReport, report } from './report.ts'
import { resets } from './resets.ts'
import { retry } from './retry.ts'
import { openRun, runs } from './runs.ts'
import { savings } from './savings.ts'
import { details, fullBrief } from './see-run.ts'
import { unschedule } from './unschedule.ts'

/** What every button, menu and form does. */
export const components: readonly ComponentHandler[] = [
  cancel,
  details,
  correct,
  correctForm,
  fullBrief,
  ask,
  askForm,
  recallOn,
  recallForm,
  deeper,
  goOn,
  retry,
  resets,
  readChosen,
  raise,
  raiseForm,
  report,
  openReport,
  exportButton,
  history,
  mute,
  unmute,
  unschedule,
  savings,
  runs,
  openRun,
  forget,
  forgetRun,
  forgetAll,
  keep,
]
