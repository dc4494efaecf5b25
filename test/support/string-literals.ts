/** A string or template of a source file. */
export interface StringLiteral {
  /** As it is written, without its marks; `…` stands for what a template puts in. */
  readonly text: string
  /** What is called around it, innermost last: `new RangeError`, `super`, `log.warn`. */
  readonly calls: readonly string[]
}

const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/y
const quoted = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*/y
/** After these a slash begins a regular expression; after anything else it divides. */
const beforeExpression = /(?:[(,=:[!&|?{};<>+\-*~]|\breturn|\bcase|^)\s*$/
const callee = /((?:new\s+)?[\w$.#?]+(?:<[^<>()]*>)?)\s*$/

/** The strings of a TypeScript file, comments and regular expressions left out. Made for the formatted code of this project. */
export function stringLiteralsOf(source: string): readonly StringLiteral[] {
  return new LiteralScanner(source).scan()
}

class LiteralScanner {
  readonly #source: string
  readonly #found: StringLiteral[] = []
  readonly #calls: string[] = []
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  scan(): readonly StringLiteral[] {
    this.#code(() => false)
    return this.#found
  }

  /** Reads code until `isEnd` says that the mark at hand ends it; stands behind that mark then. */
  #code(isEnd: (mark: string) => boolean): void {
    let braces = 0
    while (this.#at < this.#source.length) {
      if (this.#skip(comment)) continue
      const mark = this.#source.charAt(this.#at)
      if (braces === 0 && isEnd(mark)) {
        this.#at += 1
        return
      }
      if (mark === '/' && beforeExpression.test(this.#before()) && this.#skip(regularExpression)) continue
      const text = this.#skip(quoted)
      if (text !== undefined) {
        this.#keep(text.slice(1, -1))
        continue
      }
      this.#at += 1
      if (mark === '`') this.#template()
      else if (mark === '(') this.#calls.push(callee.exec(this.#before(1))?.[1] ?? '')
      else if (mark === ')') this.#calls.pop()
      else if (mark === '{') braces += 1
      else if (mark === '}') braces -= 1
    }
  }

  #template(): void {
    let text = ''
    while (this.#at < this.#source.length) {
      const mark = this.#source.charAt(this.#at)
      this.#at += 1
      if (mark === '`') break
      if (mark === '\\') {
        text += this.#source.charAt(this.#at)
        this.#at += 1
      } else if (mark === '$' && this.#source.charAt(this.#at) === '{') {
        this.#at += 1
        this.#code((end) => end === '}')
        text += '…'
      } else text += mark
    }
    this.#keep(text)
  }

  #keep(text: string): void {
    this.#found.push({ text, calls: [...this.#calls] })
  }

  #skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #before(back = 0): string {
    return this.#source.slice(Math.max(0, this.#at - back - 80), this.#at - back)
  }
}
