import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '../../src/adapters/store/migrate.js'
import type { StoreSession } from '../../src/adapters/store/store-database.js'
import { copyPrepared } from './copy-prepared.js'

export interface TestPostgres {
  /** A new, empty database; the URL is that of its owner, who is no superuser. */
  newDatabase(name: string): Promise<string>
  /** The same with all tables of today, and nothing in them. */
  newStore(name: string): Promise<string>
  /** The same database's URL as the superuser. */
  asSuperuser(name: string): string
  stop(): Promise<void>
}

/** Starts a PostgreSQL server on a socket in a temporary folder. It refuses root, so under root it runs as its own user. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'swiftproof-pg-'))
  userFor(folder)
  const data = path.join(folder, 'data')
  await copyPrepared('postgres', data, prepareServer)
  const { url, stop } = await runServer(data, folder)
  const create = (name: string, more: string) => withClient(url('super', 'postgres'), `CREATE DATABASE ${name} OWNER owner ${more}`)
  return {
    newDatabase: async (name) => {
      await create(name, '')
      return url('owner', name)
    },
    newStore: async (name) => {
      await create(name, 'TEMPLATE prepared')
      return url('owner', name)
    },
    asSuperuser: (name) => url('super', name),
    stop: async () => {
      await stop('SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A server's data, with a database that holds the tables of today. */
async function prepareServer(data: string): Promise<void> {
  const run = { ...userFor(data), stdio: 'pipe', cwd: data } as const
  execFileSync(program('initdb'), ['-D', data, '-U', 'super', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'], run)
  const { url, stop } = await runServer(data, data)
  await withClient(url('super', 'postgres'), 'CREATE ROLE owner LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS')
  await withClient(url('super', 'postgres'), 'CREATE DATABASE prepared OWNER owner')
  const client = new pg.Client(url('owner', 'prepared'))
  await client.connect()
  const query: StoreSession['query'] = (text, params) => client.query({ text, ...(params && { values: [...params] }), rowMode: 'array' })
  await migrate({ query }, new Date().toISOString())
  await client.end()
  // As one that is shut down in order: its copies have nothing to recover.
  await stop('SIGINT')
}

async function runServer(data: string, socketFolder: string) {
  const args = ['-D', data, '-k', socketFolder, '-c', 'listen_addresses=', '-c', 'fsync=off']
  const server = spawn(program('postgres'), args, { ...userFor(socketFolder), stdio: 'ignore', cwd: socketFolder })
  const ended = new Promise((done) => server.once('exit', done))
  const url = (user: string, database: string) => `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`
  await answering(url('super', 'postgres'))
  const stop = async (signal: NodeJS.Signals) => {
    server.kill(signal)
    await ended
  }
  return { url, stop }
}

/** Debian keeps the server's programs out of the path. */
function program(name: string): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => path.join(debian, version, 'bin', name)).find(existsSync) ?? name
}

/** Who may run a server, made the owner of this folder. */
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
