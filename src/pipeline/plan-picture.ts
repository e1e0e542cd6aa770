import { createHash } from 'node:crypto'
import { Fault } from '../errors.js'
import { examineEvidence, extractionVersion } from '../judge/examine-evidence.js'
import type { Examined } from '../model/examined.js'
import type { Box, Reading, Screen } from '../model/reading.js'
import type { PictureToDraw } from '../ports/pictures.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { PlatformRows } from '../ports/store.js'
import { maskKeys } from '../report/mask-keys.js'
import { placeKeys } from '../report/place-keys.js'
import { keysOf } from '../report/report-reading.js'
import { parseFacts } from './case-facts.js'
import { policyForOrder } from './policy-for.js'

/** What somebody wants to look at. */
export interface PictureWish {
  /** Of a recording: the screen that stands then; null: the first. */
  readonly frameMs: number | null
  readonly crop: Box | null
  readonly widthPx: number
  /** Card keys are to be seen. */
  readonly reveal: boolean
}

export interface PlannedPicture {
  readonly picture: PictureToDraw
  readonly blobKey: string
  /** Names this picture: another content, place, size or cover is another. */
  readonly tag: string
}

/**
 * Says what is to be drawn of a piece of evidence: which screen, and where the card keys of its order, those that were read
 * in its case, and those typed in it are covered. Throws `not-found` when it is deleted or has no such screen, and
 * `evidence-unread` while nobody knows where keys stand.
 */
export async function planPicture(rows: PlatformRows, piece: EvidenceRow, wish: PictureWish, now: string): Promise<PlannedPicture> {
  const { id, state, blobKey, fileName } = piece
  if (state === 'deleted') throw new Fault('not-found', `${id} is deleted`)
  const [reading, row] = await Promise.all([rows.readings.get(id), rows.cases.get(piece.caseId)])
  if (!reading && !wish.reveal) throw new Fault('evidence-unread', `${id} is ${state}`)
  const policy = await policyForOrder(rows, row?.orderNumber ?? null, now)
  const covered = reading && !wish.reveal ? placeKeys(...(await hidden(rows, piece, reading))) : []
  const screen = reading?.media === 'recording' ? screenAt(reading.screens, wish.frameMs ?? 0, id) : null
  const { crop, widthPx } = wish
  const picture = { contentKey: blobKey, name: fileName, recording: policy.recording, screen, covered, crop, widthPx }
  const tag = createHash('sha256')
    .update(JSON.stringify([blobKey, screen, covered, crop, widthPx]))
    .digest('base64url')
    .slice(0, 27)
  return { picture, blobKey, tag }
}

/** The screen that stands at a time, by its first appearance. */
function screenAt(screens: readonly Screen[], ms: number, id: string): number {
  const screen = screens.find(({ untilMs }) => ms < untilMs) ?? screens.at(-1)
  if (!screen) throw new Fault('not-found', `${id} has no screens`)
  return screen.sameAs ?? screen.index
}

async function hidden(rows: PlatformRows, piece: EvidenceRow, reading: Reading): Promise<[Examined, (text: string) => string]> {
  const [order, row] = await Promise.all([rows.orders.ofCase(piece.caseId), rows.cases.get(piece.caseId)])
  const document = row?.judgedRevision ? await rows.facts.get(row.id, row.judgedRevision, extractionVersion) : null
  const ofCase = document ? parseFacts(document).examined : []
  const examined = examineEvidence(reading, piece.as, piece.createdAt)
  const keys = [...(order?.order.deliveredKeys ?? []), ...[...ofCase, examined].flatMap(keysIn)]
  return [examined, maskKeys(keys)]
}

function keysIn({ fields, facts }: Examined): readonly string[] {
  return [...keysOf(fields), ...facts.flatMap(({ code, value }) => (code === 'key-entered' && value !== undefined ? [value] : []))]
}
