import type { Autointel } from '../../app/open-autointel.ts'
import type { Books } from '../../app/open-books.ts'
import type { Output } from '../../app/output.ts'

/** Opens everything, runs a command on it and closes everything; the number that the command returns becomes the exit code. */
export type WithAutointel = (
  command: (autointel: Autointel, output: Output) => Promise<number>,
) => Promise<void>

/** The same for commands that need the books only. */
export type WithBooks = (command: (books: Books, output: Output) => Promise<number>) => Promise<void>
