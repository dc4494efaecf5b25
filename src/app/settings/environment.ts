import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * Takes what is empty out of the environment (an empty value counts as not set) and adds the settings of a `.env` file that the
 * environment does not have already.
 *
 * @throws what the file system says of a file that is there and cannot be read.
 */
export function prepareEnvironment(variables: NodeJS.ProcessEnv, file: string): void {
  for (const [name, value] of Object.entries(variables)) if (isEmpty(value)) delete variables[name]
  if (!existsSync(file)) return
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8'))))
    if (!isEmpty(value)) variables[name] ??= value
}

/** Whether a value says nothing: it is missing, or there are only blanks. */
export function isEmpty(value: string | undefined): boolean {
  return value === undefined || value.trim() === ''
}
