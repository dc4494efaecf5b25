import type { Config } from '../../../app/config.ts'
import { askVersion, isTooOld, oldestYtDlp } from '../../../sources/yt-dlp/installed-yt-dlp.ts'
import type { Timers } from '../../../time/timers.ts'
import type { Check } from './check.ts'

const timeoutMs = 10_000
const name = 'yt-dlp'

/** Whether the program that fetches recordings of sites can be used; none where nobody has set it up. */
export async function downloaderChecks(
  { ytDlp: command, searchPath }: Config,
  timers: Timers,
): Promise<readonly Check[]> {
  const installed = { command, searchPath, node: process.execPath }
  const version = await askVersion(installed, timers.after(timeoutMs))
  if (version !== undefined && !isTooOld(version)) return [{ name, status: 'ok', detail: version }]
  if (version !== undefined)
    return [
      {
        name,
        status: 'warning',
        detail: `${version} is too old: sites have changed since`,
        hint: `Install ${oldestYtDlp} or later, for example with yt-dlp -U or pip install -U yt-dlp, or name a newer one in YT_DLP.`,
      },
    ]
  if (command === 'yt-dlp') return []
  return [
    {
      name,
      status: 'warning',
      detail: `${command} cannot be started, or is not yt-dlp`,
      hint: 'Check the path in YT_DLP, or leave it empty.',
    },
  ]
}
