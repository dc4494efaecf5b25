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

/** A folder with the data of some languages. */
export interface TrainedData {
  readonly folder: string
  readonly languages: readonly string[]
  /** Each file is a `.gz`. */
  readonly isPacked: boolean
  /** Removes what was copied. */
  remove(): void
}

/** The data of languages in one place, as the recogniser wants it: copied there where it lies in several. Languages that are not installed are left out. */
export function gatherTrainedData(languages: readonly string[]): TrainedData {
  const files = languages.flatMap((language) => {
    const file = trainedDataFile(language)
    return file === undefined ? [] : [{ language, file }]
  })
  const found = files.map(({ language }) => language)
  const [together, ...elsewhere] = new Set(files.map(({ file }) => dirname(file)))
  if (together !== undefined && elsewhere.length === 0) {
    const isPacked = files.every(({ file }) => file.endsWith('.gz'))
    return { folder: together, languages: found, isPacked, remove: () => undefined }
  }
  const folder = mkdtempSync(join(tmpdir(), 'trained-data-'))
  for (const { language, file } of files) {
    const target = join(folder, `${language}.traineddata`)
    if (file.endsWith('.gz')) writeFileSync(target, gunzipSync(readFileSync(file)))
    else copyFileSync(file, target)
  }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { folder, languages: found, isPacked: false, remove }
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
