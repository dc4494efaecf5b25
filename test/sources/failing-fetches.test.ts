import { describe, expect, it } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import { findClosedPort, type LoopbackServer, serve, serveBody } from './loopback-server.ts'

const remote = { allowLocal: false }
const text = { 'content-type': 'text/plain; charset=utf-8' }

async function read(server: LoopbackServer, path = '/') {
  const reader = createSourceReader({ allowHosts: [server.host] })
  return reader.read(`${server.origin}${path}`, remote).finally(() => reader.close())
}

describe('an answer that is no document', () => {
  it.each([
    [404, 'Not Found', /check the link/],
    [410, 'Gone', /check the link/],
    [403, 'Forbidden', /public link/],
    [429, 'Too Many Requests', /later/],
    [500, 'Internal Server Error', /later/],
    [503, 'Service Unavailable', /later/],
    [304, 'Not Modified', /browser/],
  ])('with status %i is an error that says %s', async (status, name, hint) => {
    await using server = await serve((_request, response) => response.writeHead(status, text).end('sorry'))
    await expect(read(server)).rejects.toMatchObject({
      reason: 'http_status',
      message: `${server.origin}/ answered ${status} ${name}.`,
      hint: expect.stringMatching(hint),
    })
  })

  it('is an error that names the given address when nothing listens there', async () => {
    const port = await findClosedPort()
    const reader = createSourceReader({ allowHosts: [`127.0.0.1:${port}`] })
    await expect(reader.read(`http://127.0.0.1:${port}/x`, remote)).rejects.toMatchObject({
      reason: 'unreachable',
      message: `Could not reach http://127.0.0.1:${port}/x (ECONNREFUSED).`,
      hint: expect.stringContaining('Nothing answers'),
    })
    await reader.close()
  })

  it('is an error when the name does not resolve', async () => {
    const lookup = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    }
    const reader = createSourceReader({ allowHosts: [], lookup })
    await expect(reader.read('http://nowhere.example/', remote)).rejects.toMatchObject({
      reason: 'unreachable',
      hint: expect.stringContaining('spelling'),
    })
    await reader.close()
  })

  it('is an error when the name resolves to nothing', async () => {
    const reader = createSourceReader({ allowHosts: [], lookup: async () => [] })
    await expect(reader.read('http://nowhere.example/', remote)).rejects.toMatchObject({
      reason: 'unreachable',
    })
    await reader.close()
  })

  it('is an error when the server hangs up in the middle of the body', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { ...text, 'content-length': '1000' })
      response.write('half', () => response.destroy())
    })
    await expect(read(server)).rejects.toMatchObject({ reason: 'unreachable' })
  })

  it('is an error when the server does not speak HTTP', async () => {
    await using server = await serve((_request, response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'))
    await expect(read(server)).rejects.toMatchObject({ reason: 'unreachable' })
  })
})

describe('redirects', () => {
  /** `/5` leads to `/4` and so on to `/0`, which answers. */
  const countdown = () =>
    serve((request, response) => {
      const left = Number(request.url?.slice(1))
      const answer =
        left === 0 ? response.writeHead(200, text) : response.writeHead(302, { location: `/${left - 1}` })
      answer.end('arrived')
    })

  it('are followed five times, and the source says where it was found', async () => {
    await using server = await countdown()
    expect(await read(server, '/5')).toMatchObject({
      text: 'arrived',
      location: `${server.origin}/5`,
      url: `${server.origin}/0`,
    })
  })

  it('are not followed six times', async () => {
    await using server = await countdown()
    await expect(read(server, '/6')).rejects.toMatchObject({
      reason: 'too_many_redirects',
      message: `${server.origin}/6 redirects more than 5 times.`,
    })
    expect(server.requests).toEqual(['/6', '/5', '/4', '/3', '/2', '/1'])
  })

  it('in a circle are noticed at the first repetition', async () => {
    await using server = await serve((request, response) =>
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end(),
    )
    await expect(read(server, '/a')).rejects.toMatchObject({
      reason: 'too_many_redirects',
      message: `${server.origin}/a redirects in a circle.`,
    })
    expect(server.requests).toEqual(['/a', '/b'])
  })

  it('without a target are an error', async () => {
    await using server = await serve((_request, response) => response.writeHead(302).end())
    await expect(read(server)).rejects.toMatchObject({ reason: 'http_status' })
  })
})

describe('the caller', () => {
  it('ends a running fetch with its signal, and gets its own reason', async () => {
    const controller = new AbortController()
    await using server = await serve(() => controller.abort(new Error('changed my mind')))
    const reader = createSourceReader({ allowHosts: [server.host] })
    const reading = reader.read(server.origin, { ...remote, signal: controller.signal })
    await expect(reading).rejects.toThrow('changed my mind')
    await reader.close()
  })

  it('with an aborted signal causes no request', async () => {
    await using server = await serveBody('hello', text)
    const reader = createSourceReader({ allowHosts: [server.host] })
    const reading = reader.read(server.origin, {
      ...remote,
      signal: AbortSignal.abort(new Error('too late')),
    })
    await expect(reading).rejects.toThrow('too late')
    expect(server.requests).toEqual([])
    await reader.close()
  })

  it('is named honestly to the server', async () => {
    const agents: (string | undefined)[] = []
    await using server = await serve((request, response) => {
      agents.push(request.headers['user-agent'])
      response.writeHead(200, text).end('hello')
    })
    await read(server)
    expect(agents).toEqual(['Autointel/0.1'])
  })
})
