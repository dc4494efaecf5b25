/** So many columns are names and to the left, all others are numbers and to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  names = 1,
): string {
  const rule = `| ${header.map((_, column) => (column < names ? '---' : '---:')).join(' | ')} |`
  return [markdownRow(header), rule, ...rows.map(markdownRow)].join('\n')
}

export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map(escapedMarkdown).join(' | ')} |`
}

/** Between letters and digits `_` is text already: names of models stay readable where nobody renders the document. */
export function escapedMarkdown(text: string): string {
  return text.replace(/[\\`*[\]<>|~#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&').replace(/\s+/g, ' ')
}
