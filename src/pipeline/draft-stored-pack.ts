import type { ComplaintRow } from '../ports/store/complaints.js'
import type { PlatformRows } from '../ports/store.js'
import { draftDisputePack } from '../report/draft-dispute-pack.js'
import { showDispute } from './show-dispute.js'

/** The draft of an answer to a complaint, from the latest verdict of its case; null where there is none. */
export async function draftStoredPack(rows: PlatformRows, complaint: ComplaintRow) {
  const { caseId } = await showDispute(rows, complaint)
  const latest = caseId === null ? null : await rows.verdicts.latest(caseId)
  const order = latest?.judgedBy.order
  if (!latest || !order) return null
  const { verdict, judgedBy } = latest
  const idOf = new Map(judgedBy.evidence.map(({ file, evidenceId }) => [file, evidenceId]))
  const { words, pictures } = draftDisputePack(order, verdict)
  return {
    words,
    pictures: pictures.flatMap((picture) => {
      const evidenceId = idOf.get(picture.file)
      return evidenceId === undefined ? [] : [{ evidenceId, ...picture }]
    }),
  }
}
