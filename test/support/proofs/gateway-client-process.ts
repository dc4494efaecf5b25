/**
 * A program that asks a provider directly and by the gateway in turn, as a process of its own: started with how many times, the two
 * addresses and a key, it says how many milliseconds each call took.
 */
const [, , count = '0', direct = '', gateway = '', key = ''] = process.argv
/** So many of each are made before any is measured. */
const warmingUp = Math.ceil(Number(count) / 5)
const body = JSON.stringify({
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'How deep is the harbour of Hollowmere in January?' }],
  max_completion_tokens: 100,
})

async function took(address: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  const beganAtMs = performance.now()
  const response = await fetch(`${address}/chat/completions`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  const tookMs = performance.now() - beganAtMs
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`)
  return tookMs
}

const times: { readonly directMs: number[]; readonly gatewayMs: number[] } = { directMs: [], gatewayMs: [] }
for (let made = -warmingUp; made < Number(count); made += 1) {
  const [directMs, gatewayMs] = [await took(direct), await took(gateway)]
  if (made < 0) continue
  times.directMs.push(directMs)
  times.gatewayMs.push(gatewayMs)
}
process.send?.(times, () => process.exit())
