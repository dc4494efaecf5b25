import { Agent, request } from 'node:http'

/**
 * Asks addresses in turn, over a hundred connections each, as a process of its own: started with how many requests and rounds, and the
 * addresses, it says how many milliseconds each round of each address took.
 */
const [, , requests = '0', rounds = '0', ...addresses] = process.argv
const agent = new Agent({ keepAlive: true, maxSockets: 100 })

function get(address: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  request(address, { agent }, (response) => {
    if (response.statusCode !== 200) reject(new Error(`${address} is answered ${response.statusCode}.`))
    response.resume().on('end', resolve)
  })
    .on('error', reject)
    .end()
  return promise
}

async function took(address: string): Promise<number> {
  const beganAtMs = performance.now()
  let left = Number(requests)
  const connection = async () => {
    while (left-- > 0) await get(address)
  }
  await Promise.all(Array.from({ length: 100 }, connection))
  return performance.now() - beganAtMs
}

for (const address of addresses) await took(address)
const times: number[][] = addresses.map(() => [])
for (let round = 0; round < Number(rounds); round += 1)
  for (const [index, address] of addresses.entries()) times[index]?.push(await took(address))
process.send?.(times, () => process.exit())
