import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Case, Event } from '../../src/client/answers.js'
import { listAllEvents } from './await-ends.js'
import type { HeardEvent, Rig } from './rig.js'
import type { Ledger } from './send-load.js'

/** What must never be, in words that name it. */
export interface Faults {
  readonly lost: readonly string[]
  readonly double: readonly string[]
}

/** Holds everything that was acknowledged, and every event that was ever there (`earlier`), against what the service has now. */
export async function findFaults(
  rig: Rig,
  ledger: Ledger,
  earlier: ReadonlyMap<string, Event>,
): Promise<Faults & { events: readonly Event[] }> {
  const events = await listAllEvents(rig.client)
  const cases = await Promise.all([...ledger.cases.keys()].map((id) => rig.client.getCase(id).catch(() => id)))
  const there = cases.filter((one) => typeof one !== 'string')
  const lost = [
    ...cases.flatMap((one) => (typeof one === 'string' ? [`case ${one}`] : [])),
    ...(await lostOrders(rig, ledger)),
    ...(await lostEvidence(rig, ledger, there)),
    ...lostEvents(events, earlier, rig.heard()),
  ]
  return { lost, double: [...doubleEvents(events, there), ...changedContents(events, rig.heard())], events }
}

async function lostOrders({ client }: Rig, { orders }: Ledger): Promise<readonly string[]> {
  const kept = [...orders].map(async ([number, amountsFen]) => {
    const found = await client.getOrder(number).catch(() => null)
    return found && amountsFen.includes(found.order.amountFen) ? [] : [`order ${number}`]
  })
  return (await Promise.all(kept)).flat()
}

async function lostEvidence(rig: Rig, { evidence }: Ledger, cases: readonly Case[]): Promise<readonly string[]> {
  const known = new Map(cases.flatMap((one) => one.evidence).map((piece) => [piece.id, piece]))
  const checked = [...evidence].map(async ([id, { sha256 }]) => {
    const piece = known.get(id)
    if (piece?.sha256 !== sha256) return [`evidence ${id}`]
    // Every file of the load can be read: a fault here would be one of the service.
    if (piece.state === 'faulty') return [`evidence ${id}: ${piece.fault?.code}`]
    return (await hashOfContent(rig, id)) === sha256 ? [] : [`content of ${id}`]
  })
  return (await Promise.all(checked)).flat()
}

async function hashOfContent({ baseUrl, apiKey }: Rig, id: string): Promise<string> {
  const response = await fetch(`${baseUrl}/v1/evidence/${id}/content`, { headers: { authorization: `Bearer ${apiKey}` } })
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')
}

function lostEvents(events: readonly Event[], earlier: ReadonlyMap<string, Event>, heard: readonly HeardEvent[]): readonly string[] {
  const now = new Map(events.map((event) => [event.id, event]))
  const heardIds = new Set(heard.map(({ id }) => id))
  return [
    ...[...earlier].flatMap(([id, event]) => (isDeepStrictEqual(now.get(id), event) ? [] : [`event ${id}`])),
    ...events.flatMap(({ id }) => (heardIds.has(id) ? [] : [`event ${id} never arrived`])),
    ...[...heardIds].flatMap((id) => (now.has(id) ? [] : [`event ${id} arrived and is not kept`])),
  ]
}

/** A case is opened once, judged once for a revision, and the latest judgement is the one that was announced last. */
function doubleEvents(events: readonly Event[], cases: readonly Case[]): readonly string[] {
  const names = events.map(({ caseId, type, data }) => `${caseId} ${type === 'case.opened' ? type : `judged at ${dataOf(data).revision}`}`)
  const twice = names.filter((name, at) => names.indexOf(name) !== at)
  const other = cases.flatMap(({ id, judgedRevision, verdict }) => {
    const last = events.findLast(({ caseId, type }) => caseId === id && type !== 'case.opened')
    const said = last ? dataOf(last.data) : {}
    return said.revision === judgedRevision && said.outcome === verdict?.outcome ? [] : [`${id} announced otherwise than judged`]
  })
  return [...twice, ...other]
}

function dataOf(data: unknown): { readonly revision?: number; readonly outcome?: string } {
  return data as { readonly revision?: number; readonly outcome?: string }
}

/** One id, one content, and per case in the order it happened. */
function changedContents(events: readonly Event[], heard: readonly HeardEvent[]): readonly string[] {
  const first = new Map<string, string>()
  const changed = heard.flatMap(({ id, body }) => {
    const known = first.get(id) ?? body
    first.set(id, known)
    return known === body ? [] : [`event ${id} with two contents`]
  })
  const asKept = events.flatMap(({ id, data }) => {
    const body = first.get(id)
    return body === undefined || isDeepStrictEqual(JSON.parse(body).data, data) ? [] : [`event ${id} arrived with another content`]
  })
  const places = new Map([...first.keys()].map((id, at) => [id, at]))
  const latest = new Map<string | null, number>()
  const disordered = events.flatMap(({ id, caseId }) => {
    const at = places.get(id) ?? Number.POSITIVE_INFINITY
    const before = latest.get(caseId) ?? -1
    latest.set(caseId, at)
    return at > before ? [] : [`event ${id} out of order`]
  })
  return [...changed, ...asKept, ...disordered]
}
