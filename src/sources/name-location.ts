const longestName = 200
const credentials = /^([a-z][a-z0-9+.-]*:\/*)[^/?#]*@/i

/** The location as messages and logs may carry it: without a user name or password, and not endless. */
export function nameLocation(location: string): string {
  const name = location.replace(credentials, '$1***@')
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
}
