import { Readable } from 'node:stream'
import { Fault } from '../errors.js'
import type { Policy } from '../model/policy.js'
import type { BlobStore, StoredBlob } from '../ports/blobs.js'
import { readLimitsUnder } from '../read/read-limits.js'
import { sniffFormat } from '../read/sniff-format.js'

/** Turns away at the door what reading would turn away for its format or size. Throws as `sniffFormat` does. */
export async function sniffUpload(blob: StoredBlob, name: string, blobs: BlobStore, policy: Policy): Promise<void> {
  const readAll = async (maxBytes: number) => {
    if (blob.bytes > maxBytes) throw new Fault('file-too-large', `${name} has ${blob.bytes} bytes, allowed are ${maxBytes}`)
    return Buffer.concat(await Readable.from(await blobs.open(blob.key)).toArray())
  }
  // Nothing is opened by its path here: the content may lie on another machine.
  await sniffFormat({ name, path: '', bytes: blob.bytes, head: blob.head, readAll }, readLimitsUnder(policy.recording))
}

/** The most bytes any file may have under a policy: nobody knows yet whether it is a picture or a recording. */
export function mostUploadBytes(policy: Policy): number {
  const limits = readLimitsUnder(policy.recording)
  return Math.max(limits.maxBytes, limits.recording.maxBytes)
}
