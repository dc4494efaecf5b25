import type { APIEmbed } from 'discord.js'
import type { PayloadProblem } from './problem.ts'
import { problemIf, required } from './problem.ts'

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits (read 2026-11). */
const totalCharacters = 6000
const linkSchemes = ['http:', 'https:']
const mediaSchemes = [...linkSchemes, 'attachment:']

/**
 * What the schema does not hold: the sum over all embeds of a message, blank fields, and the schemes of links.
 * Characters are UTF-16 units, as discord.js counts them; that is never laxer than Discord.
 */
export function embedProblems(embeds: readonly APIEmbed[]): PayloadProblem[] {
  const total = embeds.reduce((sum, embed) => sum + embedCharacters(embed), 0)
  return [
    ...embeds.flatMap((embed, index) => [...blankFields(embed, index), ...linkProblems(embed, index)]),
    ...problemIf(
      total > totalCharacters,
      ['embeds'],
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${totalCharacters} (got ${total})`,
    ),
  ]
}

/** Characters that count towards the total: title, description, field names and values, footer, author. */
function embedCharacters(embed: APIEmbed): number {
  const { title, description, footer, author, fields } = embed
  const parts = [title, description, footer?.text, author?.name]
  for (const { name, value } of fields ?? []) parts.push(name, value)
  return parts.reduce((sum, part) => sum + (part?.trim().length ?? 0), 0)
}

/** Whether a member would see anything of it. */
export function isEmbedVisible(embed: APIEmbed): boolean {
  return embedCharacters(embed) > 0 || embed.image !== undefined || embed.thumbnail !== undefined
}

function blankFields(embed: APIEmbed, index: number): PayloadProblem[] {
  return (embed.fields ?? []).flatMap((field, position) =>
    (['name', 'value'] as const)
      .filter((part) => field[part].trim() === '')
      .map((part) => required('embeds', index, 'fields', position, part)),
  )
}

function linkProblems(embed: APIEmbed, index: number): PayloadProblem[] {
  const links = [
    { path: ['url'], url: embed.url, schemes: linkSchemes },
    { path: ['author', 'url'], url: embed.author?.url, schemes: linkSchemes },
    { path: ['author', 'icon_url'], url: embed.author?.icon_url, schemes: mediaSchemes },
    { path: ['footer', 'icon_url'], url: embed.footer?.icon_url, schemes: mediaSchemes },
    { path: ['image', 'url'], url: embed.image?.url, schemes: mediaSchemes },
    { path: ['thumbnail', 'url'], url: embed.thumbnail?.url, schemes: mediaSchemes },
  ]
  return links.flatMap(({ path, url, schemes }) => {
    const isWrong = url != null && !schemes.includes(new URL(url).protocol)
    const message = `Scheme must be one of ${schemes.join(', ')}`
    return problemIf(isWrong, ['embeds', index, ...path], 'URL_TYPE_INVALID_SCHEME', message)
  })
}

/** Names that an embed shows with `attachment://name`. */
export function attachmentReferences(embeds: readonly APIEmbed[]): string[] {
  return embeds
    .flatMap((embed) => [
      embed.image?.url,
      embed.thumbnail?.url,
      embed.author?.icon_url,
      embed.footer?.icon_url,
    ])
    .filter((url) => url?.startsWith('attachment://') === true)
    .map((url) => decodeURIComponent(String(url).slice('attachment://'.length)))
}
