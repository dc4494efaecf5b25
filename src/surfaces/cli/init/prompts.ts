/** Asks somebody at a terminal. Undefined: they have broken it off. */
export interface Prompts {
  begin(title: string): void
  choose(message: string, options: readonly Choice[]): Promise<string | undefined>
  /** @param problemOf what is wrong with an answer, in words; undefined: nothing */
  text(message: string, options: TextQuestion): Promise<string | undefined>
  /** What is typed is not shown. */
  secret(message: string, problemOf?: (answer: string) => string | undefined): Promise<string | undefined>
  confirm(message: string, isUsual: boolean): Promise<boolean | undefined>
}

interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

interface TextQuestion {
  /** What stands there already. */
  readonly initial?: string
  readonly placeholder?: string
  readonly problemOf?: (answer: string) => string | undefined
}
