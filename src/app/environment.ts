import './quick-imports.ts'
import { exitCodes } from './exit-codes.ts'
import { prepareEnvironment } from './settings/environment.ts'

// Entry points import this file before all others: libraries read the environment by themselves as soon as they are loaded or used
// (discord.js: SHARDS; the AI SDK: …_BASE_URL) and take an empty text for a value.
try {
  prepareEnvironment(process.env, '.env')
} catch (error) {
  console.error(`The file .env cannot be read: ${error instanceof Error ? error.message : error}`)
  process.exit(exitCodes.wrongUsage)
}

export const environment: Readonly<NodeJS.ProcessEnv> = process.env
