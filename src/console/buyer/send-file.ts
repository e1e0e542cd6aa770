import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Problem } from '../shared/ask.js'
import { api } from './first.js'

/** How a file is sent: told how far it is, stopped by the signal. */
export interface Sending {
  readonly file: File
  /** What the buyer says it is. */
  readonly as: string
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
}

const smallestPart = 131_072
const largestPart = 4_194_304

/** Sends a picture as it is, in one piece; throws `Problem`, or what the signal throws. */
export async function sendPicture({ file, as, signal, onSent }: Sending): Promise<string> {
  const form = new FormData()
  form.set(as, file, file.name)
  const answer = await request('POST', `${api}/evidence`, form, {}, { signal, onSent })
  return (answer as { ids: string[] }).ids[0] ?? ''
}

/** Sends a file in parts, from where it stopped; the parts grow with the line. Throws as `sendPicture`. */
export async function sendInParts({ file, as, signal, onSent }: Sending, sha256: string): Promise<string> {
  const begun = (await requestJson('POST', `${api}/uploads`, { sha256, bytes: file.size }, signal)) as {
    uploadId: string
    offset: number
    evidenceId: string | null
  }
  if (begun.evidenceId !== null) return begun.evidenceId
  let { offset } = begun
  let partBytes = smallestPart
  onSent(offset)
  while (offset < file.size) {
    const from = offset
    const startedMs = performance.now()
    const headers = { 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' }
    const part = file.slice(from, from + partBytes)
    const options = { signal, onSent: (bytes: number) => onSent(Math.min(file.size, from + bytes)) }
    const kept = await request('PATCH', `${api}/uploads/${encodeURIComponent(begun.uploadId)}`, part, headers, options)
    offset = (kept as { offset: number }).offset
    onSent(offset)
    // A part that breaks off is sent again: on a slow line it stays small.
    if (performance.now() - startedMs < 1000) partBytes = Math.min(largestPart, partBytes * 2)
  }
  const finished = await requestJson(
    'POST',
    `${api}/uploads/${encodeURIComponent(begun.uploadId)}/finish`,
    { fileName: file.name, as },
    signal,
  )
  return (finished as { ids: string[] }).ids[0] ?? ''
}

/** More than this is not held in memory at once: a phone may have no more. */
const heldUpTo = 67_108_864

/** SHA-256 of a file, lower-case hexadecimal, whatever its size; null where it cannot be read. */
export async function hashFile(file: File): Promise<string | null> {
  try {
    return file.size > heldUpTo || !('subtle' in crypto) ? await hashSlices(file) : await hashWhole(file)
  } catch {
    return null
  }
}

async function hashWhole(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return bytesToHex(new Uint8Array(digest))
}

/** Slower than the browser's own, and with a slice of the file in memory alone. */
async function hashSlices(file: File): Promise<string> {
  const hash = sha256.create()
  for (let from = 0; from < file.size; from += largestPart) {
    hash.update(new Uint8Array(await file.slice(from, from + largestPart).arrayBuffer()))
  }
  return bytesToHex(hash.digest())
}

function requestJson(method: string, address: string, json: object, signal: AbortSignal): Promise<unknown> {
  return request(method, address, JSON.stringify(json), { 'Content-Type': 'application/json' }, { signal, onSent: () => undefined })
}

/** By XMLHttpRequest: fetch does not tell how much was sent. */
function request(
  method: string,
  address: string,
  body: XMLHttpRequestBodyInit,
  headers: Readonly<Record<string, string>>,
  { signal, onSent }: Pick<Sending, 'signal' | 'onSent'>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const stop = () => xhr.abort()
    const settle = (work: () => void) => {
      signal.removeEventListener('abort', stop)
      work()
    }
    xhr.open(method, address)
    xhr.setRequestHeader('Accept', 'application/json')
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
    xhr.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    xhr.addEventListener('load', () => settle(() => (xhr.status < 300 ? resolve(JSON.parse(xhr.responseText)) : reject(problemOf(xhr)))))
    xhr.addEventListener('error', () => settle(() => reject(new Problem(0, { code: 'offline' }))))
    xhr.addEventListener('abort', () => settle(() => reject(signal.reason)))
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', stop)
    xhr.send(body)
  })
}

function problemOf(xhr: XMLHttpRequest): Problem {
  const retryAfterMs = Number(xhr.getResponseHeader('Retry-After') ?? 0) * 1000
  try {
    return new Problem(xhr.status, { ...JSON.parse(xhr.responseText), retryAfterMs })
  } catch {
    return new Problem(xhr.status, { code: 'unknown', retryAfterMs })
  }
}
