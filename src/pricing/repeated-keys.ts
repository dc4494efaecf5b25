/**
 * Keys that one object of a JSON text has more than once, as often as they are repeated. Reading JSON keeps the last of them and
 * tells nothing. Expects text that is JSON.
 */
export function repeatedKeys(json: string): readonly string[] {
  const open: Set<string>[] = []
  const repeated: string[] = []
  for (const [token, text, isKey] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (text && isKey) {
      const key = String(JSON.parse(text))
      if (open.at(-1)?.has(key)) repeated.push(key)
      open.at(-1)?.add(key)
    }
  }
  return repeated
}
