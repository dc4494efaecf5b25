const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Hosts that may be reached although their address is private or their port unusual. */
export interface AllowedHosts {
  includes(hostname: string, port: string): boolean
}

/**
 * Reads entries of the form `host:port`, such as `wiki.lan:8080`, `10.0.0.7:80` or `[::1]:3000`.
 * @throws TypeError naming the entry that is not of this form
 */
export function parseAllowedHosts(entries: readonly string[]): AllowedHosts {
  const allowed = new Set(entries.map(parseEntry))
  return { includes: (hostname, port) => allowed.has(authority(hostname, port)) }
}

/** The port a URL is fetched from, also when it is the scheme's own and therefore unsaid. */
export function effectivePort(url: { protocol: string; port: string }): string {
  return url.port || (defaultPorts[url.protocol] ?? '')
}

function parseEntry(entry: string): string {
  const url = /:\d+$/.test(entry) ? URL.parse(`http://${entry}`) : null
  if (url === null || url.host === '' || url.pathname !== '/' || url.username !== '') {
    throw new TypeError(`"${entry}" is not an allowed host: write it as host:port, such as wiki.lan:8080`)
  }
  return authority(url.hostname, effectivePort(url))
}

/** `HOST.:80` and `host:80` are the same place, as are `[::1]:80` and `::1` with port 80. */
function authority(hostname: string, port: string): string {
  return `${hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')}:${port}`
}
