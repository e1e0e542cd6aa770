import { Problem } from '../shared/ask.js'
import { first } from './first.js'
import { hashFile, sendInParts, sendPicture } from './send-file.js'

/** A file on its way. */
export interface Upload {
  readonly key: number
  readonly fileName: string
  readonly bytes: number
  readonly as: string
  readonly sent: number
  /** `lost`: the page was closed meanwhile, the same file must be chosen again. */
  readonly state: 'preparing' | 'sending' | 'paused' | 'offline' | 'failed' | 'lost' | 'done'
  /** The code of what was wrong. */
  readonly problem: string | null
  /** What became of it. */
  readonly evidenceId: string | null
}

/** What is kept on the device of a file that was begun. */
interface Begun {
  readonly sha256: string
  readonly fileName: string
  readonly bytes: number
  readonly as: string
  readonly sent: number
}

interface Held {
  upload: Upload
  file: File | null
  sha256: string | null
  stop: AbortController
}

const held = new Map<number, Held>()
const listeners = new Set<() => void>()
let shown: readonly Upload[] = []
let keys = 0

/** The files on their way, oldest first; the same value until one changes. */
export const uploads = {
  get: (): readonly Upload[] => shown,
  subscribe: (tell: () => void): (() => void) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  },
}

/** Sends files as what the buyer says they are; one that was begun before goes on where it stopped. */
export function addFiles(files: readonly File[], as: string): void {
  for (const file of files) {
    const key = ++keys
    const upload: Upload = {
      ...{ key, fileName: file.name, bytes: file.size, as, sent: 0 },
      ...{ state: 'preparing' as const, problem: null, evidenceId: null },
    }
    held.set(key, { upload, file, sha256: null, stop: new AbortController() })
    void run(key)
  }
  publish()
}

export function pauseUpload(key: number): void {
  const one = held.get(key)
  if (!one) return
  change(key, { state: 'paused' })
  one.stop.abort(new DOMException('paused', 'AbortError'))
}

export function resumeUpload(key: number): void {
  const one = held.get(key)
  if (!one?.file) return
  one.stop = new AbortController()
  change(key, { state: 'preparing', problem: null })
  void run(key)
}

/** Forgets it; what was sent is swept away by the service. */
export function dropUpload(key: number): void {
  const one = held.get(key)
  if (!one) return
  one.stop.abort(new DOMException('dropped', 'AbortError'))
  if (one.sha256) forget(one.sha256)
  held.delete(key)
  publish()
}

/** Takes those off the list that have become evidence. */
export function clearArrived(evidenceIds: ReadonlySet<string>): void {
  const arrived = [...held.values()].filter(({ upload }) => upload.evidenceId !== null && evidenceIds.has(upload.evidenceId))
  for (const { upload } of arrived) held.delete(upload.key)
  if (arrived.length > 0) publish()
}

/** Pictures of this size are quicker in one piece. */
const wholeUpTo = 4_194_304

async function run(key: number): Promise<void> {
  const one = held.get(key)
  if (!one?.file) return
  const { file, stop } = one
  const sending = { file, as: one.upload.as, signal: stop.signal, onSent: (sent: number) => told(key, sent) }
  const isWhole = file.type.startsWith('image/') && file.size <= wholeUpTo
  if (!isWhole && one.sha256 === null) {
    one.sha256 = await hashFile(file)
    if (one.sha256) takeOver(key, one.sha256)
  }
  for (let tries = 0; !stop.signal.aborted; tries++) {
    change(key, { state: 'sending', problem: null })
    try {
      const evidenceId = isWhole || one.sha256 === null ? await sendPicture(sending) : await sendInParts(sending, one.sha256)
      if (one.sha256) forget(one.sha256)
      return change(key, { state: 'done', sent: file.size, evidenceId })
    } catch (thrown) {
      if (stop.signal.aborted) return
      const problem = thrown instanceof Problem ? thrown : new Problem(0, { code: 'unknown' })
      if (!mayRetry(problem)) return change(key, { state: 'failed', problem: problem.code })
      change(key, { state: 'offline' })
      await patience(tries, problem, stop.signal)
    }
  }
}

/** What the line or the service may be over in a moment; a conflict is settled by asking where it stands. */
function mayRetry({ status, code }: Problem): boolean {
  return status === 0 || status === 429 || status >= 500 || code === 'upload-conflict' || code === 'request-malformed'
}

/** Until the line is back, or a while, longer each time. */
function patience(tries: number, { body }: Problem, signal: AbortSignal): Promise<void> {
  const asked = typeof body.retryAfterMs === 'number' ? body.retryAfterMs : 0
  const waitMs = Math.max(asked, Math.min(30_000, 1000 * 2 ** tries))
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, waitMs)
    addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}

function told(key: number, sent: number): void {
  const one = held.get(key)
  if (!one) return
  // The envelope of a form counts too.
  change(key, { sent: Math.min(sent, one.upload.bytes) })
  if (one.sha256) keepBegun({ sha256: one.sha256, fileName: one.upload.fileName, bytes: one.upload.bytes, as: one.upload.as, sent })
}

function change(key: number, what: Partial<Upload>): void {
  const one = held.get(key)
  if (!one) return
  one.upload = { ...one.upload, ...what }
  publish()
}

function publish(): void {
  shown = [...held.values()].map(({ upload }) => upload)
  for (const tell of listeners) tell()
}

const keptAs = `swiftproof-uploads-${first.case?.id ?? ''}`

function readBegun(): readonly Begun[] {
  try {
    return JSON.parse(localStorage.getItem(keptAs) ?? '[]') as Begun[]
  } catch {
    return []
  }
}

function writeBegun(begun: readonly Begun[]): void {
  try {
    localStorage.setItem(keptAs, JSON.stringify(begun.slice(-10)))
  } catch {
    // Then nobody is reminded of it; the service still knows the file.
  }
}

function keepBegun(begun: Begun): void {
  writeBegun([...readBegun().filter(({ sha256 }) => sha256 !== begun.sha256), begun])
}

function forget(sha256: string): void {
  writeBegun(readBegun().filter((begun) => begun.sha256 !== sha256))
}

/** The file that was asked for again is here: its reminder has done its work. */
function takeOver(key: number, sha256: string): void {
  for (const other of held.values()) {
    if (other.upload.key !== key && other.sha256 === sha256 && other.upload.state === 'lost') held.delete(other.upload.key)
  }
  publish()
}

// What was begun when the page was closed: no browser keeps a file's handle everywhere.
for (const { sha256, ...begun } of readBegun()) {
  const key = ++keys
  const upload: Upload = { key, ...begun, state: 'lost', problem: null, evidenceId: null }
  held.set(key, { upload, file: null, sha256, stop: new AbortController() })
}
publish()
