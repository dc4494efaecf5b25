import { z } from 'zod'
import { TransferError } from '../../ledger/transfer-error.ts'
import { exportForm } from './export-form.ts'
import { linesIn } from './packed-lines.ts'
import { type Row, type RowBatch, type RowSource, rowFromJson } from './row.ts'
import { type TransferTable, transferTables } from './tables.ts'

const formLine = z.object({ format: z.literal(exportForm.format), version: z.number() })
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
const endLine = z.object({ end: z.literal(true) })
const rowLine = z.array(z.union([z.string(), z.boolean(), z.null()]))

/** The books of an export, which are read from its beginning on: tables are best asked for in their order. */
export class ExportSource implements RowSource {
  readonly tables: readonly TransferTable[]
  readonly #path: string
  #reading: Reading

  /** @throws {TransferError} when the file is no whole export of a version that is known. */
  static async open(path: string): Promise<ExportSource> {
    const reading = new Reading(path)
    const tables: TransferTable[] = []
    for (let head = await reading.nextTable(); head; head = await reading.nextTable())
      tables.push(tableOf(head, path))
    return new ExportSource(path, tables)
  }

  private constructor(path: string, tables: readonly TransferTable[]) {
    this.#path = path
    this.tables = tables
    this.#reading = new Reading(path)
  }

  /** @param behind how many rows of the table are left out */
  async *rows(table: TransferTable, behind = '0'): AsyncGenerator<RowBatch> {
    if (!(await this.#reading.goTo(table.name))) {
      this.#reading = new Reading(this.#path)
      await this.#reading.goTo(table.name)
    }
    const kinds = table.columns.map(({ kind }) => kind)
    let number = 0
    let rows: Row[] = []
    for await (const line of this.#reading.rows()) {
      number += 1
      if (number <= Number(behind)) continue
      rows.push(rowFromJson(line, kinds))
      if (rows.length < table.rowsAtOnce) continue
      yield { rows, place: `${number}` }
      rows = []
    }
    if (rows.length > 0) yield { rows, place: `${number}` }
  }
}

type TableLine = z.output<typeof tableLine>

/** One way through the file. */
class Reading {
  readonly #path: string
  readonly #lines: AsyncGenerator<string>
  /** The head of a table that was come to and not passed yet. */
  #head: TableLine | undefined
  #hasBegun = false
  #isOver = false

  constructor(path: string) {
    this.#path = path
    this.#lines = linesIn(path)
  }

  /** Whether the table is still ahead; then its rows are next. */
  async goTo(name: string): Promise<boolean> {
    for (;;) {
      const head = await this.nextTable()
      if (!head) return false
      if (head.table === name) return true
    }
  }

  /** The next table, whose rows are next; undefined behind the last. */
  async nextTable(): Promise<TableLine | undefined> {
    for await (const _ of this.rows());
    const head = this.#head
    this.#head = undefined
    return head
  }

  /** To the end of the table. */
  async *rows(): AsyncGenerator<z.output<typeof rowLine>> {
    while (!this.#head && !this.#isOver) {
      const line = await this.#next()
      if (line.startsWith('[')) yield this.#read(line, rowLine)
      else if (!this.#hasBegun) this.#begin(line)
      else if (endLine.safeParse(parsed(line)).success) this.#isOver = true
      else this.#head = this.#read(line, tableLine)
    }
  }

  #begin(line: string): void {
    const { version } = this.#read(line, formLine)
    if (version > exportForm.version) throw new TransferError('newer_form', this.#path)
    this.#hasBegun = true
  }

  async #next(): Promise<string> {
    const { value, done } = await this.#lines.next().catch((error: unknown) => {
      throw this.#broken(hasEndedEarly(error), String(error))
    })
    if (done) throw this.#broken(false)
    return value
  }

  #broken(isCutOff: boolean, detail?: string): TransferError {
    return new TransferError(isCutOff || this.#hasBegun ? 'cut_off' : 'unknown_form', this.#path, detail)
  }

  #read<T>(line: string, schema: z.ZodType<T>): T {
    const read = schema.safeParse(parsed(line))
    if (read.success) return read.data
    throw new TransferError('unknown_form', this.#path, z.prettifyError(read.error))
  }
}

/** As Node says it of what is compressed. */
function hasEndedEarly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The columns that the table has in the file. */
function tableOf({ table: name, columns: names }: TableLine, path: string): TransferTable {
  const known = transferTables.find((table) => table.name === name)
  const columns = names.flatMap((name) => known?.columns.find((column) => column.name === name) ?? [])
  if (!known || columns.length < names.length) throw new TransferError('newer_form', path, name)
  return { ...known, columns }
}
