/**
 * The seconds of a clock time: `1:02.5`, `01:02:03,004`, `59.1`. Hours may be left out, and a comma may part the fraction.
 * Fractions are rounded to the millisecond.
 */
export function clockSeconds(clock: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = clock.replace(',', '.').split(':').reverse()
  const milliseconds = Math.round(Number(seconds) * 1000)
  return Number(hours) * 3600 + Number(minutes) * 60 + milliseconds / 1000
}
