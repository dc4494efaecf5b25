/** Values as the server reads an array (https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO); what is a text already is one. */
export function arrayLiteral(values: readonly (string | number | bigint | null)[] | string): string {
  return typeof values === 'string' ? values : `{${values.map(elementOf).join(',')}}`
}

function elementOf(value: string | number | bigint | null): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return `${value}`
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`
}
