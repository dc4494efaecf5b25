const longestName = 200
const credentials = /^([a-z][a-z0-9+.-]*:\/*)[^/?#]*@/i

/** The location without a user name or password, which belong in no error and no log. */
export function hideCredentials(location: string): string {
  return location.replace(credentials, '$1***@')
}

/** The location as messages carry it: without credentials, and not endless. */
export function nameLocation(location: string): string {
  const name = hideCredentials(location)
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
}
