import { maskKey } from '../../judge/mask-key.js'
import type { SeenBefore } from '../../model/case.js'
import type { CaseRow } from '../../ports/store/cases.js'
import type { OrderRow } from '../../ports/store/orders.js'
import type { Speech } from './place-seen.js'

interface RingNode {
  readonly id: string
  readonly kind: 'case' | 'buyer' | 'device' | 'payment-account' | 'file' | 'value'
  readonly label: string
}

interface RingEdge {
  readonly from: string
  readonly to: string
  readonly what: string
}

export interface Ring {
  readonly nodes: readonly RingNode[]
  readonly edges: readonly RingEdge[]
  readonly isCut: boolean
}

/** A case with its order, as a ring ties it. */
export interface TiedCase {
  readonly row: CaseRow
  readonly order: OrderRow | null
}

const mostNodes = 60

/** What ties a case to others, two steps around it: its buyer, device, payment account, files and values, and the cases that share them. */
export function tieRing(own: TiedCase, others: readonly TiedCase[], seen: readonly SeenBefore[], speech: Speech): Ring {
  const ring = openRing()
  tieCase(ring, own, speech)
  for (const one of seen) {
    const node = sharedNode(one, speech)
    if (node) ring.tie(own.row.id, node, speech.say(brings))
  }
  for (const other of others) {
    // Only what a case shares with this one brings it here; what else it has is the second step.
    ring.add(caseNode(other.row))
    for (const one of seen.filter(({ caseId }) => caseId === other.row.id)) {
      const node = sharedNode(one, speech)
      if (node) ring.tie(other.row.id, node, speech.say(brings))
    }
    tieCase(ring, other, speech)
  }
  return ring.cut()
}

const brings = { zh: '出现', en: 'brings' }
const words = {
  buyer: { zh: '买家', en: 'buyer' },
  device: { zh: '设备', en: 'device' },
  payer: { zh: '付款账户', en: 'paid by' },
}

function tieCase(ring: OpenRing, { row, order }: TiedCase, { say }: Speech): void {
  ring.add(caseNode(row))
  ring.tie(row.id, { id: `buyer ${row.buyerId}`, kind: 'buyer', label: row.buyerId }, say(words.buyer))
  const device = order?.buyer?.deviceId
  if (device) ring.tie(row.id, { id: `device ${device}`, kind: 'device', label: device }, say(words.device))
  const payer = order?.order.payerId
  if (payer) ring.tie(row.id, { id: `account ${payer}`, kind: 'payment-account', label: payer }, say(words.payer))
}

function caseNode({ id, orderNumber }: CaseRow): RingNode {
  return { id, kind: 'case', label: orderNumber ?? id }
}

function sharedNode({ what, file, value }: SeenBefore, { hide }: Speech): RingNode | null {
  if (value !== null) {
    const label = what === 'card-key' ? maskKey(value) : value
    return { id: `value ${what} ${label}`, kind: 'value', label: hide(label) }
  }
  return file === null ? null : { id: `file ${hide(file)}`, kind: 'file', label: hide(file) }
}

interface OpenRing {
  add(node: RingNode): void
  tie(from: string, to: RingNode, what: string): void
  /** Without the nodes there is no room for, and their edges. */
  cut(): Ring
}

function openRing(): OpenRing {
  const nodes = new Map<string, RingNode>()
  const edges = new Map<string, RingEdge>()
  const add = (node: RingNode) => {
    if (!nodes.has(node.id)) nodes.set(node.id, node)
  }
  return {
    add,
    tie: (from, to, what) => {
      add(to)
      edges.set(`${from} ${to.id}`, { from, to: to.id, what })
    },
    cut: () => {
      const kept = [...nodes.values()].slice(0, mostNodes)
      const ids = new Set(kept.map(({ id }) => id))
      return {
        nodes: kept,
        edges: [...edges.values()].filter(({ from, to }) => ids.has(from) && ids.has(to)),
        isCut: nodes.size > mostNodes,
      }
    },
  }
}
