import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Timers } from '../../time/timers.ts'
import { tooLarge } from '../fetch/fetch-failure.ts'
import type { GuardProxy } from '../fetch/guard-proxy.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SourceError } from '../source-error.ts'
import { complaintProblem } from './complaint-problem.ts'
import {
  environmentOf,
  type InstalledYtDlp,
  isTooOld,
  oldestYtDlp,
  readVersion,
  versionArguments,
} from './installed-yt-dlp.ts'
import { runProgram } from './run-program.ts'

/** The program that knows the players of some thousand sites: https://github.com/yt-dlp/yt-dlp */
export interface YtDlp {
  /** What it finds out of a page, as JSON. @throws {SourceError} */
  describe(page: string, asked: Asked): Promise<Uint8Array>
  /** A track of captions, as a file. @throws {SourceError} */
  captions(page: string, track: CaptionChoice, asked: Asked): Promise<DownloadedFile>
  /** The sound. @throws {SourceError} */
  sound(page: string, asked: Asked): Promise<DownloadedFile>
}

interface Asked {
  /** What errors call it. */
  readonly location: string
  readonly signal?: AbortSignal | undefined
}

export interface CaptionChoice {
  /** As it lists them. */
  readonly language: string
  readonly isAutomatic: boolean
}

export interface DownloadedFile {
  readonly bytes: Uint8Array
  /** Without the dot. */
  readonly extension: string
}

const megabyte = 1024 ** 2
/** A description with all formats and languages of translation. */
const mostBytesOfInfo = 8 * megabyte

interface YtDlpOptions extends InstalledYtDlp {
  readonly limits: ReadLimits
  readonly timers: Timers
  readonly openProxy: (mostBytes: number) => Promise<GuardProxy>
}

export function createYtDlp(options: YtDlpOptions): YtDlp {
  const { limits } = options
  return {
    async describe(page, asked) {
      const { output } = await inFolder(options, asked, ['-J', '--skip-download', '--', page])
      return output
    },
    async captions(page, { language, isAutomatic }, asked) {
      const write = isAutomatic ? '--write-auto-subs' : '--write-subs'
      const wanted = ['--skip-download', write, '--sub-langs', language, '--sub-format', 'vtt/json3/srt/best']
      return onlyFile(await inFolder(options, asked, [...wanted, '--', page]), asked.location)
    },
    async sound(page, asked) {
      const most = limits.remoteMediaBytes
      const wanted = ['-f', 'bestaudio[ext=m4a]/bestaudio/worst', '--max-filesize', String(most)]
      const { file } = await inFolder(options, asked, [...wanted, '--', page])
      if (file === undefined || file.bytes.byteLength > most) throw tooLarge(asked.location, most)
      return file
    },
  }
}

interface Result {
  readonly output: Uint8Array
  readonly file: DownloadedFile | undefined
}

function onlyFile({ file }: Result, location: string): DownloadedFile {
  if (file !== undefined) return file
  throw new SourceError({ reason: 'empty', values: {} }, location)
}

/** Each run has a folder of its own, which is also its home: it leaves nothing behind and finds nothing of anybody. */
async function inFolder(options: YtDlpOptions, asked: Asked, args: readonly string[]): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'autointel-yt-dlp-'))
  try {
    await requireRecent(options, asked, folder)
    return await throughProxy(options, asked, folder, args)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function throughProxy(
  options: YtDlpOptions,
  asked: Asked,
  folder: string,
  args: readonly string[],
): Promise<Result> {
  const { remoteMediaBytes, documentBytes } = options.limits
  const proxy = await options.openProxy(remoteMediaBytes + documentBytes)
  try {
    const { code, output, complaint } = await run(options, asked, folder, [
      ...['--ignore-config', '--no-exec', '--no-cache-dir', '--no-playlist', '--no-progress'],
      ...['--js-runtimes', `node:${options.node}`],
      ...['--proxy', proxy.url, '--paths', folder, '--output', 'file.%(ext)s'],
      ...args,
    ])
    if (proxy.isExhausted) throw tooLarge(asked.location, remoteMediaBytes)
    if (code !== 0)
      throw new SourceError(complaintProblem(complaint), asked.location, { detail: complaint.trim() })
    return { output, file: await fileIn(folder, options.limits) }
  } finally {
    await proxy.close()
  }
}

async function requireRecent(options: YtDlpOptions, asked: Asked, folder: string): Promise<void> {
  const { output } = await run(options, asked, folder, versionArguments)
  const version = readVersion(output)
  if (version === undefined || !isTooOld(version)) return
  const detail = `yt-dlp ${version} < ${oldestYtDlp}`
  throw new SourceError({ reason: 'old_downloader', values: {} }, asked.location, { detail })
}

async function run(
  { command, searchPath, node, timers, limits }: YtDlpOptions,
  { location, signal }: Asked,
  folder: string,
  args: readonly string[],
) {
  const limit = timers.after(limits.mediaTimeMs)
  try {
    return await runProgram(command, args, {
      cwd: folder,
      env: environmentOf({ searchPath, node }, folder),
      mostBytes: mostBytesOfInfo,
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    })
  } catch (cause) {
    signal?.throwIfAborted()
    if (limit.aborted) throw new SourceError({ reason: 'too_slow', values: {} }, location, { cause })
    // What is not there is missed by nobody who has not set it up.
    const detail = cause instanceof Error ? `yt-dlp: ${cause.message}` : undefined
    throw new SourceError({ reason: 'empty', values: {} }, location, { detail, cause })
  }
}

async function fileIn(folder: string, limits: ReadLimits): Promise<DownloadedFile | undefined> {
  const name = (await readdir(folder)).find((entry) => entry.startsWith('file.') && !entry.endsWith('.part'))
  if (name === undefined) return undefined
  const path = join(folder, name)
  if ((await stat(path)).size > limits.remoteMediaBytes) return undefined
  return { bytes: await readFile(path), extension: extname(name).slice(1).toLowerCase() }
}
