import type { Readable } from 'node:stream'

/** Bytes as they come in: a request's body, a file's stream. */
export type ByteStream = AsyncIterable<Uint8Array>

/** Content that is stored whole. */
export interface StoredBlob {
  /** `<platformId>/<first two of sha256>/<sha256>`: the same content of a platform has the same key. */
  readonly key: string
  /** Lower-case hex. */
  readonly sha256: string
  readonly bytes: number
  /** The first 64 KB, or all of it: enough to tell the format. */
  readonly head: Uint8Array
}

export interface ListedBlob {
  readonly key: string
  readonly bytes: number
  /** ISO 8601 in UTC; when this content was last put. */
  readonly storedAt: string
}

/** An upload that was begun and not abandoned yet. */
export interface OpenUpload {
  readonly platformId: string
  readonly uploadId: string
  /** ISO 8601 in UTC; when it began. */
  readonly beganAt: string
}

/** A request that hands content to the store, or fetches it, without passing through this service. */
export interface PresignedRequest {
  readonly method: 'PUT' | 'GET'
  readonly url: string
  /** To be sent as they are. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Stores content by what it is. Nothing is readable before it is whole.
 * Every method throws `blob-store-unreachable`; a key or upload id of another form is `file-not-found`.
 */
export interface BlobStore {
  /** Throws `file-too-large` over `maxBytes`, `file-empty`, and `upload-broken` when the stream ends in an error. */
  put(platformId: string, content: ByteStream, limits: { readonly maxBytes: number }): Promise<StoredBlob>
  /** Throws `file-not-found`. */
  open(key: string): Promise<Readable>
  /** Gives the content as a file on this machine for the time of the work; the file is only to be read. Throws `file-not-found`. */
  localFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T>
  exists(key: string): Promise<boolean>
  /**
   * Removing what is not there is no fault. With `unless`, content that was put since then stays: the sweep looks once more
   * at the last moment, because the same content may just have come again.
   */
  remove(key: string, unless?: { readonly storedSince: string }): Promise<void>
  /** Every blob of every platform, in no order. */
  list(): AsyncIterable<ListedBlob>
  /** A link to fetch the content for so long; null where the store has no address of its own (the API serves it then). */
  presignDownload(key: string, expiresMs: number): Promise<PresignedRequest | null>

  /** Begins an upload in parts; it survives a restart. Gives its id, which is not to be guessed. */
  beginUpload(platformId: string): Promise<string>
  /** The next byte that is missing, i.e. where to go on. Throws `file-not-found`. */
  uploadOffset(platformId: string, uploadId: string): Promise<number>
  /**
   * Adds the part that starts at `offsetBytes` and gives the offset after it. A part whose stream breaks is not kept.
   * Throws `upload-conflict` when another part is missing or there already, `file-too-large` when it would pass `maxBytes`, `upload-broken`.
   */
  appendPart(
    platformId: string,
    uploadId: string,
    part: { readonly offsetBytes: number; readonly content: ByteStream; readonly maxBytes: number },
  ): Promise<number>
  /** A request that uploads the whole content at once, past this service; `finishUpload` takes it over. Null as for `presignDownload`. */
  presignUpload(platformId: string, uploadId: string, expiresMs: number): Promise<PresignedRequest | null>
  /**
   * Makes one blob of what was uploaded; run again it gives the same. The upload stands until `abandonUpload`: call it
   * when the blob's row is kept. Throws as `put` does, and `upload-conflict` when parts do not fit together.
   */
  finishUpload(platformId: string, uploadId: string, limits: { readonly maxBytes: number }): Promise<StoredBlob>
  /** Abandoning what is not there is no fault. */
  abandonUpload(platformId: string, uploadId: string): Promise<void>
  listUploads(): AsyncIterable<OpenUpload>
}
