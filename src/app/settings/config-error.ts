/** A setting cannot be used; nothing was started. One problem a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** Each names the setting, what came, what was expected and what to do. */
  readonly problems: readonly string[]
  readonly hint = 'All settings are explained in .env.example.'

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
