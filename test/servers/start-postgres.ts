import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'

export interface TestPostgres {
  /** A new, empty database; the URL is that of its owner, who is no superuser. */
  newDatabase(name: string): Promise<string>
  /** The same database's URL as the superuser. */
  asSuperuser(name: string): string
  stop(): Promise<void>
}

/** Starts a PostgreSQL server on a socket in a temporary folder. It refuses root, so under root it runs as its own user. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'swiftproof-pg-'))
  const who = userFor(folder)
  const run = { ...who, stdio: 'pipe', cwd: folder } as const
  const data = path.join(folder, 'data')
  execFileSync(program('initdb'), ['-D', data, '-U', 'super', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'], run)
  const server = spawn(program('postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'], {
    ...run,
    stdio: 'ignore',
  })
  const url = (user: string, database: string) => `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(folder)}`
  await answering(url('super', 'postgres'))
  await withClient(url('super', 'postgres'), 'CREATE ROLE owner LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS')
  return {
    newDatabase: async (name) => {
      await withClient(url('super', 'postgres'), `CREATE DATABASE ${name} OWNER owner`)
      return url('owner', name)
    },
    asSuperuser: (name) => url('super', name),
    stop: async () => {
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGQUIT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Debian keeps the server's programs out of the path. */
function program(name: string): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => path.join(debian, version, 'bin', name)).find(existsSync) ?? name
}

function userFor(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [uid = 0, gid = 0] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })))
  chownSync(folder, uid, gid)
  return { uid, gid }
}

async function withClient(url: string, text: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await withClient(url, 'SELECT 1')
    } catch (error) {
      if (tries > 600) throw error
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}
