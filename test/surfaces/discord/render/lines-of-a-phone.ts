import { ComponentType } from 'discord.js'
import type { OutgoingMessage } from '../../../../src/surfaces/discord/message.ts'

const columns = 42

/** The lines of a message on a phone, as a reader meets them: its texts wrapped, then pictures, files, buttons and menus. */
export function linesOnPhone({
  content,
  cards = [],
  components = [],
  files = [],
}: OutgoingMessage): readonly string[] {
  const pictures: string[] = []
  const parts = cards.flatMap((card) =>
    card.components.flatMap((part) => {
      if (part.type === ComponentType.TextDisplay) return part.content.split('\n').flatMap(wrapped)
      if (part.type !== ComponentType.MediaGallery) return []
      pictures.push(...part.items.map(({ media }) => media.url))
      // 880 × 360 points on a width of 42 characters.
      return Array.from({ length: 8 }, () => '▒'.repeat(columns))
    }),
  )
  const apart = files.filter(({ name }) => !pictures.includes(`attachment://${name}`))
  return [
    ...(content ? content.split('\n').flatMap(wrapped) : []),
    ...parts,
    ...apart.flatMap(({ name }) => [`[ ${name}`, '  and its size ]']),
    ...components.flatMap((row) => rowLines(row.components)),
  ]
}

type Rows = NonNullable<OutgoingMessage['components']>[number]['components']

/** Buttons stand beside each other as long as they fit. */
function rowLines(parts: Rows): readonly string[] {
  const lines: string[] = []
  for (const part of parts) {
    if (part.type === ComponentType.StringSelect) {
      lines.push(`[ ${part.placeholder} ▾`, '                ]')
      continue
    }
    const button = 'label' in part ? `[${part.emoji ? '🔘 ' : ''}${part.label}]` : '[]'
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + button.length <= columns)
      lines.splice(-1, 1, `${last} ${button}`)
    else lines.push(button)
  }
  return lines
}

function wrapped(markdown: string): readonly string[] {
  const shown = markdown
    .replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(https?:[^)\s]*\)/g, '$1')
    .replace(/<t:\d+:f>/g, '22 ноября 2026 г. в 14:32')
    .replace(/<t:\d+:t>/g, '14:32')
    .replace(/<t:\d+:d>/g, '22.11.2026')
    .replace(/<t:\d+:R>/g, 'через 12 часов')
    .replace(/<[@#]\d+>/g, '@somebody')
    .replace(/^(?:-# |### )/, '')
    .replace(/\*\*|`|\\(?=[^\w\s])|\u200b/g, '')
  const lines: string[] = []
  let line = ''
  for (const word of shown.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
    while (line.length > columns) {
      lines.push(line.slice(0, columns))
      line = line.slice(columns)
    }
  }
  return [...lines, line]
}
