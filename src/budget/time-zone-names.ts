/**
 * Names that were renamed, and the modern ones: `backward` of the IANA time zone database
 * (https://github.com/eggert/tz/blob/main/backward, 2026-11). The system's own list still has the old ones.
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** What people call zones that have no name of their own in the database, or one that means something else there (EST is Panama). */
const spoken: Readonly<Record<string, string>> = {
  gmt: 'UTC',
  z: 'UTC',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  bst: 'Europe/London',
  msk: 'Europe/Moscow',
  мск: 'Europe/Moscow',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  brt: 'America/Sao_Paulo',
  ist: 'Asia/Kolkata',
  sgt: 'Asia/Singapore',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  москва: 'Europe/Moscow',
  киев: 'Europe/Kyiv',
  київ: 'Europe/Kyiv',
  минск: 'Europe/Minsk',
  калининград: 'Europe/Kaliningrad',
  самара: 'Europe/Samara',
  екатеринбург: 'Asia/Yekaterinburg',
  омск: 'Asia/Omsk',
  новосибирск: 'Asia/Novosibirsk',
  красноярск: 'Asia/Krasnoyarsk',
  иркутск: 'Asia/Irkutsk',
  якутск: 'Asia/Yakutsk',
  владивосток: 'Asia/Vladivostok',
  алматы: 'Asia/Almaty',
  ташкент: 'Asia/Tashkent',
  тбилиси: 'Asia/Tbilisi',
  ереван: 'Asia/Yerevan',
  баку: 'Asia/Baku',
}

/** A city for each whole hour from UTC that people live by, so that an offset can be answered with a zone. */
const cityAtHour: Readonly<Record<number, string>> = {
  '-10': 'Pacific/Honolulu',
  '-9': 'America/Anchorage',
  '-8': 'America/Los_Angeles',
  '-7': 'America/Denver',
  '-6': 'America/Chicago',
  '-5': 'America/New_York',
  '-4': 'America/Halifax',
  '-3': 'America/Sao_Paulo',
  '-1': 'Atlantic/Azores',
  '0': 'UTC',
  '1': 'Europe/Berlin',
  '2': 'Europe/Kyiv',
  '3': 'Europe/Moscow',
  '4': 'Asia/Dubai',
  '5': 'Asia/Tashkent',
  '6': 'Asia/Dhaka',
  '7': 'Asia/Bangkok',
  '8': 'Asia/Singapore',
  '9': 'Asia/Tokyo',
  '10': 'Australia/Sydney',
  '11': 'Asia/Magadan',
  '12': 'Pacific/Auckland',
}

/** Every zone of the database that people can choose, by its modern name, `UTC` first. */
export const timeZoneNames: readonly [string, ...string[]] = [
  'UTC',
  ...new Set(
    Intl.supportedValuesOf('timeZone')
      .map((name) => renamed[name] ?? name)
      .filter((name) => name !== 'UTC'),
  ),
]

const byLowerCase = new Map(timeZoneNames.map((name) => [name.toLowerCase(), name]))
/** The last part of a name, such as `kyiv`, where only one zone has it. */
const byCity = new Map(
  [...Map.groupBy(timeZoneNames, cityOf)].flatMap(([city, [name, ...others]]) =>
    name && others.length === 0 ? [[city, name] as const] : [],
  ),
)

/**
 * The modern IANA name of a zone; undefined for what is none, offsets such as `-05:19` among it, by which `Intl` would
 * reckon.
 */
export function canonicalTimeZone(name: string): string | undefined {
  const key = name.trim().toLowerCase()
  const old = Object.keys(renamed).find((each) => each.toLowerCase() === key)
  return (old && renamed[old]) ?? byLowerCase.get(key) ?? (key === 'etc/utc' ? 'UTC' : undefined)
}

/**
 * The zone that people mean by their own words: a city (`Kyiv`, `Kolkata`, `Москва`), an abbreviation (`МСК`, `EST`), an offset in
 * whole hours (`UTC+3`) or a name of the database; undefined when it is none of these.
 */
export function spokenTimeZone(words: string): string | undefined {
  const key = words.trim().toLowerCase().replaceAll(/\s+/g, '_')
  return canonicalTimeZone(key) ?? spoken[key] ?? byCity.get(key) ?? renamedCity(key) ?? zoneAtOffset(key)
}

function renamedCity(city: string): string | undefined {
  const old = Object.keys(renamed).find((name) => cityOf(name) === city)
  return old && renamed[old]
}

function zoneAtOffset(key: string): string | undefined {
  const [, sign, hours] = key.match(/^(?:utc|gmt)_?([+−–-])_?0?(\d{1,2})(?::?00)?$/) ?? []
  if (!sign || !hours) return undefined
  return cityAtHour[Number(hours) * (sign === '+' ? 1 : -1) || 0]
}

function cityOf(name: string): string {
  return name.toLowerCase().split('/').at(-1) ?? name
}
