/** What is mutated together, and the tests that are held against it: none that starts processes. */
export interface Area {
  readonly mutate: readonly string[]
  readonly tests: readonly string[]
}

export const areas = {
  access: { mutate: ['src/access/*.ts'], tests: ['test/access/**/*.test.ts'] },
  ledger: { mutate: ['src/ledger/rules/*.ts'], tests: ['test/ledger/rules/**/*.test.ts'] },
  meter: {
    mutate: [
      'src/llm/{meter,metering-middleware,ledger-meter,held-call,call-prices,call-bounds,cost-of-usage}.ts',
      'src/llm/{booked-cost,believable-usage,overage-margin,patient-holds,settling-stream,usual-ceiling}.ts',
    ],
    // Those of whole providers take twenty times as long, and notice hardly more.
    tests: [
      'test/llm/{metering-middleware,ledger-meter,booked-cost,call-bounds,believable-usage}.test.ts',
      'test/llm/{overage-margin,patient-holds,settling-stream,usual-bounds}.test.ts',
    ],
  },
  pricing: { mutate: ['src/pricing/**/*.ts'], tests: ['test/pricing/**/*.test.ts'] },
} as const satisfies Readonly<Record<string, Area>>

export type AreaName = keyof typeof areas

export function isAreaName(name: string | undefined): name is AreaName {
  return name !== undefined && name in areas
}
