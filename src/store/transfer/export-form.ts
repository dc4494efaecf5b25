/** The first line of an export; after it a line for each table and one for each of its rows, and a last line. */
export const exportForm = { format: 'autointel-books', version: 1 } as const
