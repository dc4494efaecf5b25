import type { Duplex } from 'node:stream'
import { Pool } from 'undici'
import { ProxyFailedError } from './proxy-failed-error.ts'

/** The ways through an HTTP proxy, by CONNECT: nothing but the proxy itself sees its password. */
export interface ProxyTunnels {
  /**
   * @param authority `host:port` as the proxy is to dial it
   * @throws {ProxyFailedError}
   */
  open(authority: string): Promise<Duplex>
  close(): Promise<void>
}

/** @param proxy its address, with a name and a password where it wants them */
export function openProxyTunnels(proxy: URL, timeoutMs: number): ProxyTunnels {
  const pool = new Pool(proxy.origin, { headersTimeout: timeoutMs, connect: { timeout: timeoutMs } })
  const password = passwordOf(proxy)
  return {
    async open(authority) {
      const headers = { host: authority, ...(password && { 'proxy-authorization': `Basic ${password}` }) }
      const { socket, statusCode } = await pool.connect({ path: authority, headers }).catch((cause) => {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreachable'
        throw new ProxyFailedError(code, cause)
      })
      if (statusCode === 200) return socket
      socket.on('error', () => undefined).destroy()
      throw new ProxyFailedError(`HTTP ${statusCode}`)
    },
    close: () => pool.destroy(),
  }
}

function passwordOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  return Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
}
