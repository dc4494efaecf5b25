/** First millisecond of 2015, from which Discord counts (https://discord.com/developers/docs/reference#snowflakes). */
const discordEpochMs = 1_420_070_400_000

/** discord.js recognises ids in paths by their length, so shorter fixture ids would share rate limits. */
const snowflakePattern = /^[1-9]\d{16,18}$/

/** Returns a function that gives a new id on each call: ascending, unique, dated by `now`. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n
  return () => {
    const dated = BigInt(now() - discordEpochMs) << 22n
    last = dated > last ? dated : last + 1n
    return last.toString()
  }
}

/** Returns the id, or throws when a fixture's id does not look like Discord's (17 to 19 digits). */
export function requireSnowflake(id: string, what: string): string {
  if (snowflakePattern.test(id)) return id
  throw new TypeError(`${what}: expected an id of 17 to 19 digits, got "${id}"`)
}
