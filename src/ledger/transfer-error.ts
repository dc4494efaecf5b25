const transferErrorCodes = [
  'in_use',
  'not_empty',
  'same_place',
  'no_books',
  'other_transfer',
  'source_wrong',
  'differs',
  'unknown_form',
  'newer_form',
  'cut_off',
] as const
export type TransferErrorCode = (typeof transferErrorCodes)[number]

/** Books cannot be carried from one place to another. The words for people are in `locales`. */
export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly code: TransferErrorCode
  /** Which of the places it is about: a path, or the address of a server without who asks it. */
  readonly place: string
  /** Such as the table that differs. */
  readonly detail: string | undefined

  constructor(code: TransferErrorCode, place: string, detail?: string) {
    super([place, code, detail].filter(Boolean).join(': '))
    this.code = code
    this.place = place
    this.detail = detail
  }
}
