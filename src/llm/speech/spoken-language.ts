/** What whisper models hear (https://github.com/openai/whisper, 2026-11), by their codes. */
const heard =
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue'

let codesByName: ReadonlyMap<string | undefined, string> | undefined

function codeNamed(name: string): string | undefined {
  if (!codesByName) {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
    codesByName = new Map(heard.split(' ').map((code) => [names.of(code)?.toLowerCase(), code]))
  }
  return codesByName.get(name)
}

/** The tag of a language that a recogniser names, by its code or in English: `en` for `english`; undefined for what nobody knows. */
export function spokenLanguage(told: string): string | undefined {
  const name = told.trim().toLowerCase()
  return (
    codeNamed(name) ?? (/^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/.test(name) ? name.replaceAll('_', '-') : undefined)
  )
}
