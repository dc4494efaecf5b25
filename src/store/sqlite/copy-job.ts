import Database from 'better-sqlite3'

export interface FileToCopy {
  readonly path: string
  /** An empty file. */
  readonly copy: string
}

/** Writes one state of a file to another, which takes seconds for a gigabyte. */
export function work({ path, copy }: FileToCopy): void {
  const connection = new Database(path, { readonly: true, timeout: 5_000 })
  try {
    connection.prepare('vacuum into ?').run(copy)
  } finally {
    connection.close()
  }
}
