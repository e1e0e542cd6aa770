import type { Evidence } from './answers.js'
import { ApiProblem, ask, type ClientOptions } from './ask.js'

interface Upload {
  readonly uploadId: string
  readonly offset: number
}

/** Uploads a large file in parts, asking after a broken connection where to go on. */
export async function sendInParts(
  options: ClientOptions,
  caseId: string,
  file: { readonly fileName: string; readonly content: Blob; readonly as?: string | null },
  partBytes = 8_000_000,
): Promise<Evidence> {
  const base = `/v1/cases/${encodeURIComponent(caseId)}/uploads`
  const { uploadId } = await ask<Upload>(options, { method: 'POST', address: base })
  const address = `${base}/${encodeURIComponent(uploadId)}`
  let offset = 0
  while (offset < file.content.size) {
    const part = file.content.slice(offset, offset + partBytes)
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
    const sent = ask<{ offset: number }>(options, { method: 'PATCH', address, headers, body: () => part })
    const state = await sent.catch((thrown: unknown) => {
      // The part had arrived and only its answer was lost: the service knows where it stands.
      if (thrown instanceof ApiProblem && thrown.code === 'upload-conflict')
        return ask<{ offset: number }>(options, { method: 'GET', address })
      throw thrown
    })
    offset = state.offset
  }
  return ask(options, { method: 'POST', address: `${address}/finish`, json: { fileName: file.fileName, as: file.as ?? null } })
}
