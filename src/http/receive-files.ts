import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { ReceivedPiece } from '../intake/receive-evidence.js'
import { checkTakesEvidence } from '../intake/receive-evidence.js'
import { policyForOrder } from '../pipeline/policy-for.js'
import { mostUploadBytes, sniffUpload } from '../pipeline/sniff-upload.js'
import { maskKeys } from '../report/mask-keys.js'
import { found } from './found.js'
import { keysOfCase } from './keys-of-case.js'
import { kindOfPart } from './kind-of-part.js'
import type { HttpEnv } from './parts.js'
import { receiveParts } from './receive-parts.js'

/** Files of a multipart body, in the blob store and not yet of the case. */
export interface ReceivedFiles {
  readonly files: readonly ReceivedPiece[]
  readonly fields: ReadonlyMap<string, string>
  /** Hides the card keys of the case's order: a key that names a file is neither kept in clear nor told in a fault. */
  readonly hide: (text: string) => string
}

const maxFiles = 10

/**
 * Takes the files of a multipart body in for a case. Throws `not-found` and `case-closed` before anything is read,
 * `request-invalid` without a file, and as `receiveParts` and `sniffUpload` do.
 */
export async function receiveFiles(c: Context<HttpEnv>, caseId: string): Promise<ReceivedFiles> {
  const { store, blobs, now } = c.var.parts
  const { platformId } = c.var.caller
  const { policy, keys } = await store.inPlatform(platformId, async (rows) => {
    const row = found(await rows.cases.get(caseId), caseId)
    checkTakesEvidence(row)
    return { policy: await policyForOrder(rows, row.orderNumber, now().toISOString()), keys: await keysOfCase(rows, caseId) }
  })
  const hide = maskKeys(keys)
  const maxBytes = mostUploadBytes(policy)
  const received = await receiveParts(c, { maxFiles, maxBytes: maxBytes + 1_000_000 }, async ({ field, fileName: saidName, content }) => {
    const as = kindOfPart(field)
    const fileName = hide(saidName)
    const blob = await blobs.put(platformId, content, { maxBytes })
    await sniffUpload(blob, fileName, blobs, policy)
    return { as, fileName, blobKey: blob.key, sha256: blob.sha256, bytes: blob.bytes }
  })
  if (received.files.length === 0) throw new Fault('request-invalid', 'there is no file in it')
  return { ...received, hide }
}
