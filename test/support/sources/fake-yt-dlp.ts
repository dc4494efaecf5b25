import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../ledger/temporary-books.ts'

export interface FakeYtDlp {
  /** A path, as the setting takes it. */
  readonly command: string
  /** The arguments of each run but those that ask for its version, in order. */
  runs(): readonly (readonly string[])[]
}

/** A program that stands for yt-dlp: it tells its version, writes what it is told to, and keeps what it was asked. */
export function fakeYtDlp(options: {
  readonly version?: string
  /** What `-J` prints. */
  readonly info?: object
  readonly captions?: string
  readonly sound?: Uint8Array
  /** It fails with this. */
  readonly complaint?: string
}): FakeYtDlp {
  const folder = temporaryFolder()
  const command = join(folder, 'yt-dlp')
  const log = join(folder, 'runs.jsonl')
  const { version = '2026.03.04', info = {}, captions, sound, complaint } = options
  const told = { version, info, captions, complaint, sound: sound && Buffer.from(sound).toString('base64') }
  writeFileSync(log, '')
  writeFileSync(join(folder, 'told.json'), JSON.stringify(told))
  writeFileSync(command, `#!${process.execPath}\n${program(folder)}`)
  chmodSync(command, 0o755)
  return {
    command,
    runs: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  }
}

function program(folder: string): string {
  return `
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs')
const told = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'told.json'))}, 'utf8'))
const given = process.argv.slice(2)
if (given.includes('--version')) {
  console.log(told.version)
  process.exit()
}
appendFileSync(${JSON.stringify(join(folder, 'runs.jsonl'))}, JSON.stringify(given) + '\\n')
if (told.complaint) {
  console.error(told.complaint)
  process.exit(1)
}
if (given.includes('-J')) console.log(JSON.stringify(told.info))
else if (given.includes('--sub-langs') && told.captions)
  writeFileSync('file.' + given[given.indexOf('--sub-langs') + 1] + '.vtt', told.captions)
else if (given.includes('-f') && told.sound) writeFileSync('file.mp3', Buffer.from(told.sound, 'base64'))
`
}
