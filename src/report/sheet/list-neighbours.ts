import { maskKey } from '../../judge/mask-key.js'
import type { SeenBefore } from '../../model/case.js'
import type { Sentence } from '../../model/field.js'
import type { CaseRow } from '../../ports/store/cases.js'
import type { OrderRow } from '../../ports/store/orders.js'
import type { SheetPiece, Speech } from './place-seen.js'

/** Another case that brought something of this one's, as it stands now. */
export interface NeighbourCase {
  readonly row: CaseRow
  readonly order: OrderRow | null
  readonly pieces: readonly {
    readonly evidenceId: string
    readonly sha256: string
    readonly phash: string | null
    readonly imageUniqueId: string | null
  }[]
}

export interface Neighbour {
  readonly caseId: string
  readonly what: SeenBefore['what']
  readonly words: string
  readonly evidenceId: string | null
  readonly theirEvidenceId: string | null
  readonly distanceBits: number | null
  readonly state: CaseRow['state'] | null
  readonly result: CaseRow['result']
  readonly buyerId: string
  readonly isSameBuyer: boolean
  readonly at: string | null
}

/** What of this case other cases brought too: pictures before values, each once for a case. */
export function listNeighbours(
  seen: readonly SeenBefore[],
  own: { readonly buyerId: string; readonly pieces: readonly (SheetPiece & { readonly sha256: string })[] },
  others: ReadonlyMap<string, NeighbourCase>,
  { say }: Speech,
): readonly Neighbour[] {
  const once = new Map<string, SeenBefore>()
  for (const one of seen) {
    const name = `${one.caseId} ${one.what} ${one.value ?? one.file}`
    // The same value may be of the record and in a picture: the picture can be looked at.
    if ((once.get(name)?.file ?? null) === null) once.set(name, one)
  }
  const rank = (what: SeenBefore['what']) => order.indexOf(what)
  return [...once.values()]
    .toSorted((a, b) => rank(a.what) - rank(b.what))
    .map((one) => {
      const piece = own.pieces.find(({ file }) => file === one.file)
      const other = others.get(one.caseId)
      return {
        caseId: one.caseId,
        what: one.what,
        words: say(wordsOf(one)),
        evidenceId: piece?.evidenceId ?? null,
        theirEvidenceId: theirs(one, piece, other),
        distanceBits: one.shot?.distanceBits ?? null,
        state: other?.row.state ?? null,
        result: other?.row.result ?? null,
        buyerId: one.buyerId,
        isSameBuyer: one.buyerId === own.buyerId,
        at: other?.row.createdAt ?? null,
      }
    })
}

const order: readonly SeenBefore['what'][] = ['file', 'shot', 'image-id', 'card-key', 'payment-number', 'order-number']

function theirs(
  { what, shot }: SeenBefore,
  piece: (SheetPiece & { readonly sha256: string }) | undefined,
  other: NeighbourCase | undefined,
): string | null {
  const imageId = piece?.examined?.reading.fileFacts.imageUniqueId ?? null
  const same = other?.pieces.find(({ sha256, phash, imageUniqueId }) => {
    if (what === 'file') return sha256 === piece?.sha256
    if (what === 'shot') return phash !== null && phash === shot?.phash
    return what === 'image-id' && imageId !== null && imageUniqueId === imageId
  })
  return same?.evidenceId ?? null
}

function wordsOf({ what, value, shot }: SeenBefore): Sentence {
  const shown = what === 'card-key' ? maskKey(value ?? '') : (value ?? '')
  const words: Readonly<Record<SeenBefore['what'], Sentence>> = {
    file: { zh: '同一个文件。', en: 'The very same file.' },
    shot: {
      zh: `同一次截屏，1023 位指纹差 ${shot?.distanceBits ?? 0} 位。`,
      en: `The same shot: ${shot?.distanceBits ?? 0} of 1023 bits differ.`,
    },
    'image-id': { zh: '图像唯一编号相同。', en: 'The same unique image id.' },
    'card-key': { zh: `同一卡密 ${shown}。`, en: `The same card key ${shown}.` },
    'payment-number': { zh: `同一支付单号 ${shown}。`, en: `The same payment number ${shown}.` },
    'order-number': { zh: `同一订单号 ${shown}。`, en: `The same order number ${shown}.` },
  }
  return words[what]
}
