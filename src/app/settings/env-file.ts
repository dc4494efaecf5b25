import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { linkTarget } from '../link-target.ts'

/** A value that a file of settings cannot hold. */
export class UnwritableSettingError extends Error {
  override readonly name = 'UnwritableSettingError'
  readonly setting: string

  constructor(setting: string) {
    super(setting)
    this.setting = setting
  }
}

const example = fileURLToPath(new URL('../../../.env.example', import.meta.url))

/** The example that explains every setting; empty where it did not come along. */
export function exampleSettings(): string {
  try {
    return readFileSync(example, 'utf8')
  } catch {
    return ''
  }
}

/**
 * A file of settings with these values in their lines, or at its end where it has no line for one; all else stays.
 *
 * @throws {UnwritableSettingError} for a value that would not read back as it is.
 */
export function withSettings(text: string, values: Readonly<Record<string, string>>): string {
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
  for (const [name, value] of Object.entries(values)) {
    const line = `${name}=${written(value)}`
    if (parseEnv(line)[name] !== value) throw new UnwritableSettingError(name)
    const own = (each: string) => each.replace(/^\s*(?:export\s+)?/, '').startsWith(`${name}=`)
    const place = lines.findLastIndex(own)
    if (place < 0) lines.push(line)
    else lines[place] = line
  }
  return `${lines.join('\n')}\n`
}

function written(value: string): string {
  if (/^[\w.,:/@+*-]*$/.test(value)) return value
  const quote = ["'", '"', '`'].find((sign) => !value.includes(sign)) ?? ''
  return `${quote}${value}${quote}`
}

/** Writes a file that only its owner may read, where a link to it points; a crash leaves the old one or the new one. */
export function writeEnvFile(path: string, text: string): void {
  const target = linkTarget(path)
  const unfinished = `${target}.${process.pid}.tmp`
  try {
    const file = openSync(unfinished, 'wx', 0o600)
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    chmodSync(unfinished, 0o600)
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
