import { createHash } from 'node:crypto'
import { mkdir, realpath, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Fault } from '../../errors.js'

/**
 * Makes the folder when it is not there, and holds it against other processes: two in one database destroy it. What
 * holds it are listening sockets, which the system takes away with the process, however it ends.
 * Throws `data-folder-in-use`.
 */
export async function holdFolder(folder: string): Promise<{ release(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const real = await realpath(folder)
  const held: Server[] = []
  const release = async () => {
    await Promise.all(held.map((server) => new Promise((done) => server.close(done))))
  }
  try {
    for (const address of addressesOf(real)) held.push(await hold(address, folder))
  } catch (fault) {
    await release()
    throw fault
  }
  return { release }
}

/**
 * Linux: a name without a file first, as only one can ever have it; but containers do not see each other's names, so a
 * socket in the folder stands beside it.
 */
function addressesOf(real: string): string[] {
  const name = `swiftproof-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`
  if (process.platform === 'win32') return [`\\\\.\\pipe\\${name}`]
  const beside = path.join(path.dirname(real), `.${path.basename(real)}.lock`)
  // sockaddr_un holds 104 bytes on macOS, 108 on Linux.
  const file = Buffer.byteLength(beside) < 100 ? beside : path.join(tmpdir(), `${name}.lock`)
  return process.platform === 'linux' ? [`\0${name}`, file] : [file]
}

async function hold(address: string, folder: string): Promise<Server> {
  const inUse = () => new Fault('data-folder-in-use', folder)
  try {
    return await listen(address)
  } catch (cause) {
    if (codeOf(cause) !== 'EADDRINUSE') throw new Fault('store-unavailable', `${folder} cannot be held: ${codeOf(cause)}`, { cause })
    if (address.startsWith('\0') || address.startsWith('\\\\') || (await answers(address))) throw inUse()
  }
  // Left behind by a process that was killed.
  await unlink(address).catch(() => undefined)
  return listen(address).catch(() => {
    throw inUse()
  })
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    const end = (heard: boolean) => {
      socket.destroy()
      resolve(heard)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
