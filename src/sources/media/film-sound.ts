import { tmpdir } from 'node:os'
import { runProgram } from '../yt-dlp/run-program.ts'

/** As FLAC, some four hours of speech. */
const mostBytes = 200 * 1024 ** 2
const longestSeconds = 4 * 3_600

/** The sound of a film in a file, as FLAC; undefined where it cannot be told. */
export type FilmSound = (file: string, signal: AbortSignal) => Promise<Uint8Array | undefined>

/**
 * By the ffmpeg on the search path, where there is one: it opens that file and nothing else, and finds nothing of the bot's.
 *
 * @param searchPath where programs are looked for
 */
export function filmSoundByFfmpeg(searchPath: string): FilmSound {
  return async (file, signal) => {
    const from = ['-nostdin', '-loglevel', 'error', '-protocol_whitelist', 'file', '-i', `file:${file}`]
    const to = ['-vn', '-ac', '1', '-ar', '16000', '-t', String(longestSeconds), '-c:a', 'flac', '-f', 'flac']
    try {
      const { code, output } = await runProgram('ffmpeg', [...from, ...to, '-'], {
        cwd: tmpdir(),
        env: { PATH: searchPath, HOME: tmpdir(), LANG: 'C.UTF-8' },
        mostBytes,
        signal,
      })
      return code === 0 && output.byteLength > 0 ? output : undefined
    } catch {
      // There is none, or it cannot be started: what is not decoded is heard whole.
      signal.throwIfAborted()
      return undefined
    }
  }
}
