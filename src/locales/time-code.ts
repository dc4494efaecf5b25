/** A place in a recording as players show it: `4:05`, `1:02:03`. Begun seconds do not count. */
export function timeCode(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3_600)
  const minutes = Math.floor(whole / 60) % 60
  const parts = hours > 0 ? [hours, padded(minutes)] : [minutes]
  return [...parts, padded(whole % 60)].join(':')
}

function padded(value: number): string {
  return String(value).padStart(2, '0')
}
