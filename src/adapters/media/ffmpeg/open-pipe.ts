import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** A way for bytes from a program to this process. */
export interface Pipe {
  /** To be given to the program as its output, and then closed here. */
  readonly entry: net.Socket
  /** Ends where the program ends; to be paused and resumed. */
  readonly exit: net.Socket
}

/**
 * Opens a pipe whose bytes all come through one piece of memory: `take` gets them, valid until it returns. What `spawn` makes
 * itself gives a new buffer for every 64 KB, a gigabyte for a recording of two minutes, and the garbage collector works
 * a fifth of the time for it. Null where the system has no such pipes or they cannot be handed on (Windows).
 */
export async function openPipe(take: (bytes: Uint8Array) => void): Promise<Pipe | null> {
  if (process.platform === 'win32') return null
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pipe-'))
  const server = net.createServer({ pauseOnConnect: true })
  try {
    server.listen(path.join(folder, 's'))
    await once(server, 'listening')
    const callback = (count: number, memory: Uint8Array) => {
      take(memory.subarray(0, count))
      return true
    }
    const exit = net.connect({ path: path.join(folder, 's'), onread: { buffer: Buffer.allocUnsafeSlow(pieceBytes), callback } })
    const [[entry]] = await Promise.all([once(server, 'connection') as Promise<[net.Socket]>, once(exit, 'connect')])
    return { entry, exit }
  } catch {
    // A folder for temporary files with too long a name, or on a file system without sockets.
    return null
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** More than a socket holds, so that each reading takes all there is. */
const pieceBytes = 2 ** 18
