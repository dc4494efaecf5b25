import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { LocalDiscordOptions } from '../../support/discord/options.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { serveArticle } from './article.ts'
import { dataFolder, localDiscord, runBot } from './local-bot.ts'

/** A bot with models that cost money, and budgets of the configuration. */
export async function paidBot(
  budgets: unknown,
  {
    prices = { models: {} },
    settings = {},
    discord: options = {},
  }: { prices?: unknown; settings?: Record<string, string>; discord?: LocalDiscordOptions } = {},
) {
  const [discord, article, provider, folder] = await Promise.all([
    localDiscord(options),
    serveArticle(),
    startOpenAiServer(),
    dataFolder(),
  ])
  onTestFinished(() => provider.close())
  await writeFile(join(folder, 'config.json'), JSON.stringify({ budgets }))
  await writeFile(join(folder, 'prices.json'), JSON.stringify(prices))
  const running = await runBot(discord, {
    // The local Discord keeps attachments itself.
    SOURCE_ALLOW_HOSTS: [article.host, new URL(discord.apiUrl).host].join(','),
    DATA_DIR: folder,
    CONFIG_FILE: join(folder, 'config.json'),
    PRICES_FILE: join(folder, 'prices.json'),
    MODELS: 'openai:gpt-5-mini',
    OPENAI_API_KEY: 'test-key-of-nobody',
    OPENAI_BASE_URL: provider.url,
    ...settings,
  })
  return { discord, article, running, provider }
}
