import type { TransferTable } from './tables.ts'

const ofResult = `coalesce((select tenant from workflows where id = parcels.workflow and kind = 'result'), '')`

/** What SQLite has under another name, or not at all and finds through another table. */
const otherwise: Readonly<
  Record<string, Readonly<Record<string, { readonly found: string; readonly isKept: boolean }>>>
> = {
  workflows: { sequence: { found: 'rowid', isKept: true } },
  client_keys: { sequence: { found: 'rowid', isKept: true } },
  checkpoints: {
    tenant: { found: '(select tenant from workflows where id = checkpoints.workflow)', isKept: false },
  },
  knowledge_passages: {
    tenant: {
      found: '(select tenant from knowledge_documents where sequence = knowledge_passages.document)',
      isKept: false,
    },
  },
  parcels: { tenant: { found: ofResult, isKept: false } },
}

/** How the columns of a table are read from SQLite, in their order. */
export function foundColumns({ name, columns }: TransferTable): readonly string[] {
  return columns.map((column) => otherwise[name]?.[column.name]?.found ?? `"${column.name}"`)
}

/** By what names the columns of a table are written on SQLite, in their order; undefined where it has none. */
export function keptColumns({ name, columns }: TransferTable): readonly (string | undefined)[] {
  return columns.map((column) => {
    const other = otherwise[name]?.[column.name]
    if (other) return other.isKept ? other.found : undefined
    return `"${column.name}"`
  })
}
