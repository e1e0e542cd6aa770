import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPpOcr } from '../../src/adapters/text-reader/pp-ocr.js'
import { composeDecoder } from '../../src/compose-reading.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import type { Reading } from '../../src/model/reading.js'
import { readFile as readEvidenceFile } from '../../src/pipeline/read-file.js'
import { receiveDispute } from '../../src/pipeline/receive-dispute.js'
import type { TextReader } from '../../src/ports.js'
import { verdictOn } from '../adapters/store/store-parts.js'
import { openService, read, type Service } from './open-service.js'
import { formOf } from './samples.js'
import { signedIn } from './visitor.js'

let service: Service
let reader: TextReader
/** May look, and not at card keys. */
let looker: string
const still = {
  folder: 'instant-windows-key-blocked',
  file: '2-activation.png',
  id: '',
  caseId: '',
  key: '',
  reading: null as Reading | null,
}
const film = { ...still, folder: 'recording-order-to-error', file: '' }

beforeAll(async () => {
  service = await openService()
  reader = await openPpOcr({ threads: 2 })
  for (const one of [still, film]) await take(one)
  looker = (await read(service.ask('POST', '/v1/api-keys', { json: { name: 'looker', scopes: ['cases:read'] } }))).secret
})
afterAll(async () => {
  await reader?.close()
  await service.close()
})

/** Files a sample case with one piece, read by the real reader. */
async function take(one: typeof still) {
  const home = new URL(`../../fixtures/cases/${one.folder}/`, import.meta.url)
  const { order, buyer, claim, evidence } = JSON.parse(await readFile(new URL('case.json', home), 'utf8'))
  const path = new URL(evidence.find(({ file }: { file: string }) => file.endsWith(one.file || '.mp4')).file, home).pathname
  one.key = order.deliveredKeys[0]
  await service.ask('PUT', `/v1/orders/${order.number}`, { json: { order, buyer } })
  const { submittedAt: _, ...filed } = claim
  one.caseId = (await read(service.ask('POST', '/v1/cases', { json: { claim: filed } }))).id
  const body = formOf({ file: new File([new Uint8Array(await readFile(path))], 'piece') })
  one.id = (await read(service.ask('POST', `/v1/cases/${one.caseId}/evidence`, { body }))).items[0]?.id ?? ''
  one.reading = await readEvidenceFile(path, 'piece', defaultPolicy.recording, { reader, decoder: composeDecoder() })
  const { reading } = one
  await service.parts.store.inPlatform(service.shop.live.id, (rows) => rows.readings.put(one.id, reading))
}

/** What a reader reads in the picture of an answer. */
async function textIn(answer: Response, type = 'image/webp'): Promise<string> {
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(type)
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const lines = await reader.read({ widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) })
  return lines.map(({ text }) => text).join('\n')
}

/** Every stretch of five characters of the key that stands in the text. */
function stretchesOf(key: string, text: string): readonly string[] {
  const [plainKey, plain] = [key, text].map((one) => one.toUpperCase().replace(/[^A-Z0-9\n]/g, ''))
  return Array.from({ length: Math.max(0, (plainKey ?? '').length - 4) }, (_, at) => (plainKey ?? '').slice(at, at + 5)).filter((part) =>
    (plain ?? '').includes(part),
  )
}

const get = (address: string, headers: Readonly<Record<string, string>> = {}, key = looker) => service.ask('GET', address, { key, headers })

describe('pictures of evidence', () => {
  it('show no card key to whom keys are not revealed, and all else', async () => {
    const covered = await textIn(await get(`/v1/evidence/${still.id}/picture?width=2000`))
    expect(stretchesOf(still.key, covered)).toEqual([])
    expect(covered).toContain('0xC004C003')
    const open = await textIn(await get(`/v1/evidence/${still.id}/picture?width=2000`, {}, service.shop.liveKey))
    expect(stretchesOf(still.key, open).length).toBeGreaterThan(10)
  }, 60_000)

  it('show no card key on any screen of a recording, typed, copied or half hidden by a dialog', async () => {
    const frames = film.reading?.screens.filter(({ sameAs }) => sameAs === null) ?? []
    expect(frames.length).toBeGreaterThan(5)
    let shown = ''
    for (const { frameMs } of frames)
      shown += `${await textIn(await get(`/v1/evidence/${film.id}/picture?frameMs=${frameMs}&width=2000`))}\n`
    expect(stretchesOf(film.key, shown)).toEqual([])
    expect(shown).toContain('0xC004C008')
  }, 120_000)

  it('are the very screen that was read: its lines stand where they were read', async () => {
    const line = film.reading?.lines.find(({ text }) => text.includes('0xC004C008'))
    const box = line?.box.map(Math.round).join(',') ?? ''
    const crop = await textIn(await get(`/v1/evidence/${film.id}/crop?box=${box}&frameMs=${line?.frameMs}&width=2000`))
    expect(crop.replace(/\s/g, '')).toContain('0xC004C008')
  }, 60_000)

  it('are told apart by a tag, and stay a minute with who may see them; what shows keys stays nowhere', async () => {
    const address = `/v1/evidence/${still.id}/picture?width=300`
    const first = await get(address)
    expect(first.headers.get('cache-control')).toBe('private, max-age=60')
    const tag = first.headers.get('etag') ?? ''
    expect((await get(address, { 'if-none-match': tag })).status).toBe(304)
    expect((await get(`/v1/evidence/${still.id}/picture?width=301`, { 'if-none-match': tag })).status).toBe(200)
    const open = await get(address, { 'if-none-match': tag }, service.shop.liveKey)
    expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(open.headers.get('etag')).not.toBe(tag)
  }, 60_000)

  it('go with the draft for a payment channel as JPEG files, covered whoever asks', async () => {
    const disputeId = await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
      const because = { zh: '截图显示激活失败。', en: 'shown' }
      const seen = { code: 'failure-shown', group: 'failure', leans: 'for', weight: 3, because, seenIn: ['shot.png'] } as const
      const revision = (await rows.cases.get(still.caseId))?.revision ?? 0
      const made = verdictOn(still.caseId, revision, { signals: [seen] })
      const evidence = [{ file: 'shot.png', as: null, uploadedAt: null, fault: null, evidenceId: still.id }]
      await rows.verdicts.insert({ ...made, judgedBy: { ...made.judgedBy, evidence } })
      const paymentNumber = (await rows.orders.ofCase(still.caseId))?.order.paymentNumber ?? ''
      const notice = { is: 'dispute', noticeId: 'n1', disputeNumber: 'C-1', state: 'open', at: '2026-11-20T07:00:00Z' } as const
      const payments = [{ paymentNumber, merchantOrderNumber: null }]
      return (await receiveDispute(rows, 'wechat', { ...notice, payments, words: '打不开' }, new Date().toISOString())).id
    })
    const address = `/v1/disputes/${disputeId}/pack/pictures`
    const shown = await textIn(await service.ask('GET', `${address}/1`), 'image/jpeg')
    expect(stretchesOf(still.key, shown)).toEqual([])
    expect(shown).toContain('0xC004C003')
    expect((await service.ask('GET', `${address}/2`)).status).toBe(404)
    expect((await service.ask('GET', `${address}/5`)).status).toBe(422)
  }, 60_000)

  it('are refused while nobody knows where keys stand, and of what is not there', async () => {
    const body = formOf({
      file: new File(
        [
          await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
            .png()
            .toBuffer(),
        ],
        'x.png',
      ),
    })
    const fresh = (await read(service.ask('POST', `/v1/cases/${still.caseId}/evidence`, { body }))).items[0]?.id ?? ''
    const refused = await get(`/v1/evidence/${fresh}/picture`)
    expect([refused.status, (await read(refused)).code]).toEqual([409, 'evidence-unread'])
    expect((await get('/v1/evidence/ev_none/picture')).status).toBe(404)
    expect((await get(`/v1/evidence/${still.id}/crop?box=1,2,3`)).status).toBe(422)
  })

  it('show a merchant its own cases, covered', async () => {
    const merchantId = (await service.parts.store.inPlatform(service.shop.live.id, ({ orders }) => orders.ofCase(still.caseId)))?.order
      .merchantId
    const own = await signedIn(service, 'merchant', { merchantId: merchantId ?? '' })
    const other = await signedIn(service, 'merchant', { email: 'other@shop.example', merchantId: 'another' })
    expect(stretchesOf(still.key, await textIn(await own.ask('GET', `/v1/evidence/${still.id}/picture?width=2000`)))).toEqual([])
    expect((await other.ask('GET', `/v1/evidence/${still.id}/picture`)).status).toBe(404)
  }, 60_000)
})
