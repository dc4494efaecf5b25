import { expect, test } from 'vitest'
import { withoutSecrets } from '../../src/llm/without-secrets.ts'

test.each([
  'sk-proj-Ab12Cd34Ef56',
  'sk-ant-api03-xyz_123-ABC',
  'sk-****************wxyz',
  'org-9aB3kLmN',
  'proj_4711abcd',
  'AIzaSyA1234567890',
  'abcd********wxyz',
  'gsk_1a2b3c4d5e',
  '0123456789abcdef0123456789abcdef',
])('hides %s', (secret) => {
  expect(withoutSecrets(`The key ${secret} is wrong.`)).toBe('The key [hidden] is wrong.')
})

test.each([
  ['Authorization: Bearer abc.def', 'Authorization: Bearer [hidden]'],
  ['https://x.example/v1?key=abc&alt=sse', 'https://x.example/v1?key=[hidden]&alt=sse'],
  ['api_key=abc', 'api_key=[hidden]'],
  ['https://me:s3cret@wiki.lan/w/api.php?a=b@c', 'https://[hidden]@wiki.lan/w/api.php?a=b@c'],
  ['http://:s3cret@proxy.lan:3128', 'http://[hidden]@proxy.lan:3128'],
])('hides what stands in “%s”', (text, clean) => {
  expect(withoutSecrets(text)).toBe(clean)
})

test.each([
  'HTTP 401: the model gpt-5-mini-2025-08-07 does not exist',
  'request req_0123456789abcdef0123456789abcdef of wf_0123456789abcdef0123456789abcdef',
  'ask-me and disk-space stay',
])('leaves “%s” as it is', (text) => {
  expect(withoutSecrets(text)).toBe(text)
})
