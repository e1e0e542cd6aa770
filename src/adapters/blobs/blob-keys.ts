import { Fault } from '../../errors.js'

/** `<platformId>/<first two of sha256>/<sha256>` */
export function blobKeyOf(platformId: string, sha256: string): string {
  return `${checkPlatformId(platformId)}/${sha256.slice(0, 2)}/${sha256}`
}

/** The key as it is, when it is one this service gave. Throws `file-not-found`: a key of another form names nothing. */
export function checkBlobKey(key: string): string {
  const [platformId = '', shard, sha256 = '', ...rest] = key.split('/')
  if (!idForm.test(platformId) || !hashForm.test(sha256) || sha256.slice(0, 2) !== shard || rest.length > 0) throw nothing(key)
  return key
}

/** Throws `file-not-found` for what cannot be a folder's name. */
export function checkPlatformId(platformId: string): string {
  if (!idForm.test(platformId)) throw nothing(platformId)
  return platformId
}

/** Throws `file-not-found` for what this service did not give as an upload's id. */
export function checkUploadId(uploadId: string): string {
  if (!uploadForm.test(uploadId)) throw nothing(uploadId)
  return uploadId
}

const idForm = /^[a-z0-9][a-z0-9_-]{0,99}$/
const hashForm = /^[0-9a-f]{64}$/
const uploadForm = /^up_[0-9a-z]{26}$/

function nothing(name: string): Fault {
  return new Fault('file-not-found', JSON.stringify(name.slice(0, 200)))
}
