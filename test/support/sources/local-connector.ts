import { connect } from 'node:net'
import type { buildConnector } from 'undici'

/** Takes the place of the guarded connector: every host is served on this port of this machine, without TLS. */
export function localConnector(port: number): buildConnector.connector {
  return (_target, callback) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => callback(null, socket))
    socket.once('error', (error) => callback(error, null))
  }
}
