/**
 * What programs start with, and what shares instances with that. Everything else is loaded from where it is installed, when it is needed;
 * what has native code or files beside it must be.
 */
const bundled = [
  '@ai-sdk/',
  '@discordjs/',
  '@hono/',
  '@pydantic/genai-prices',
  'ai',
  'commander',
  'decimal.js',
  'discord.js',
  'drizzle-orm',
  'hono',
  'i18next',
  'p-queue',
  'zod',
] as const

export function isBundledPackage(name: string): boolean {
  return bundled.some((each) => (each.endsWith('/') ? name.startsWith(each) : name === each))
}

/** `zod/v4` is of `zod`. */
export function nameOfPackage(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')
}
