import { copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** Where systems keep Tesseract's data (Debian, Alpine, Homebrew; 2026-11). */
const folders = [
  '/usr/share/tesseract-ocr/*/tessdata',
  '/usr/share/tessdata',
  '/usr/local/share/tessdata',
  '/opt/homebrew/share/tessdata',
]

/**
 * Where the data of a language is installed, by a package of npm or by the system; undefined where it is not.
 *
 * @param language as Tesseract names it: `eng`, `rus`, `chi_sim`
 */
export function trainedDataFile(language: string): string | undefined {
  return packagedFile(language) ?? systemFile(language)
}

/** A folder with the unpacked data of some languages, which is there until it is removed. */
export interface TrainedData {
  readonly folder: string
  readonly languages: readonly string[]
  remove(): void
}

/** Brings the data of languages together, as the recogniser wants it in one place. Languages that are not installed are left out. */
export function gatherTrainedData(languages: readonly string[]): TrainedData {
  const folder = mkdtempSync(join(tmpdir(), 'trained-data-'))
  const found = languages.filter((language) => {
    const file = trainedDataFile(language)
    if (file === undefined) return false
    const target = join(folder, `${language}.traineddata`)
    if (file.endsWith('.gz')) writeFileSync(target, gunzipSync(readFileSync(file)))
    else copyFileSync(file, target)
    return true
  })
  return { folder, languages: found, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function packagedFile(language: string): string | undefined {
  try {
    const manifest = fileURLToPath(import.meta.resolve(`@tesseract.js-data/${language}/package.json`))
    const file = join(dirname(manifest), '4.0.0_best_int', `${language}.traineddata.gz`)
    return existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

function systemFile(language: string): string | undefined {
  return folders.flatMap((folder) => globSync(`${folder}/${language}.traineddata`)).at(-1)
}
