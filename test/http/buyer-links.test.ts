import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/open-api-document.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import type { CaseLife } from '../../src/model/case-life.js'
import { lifeOf, moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { verdictOn } from '../adapters/store/store-parts.js'
import { buildCase, deliveredKey, highTrust } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'

let service: Service
let now = new Date('2026-11-20T06:40:00.000Z')
beforeAll(async () => {
  service = await openService({ now: () => now })
})
afterAll(() => service.close())
beforeEach(() => {
  now = new Date('2026-11-20T06:40:00.000Z')
})

let cases = 0

interface Opened {
  readonly caseId: string
  readonly linkId: string
  readonly token: string
  readonly url: string
  ask(method: string, address: string, asked?: Parameters<Service['ask']>[2]): Promise<Response>
}

/** A case on an order of its own with a link, as the buyer comes: without key or cookie. */
async function openLink(change: object = {}, reason = 'activation-failed'): Promise<Opened> {
  const number = `L${++cases}`
  await service.ask('PUT', `/v1/orders/${number}`, { json: { ...pushed(number, { deliveredKeys: [deliveredKey] }), buyer: highTrust } })
  const { claim } = claimOn(number, `卡密 ${deliveredKey} 不能用`)
  const { id: caseId } = await read(service.ask('POST', '/v1/cases', { json: { claim: { ...claim, reason } } }))
  const made = (await (await service.ask('POST', `/v1/cases/${caseId}/links`, { json: change })).json()) as { id: string; url: string }
  const token = made.url.split('/').at(-1) ?? ''
  return {
    caseId,
    linkId: made.id,
    token,
    url: made.url,
    ask: (method, address, asked) => service.ask(method, `/c/${token}/api${address}`, { key: null, ...asked }),
  }
}

interface Shown {
  readonly state: string
  readonly statement: string
  readonly pieces: readonly {
    id: string
    state: string
    reads: readonly { label: string; value: string }[]
    advice: readonly { code: string }[]
  }[]
  readonly needs: readonly { link: string; isGiven: boolean; ask: string | null }[]
  readonly may: Readonly<Record<string, boolean>>
  readonly timeline: readonly { what: string; words: string | null }[]
  readonly challenge: { code: string; expiresAt: string; action: { zh: string; en: string } | null } | null
  readonly title: string
  readonly explanation: string | null
  readonly code: string
}
const shown = async (answer: Promise<Response>) => (await (await answer).json()) as Shown
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')
const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => service.parts.store.inPlatform(service.shop.live.id, work)

describe('a link to the buyer’s page', () => {
  it('is made, listed without its token, and opens its case', async () => {
    const { caseId, linkId, token, url, ask } = await openLink({ language: 'en' })
    expect(url).toMatch(/^http:\/\/localhost\/c\/[\w-]{43}$/)
    const listed = await (await service.ask('GET', `/v1/cases/${caseId}/links`)).text()
    expect(listed).toContain(linkId)
    expect(listed).not.toContain(token)
    expect(await shown(ask('GET', '/case'))).toMatchObject({ id: caseId, state: 'open', language: 'en', title: '正在核对' })
    expect(await shown(ask('GET', '/case?language=en'))).toMatchObject({ title: 'Being checked' })
  })

  it('ends when it is revoked, and after its time, and one that nobody made is unknown', async () => {
    const revoked = await openLink()
    expect((await service.ask('DELETE', `/v1/cases/${revoked.caseId}/links/${revoked.linkId}`)).status).toBe(200)
    expect(await shown(revoked.ask('GET', '/case'))).toMatchObject({ status: 410, code: 'link-invalid' })
    const short = await openLink({ expiresInMinutes: 5 })
    now = new Date(now.getTime() + 5 * 60_000)
    expect((await short.ask('GET', '/case')).status).toBe(410)
    const unknown = `/c/${'x'.repeat(43)}/api/case`
    expect((await service.ask('GET', unknown, { key: null })).status).toBe(404)
    expect((await service.ask('GET', '/c/short/api/case', { key: null })).status).toBe(404)
  })

  it.each([{ expiresInMinutes: 43_201 }, { embedOrigin: 'http://shop.example' }, { embedOrigin: 'https://shop.example/path' }])(
    'is not made of %o',
    async (change) => {
      const { caseId } = await openLink()
      expect((await service.ask('POST', `/v1/cases/${caseId}/links`, { json: change })).status).toBe(422)
    },
  )

  it('is kept in no table and no audit entry, only its hash', async () => {
    const { token, ask } = await openLink()
    await ask('POST', '/say', { json: { words: '打不开' } })
    const { rows } = await inShop(({ audit }) => audit.list({ limit: 200, after: null }))
    expect(rows.some(({ action }) => action === 'link.made')).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is answered so that nothing of it is kept or told on', async () => {
    const { ask } = await openLink()
    for (const answer of [await ask('GET', '/case'), await ask('GET', '/nothing')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    }
  })
})

describe('what a link opens', () => {
  /** Every route of the page, at a link of one case with what belongs to another. */
  it('is its own case, at every route there is: the uploads of another are unknown', async () => {
    const [mine, theirs] = [await openLink(), await openLink()]
    const file = { sha256: sha256('theirs'), bytes: 6 }
    const { uploadId } = (await (await theirs.ask('POST', '/uploads', { json: file })).json()) as { uploadId: string }
    const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    expect((await mine.ask('PATCH', `/uploads/${uploadId}`, { body: 'theirs', headers })).status).toBe(404)
    expect((await mine.ask('POST', `/uploads/${uploadId}/finish`, { json: { fileName: 'a.png' } })).status).toBe(404)
    expect((await theirs.ask('PATCH', `/uploads/${uploadId}`, { body: 'theirs', headers })).status).toBe(200)
    const paths = Object.keys(openApiDocument(service.app).paths ?? {}).filter((path) => path.startsWith('/c/'))
    // No route but these names a thing of its own: the case is the link's.
    expect(paths.filter((path) => /\{(?!token)/.test(path)).sort()).toEqual([
      '/c/{token}/api/uploads/{upload}',
      '/c/{token}/api/uploads/{upload}/finish',
    ])
  })

  it('is nothing under /v1: neither as a key nor as a cookie', async () => {
    const { token, caseId } = await openLink()
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `swiftproof-session=${token}` }]) {
      expect((await service.ask('GET', `/v1/cases/${caseId}`, { key: null, headers })).status).toBe(401)
    }
  })

  it("is not another platform's, nor the test side's, to make or to revoke", async () => {
    const { caseId, linkId } = await openLink()
    for (const key of [service.other.liveKey, service.shop.testKey]) {
      expect((await service.ask('POST', `/v1/cases/${caseId}/links`, { key, json: {} })).status).toBe(404)
      expect((await service.ask('GET', `/v1/cases/${caseId}/links`, { key })).status).toBe(404)
      expect((await service.ask('DELETE', `/v1/cases/${caseId}/links/${linkId}`, { key })).status).toBe(404)
    }
  })

  it('shows no card key, no score, no signal and nobody else’s words, at any route', async () => {
    const { caseId, ask } = await openLink()
    await ask('POST', '/evidence', { body: formOf({ 'order-page': picture() }) })
    const { caseFile } = buildCase({ pieces: [] })
    const { evidence: _, ...rest } = caseFile
    await inShop(async (rows) => {
      const [piece] = await rows.evidence.list(caseId)
      await rows.readings.put(piece?.id ?? '', drawReading(['订单详情', '订单号 L1', `卡密 ${deliveredKey}`, '实付款 ¥128.00']))
      const revision = (await rows.cases.get(caseId))?.revision ?? 0
      await rows.verdicts.insert({ caseId, revision, verdict: judgeCase(caseFile, []), judgedBy: { ...rest, evidence: [] } })
      const by = { actor: 'key_1', now: now.toISOString() }
      const judged = { is: 'judged', outcome: 'merchant-window', objected: false, until: null, judgedAt: by.now, payouts: [] } as const
      await moveStoredCase(rows, caseId, judged, by)
      await moveStoredCase(rows, caseId, { is: 'merchant-answered', answer: 'objects', words: '买家自己用掉了' }, by)
    })
    const text = await (await ask('GET', '/case')).text()
    expect(text).toContain('VK7J')
    expect(text).toContain('商家提出异议')
    for (const secret of [
      deliveredKey,
      deliveredKey.replaceAll('-', ''),
      '买家自己用掉了',
      'confidence',
      'trustTier',
      'signals',
      'creditScore',
    ])
      expect(text, secret).not.toContain(secret)
  })

  it('counts its requests', async () => {
    const limited = await openLink()
    const first = await limited.ask('GET', '/case')
    expect(first.headers.get('ratelimit-policy')).toMatch(/q=240;|q=24\d;/)
  })
})

describe('by a link the buyer', () => {
  it('sends pictures, is told what each shows and what is still missing, before anything is judged', async () => {
    const { caseId, ask } = await openLink()
    const before = await shown(ask('GET', '/case'))
    expect(before.needs).toMatchObject([
      { link: 'order-page', isGiven: true },
      { link: 'failure', isGiven: false, ask: expect.stringContaining('录制') },
      { link: 'third-party', isGiven: false },
    ])
    const added = await ask('POST', '/evidence', { body: formOf({ 'activation-failure': picture(402) }) })
    expect(added.status).toBe(201)
    expect((await shown(ask('GET', '/case'))).pieces).toMatchObject([{ state: 'waiting', advice: [] }])
    const number = (await inShop(({ cases: all }) => all.get(caseId)))?.orderNumber
    await inShop(async (rows) => {
      const [piece] = await rows.evidence.list(caseId)
      expect(piece).toMatchObject({ side: 'buyer', as: 'activation-failure' })
      await rows.readings.put(piece?.id ?? '', drawReading(['无法激活 Windows', `订单号 ${number}`, '激活失败']))
    })
    const after = await shown(ask('GET', '/case'))
    expect(after.pieces[0]?.advice.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-error-code', 'no-time']))
    expect(after.needs.find(({ link }) => link === 'failure')).toMatchObject({ isGiven: false, ask: expect.stringContaining('错误代码') })
  })

  it('goes on with a file that was begun before, by its SHA-256, and sends nothing twice', async () => {
    const { caseId, ask } = await openLink()
    const content = new Uint8Array(await picture(403).arrayBuffer())
    const file = { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length }
    const begin = async () =>
      (await (await ask('POST', '/uploads', { json: file })).json()) as { uploadId: string; offset: number; evidenceId: string | null }
    const first = await begin()
    const send = (offset: number, body: Uint8Array<ArrayBuffer>) =>
      ask('PATCH', `/uploads/${first.uploadId}`, {
        body,
        headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      })
    expect((await send(0, content.slice(0, 40))).status).toBe(200)
    now = new Date(now.getTime() + 3_600_000)
    expect(await begin()).toEqual({ ...first, offset: 40 })
    await send(40, content.slice(40))
    const done = await ask('POST', `/uploads/${first.uploadId}/finish`, { json: { fileName: `${deliveredKey}.png`, as: 'order-page' } })
    expect(done.status).toBe(201)
    const [piece] = await inShop(({ evidence }) => evidence.list(caseId))
    expect(piece).toMatchObject({ sha256: file.sha256, as: 'order-page', side: 'buyer' })
    expect(piece?.fileName).not.toContain(deliveredKey)
    expect(await begin()).toMatchObject({ evidenceId: piece?.id })
    // It counts as there since it was announced, not since it came.
    const [announced] = await inShop(({ announcedUploads }) => announcedUploads.list(caseId))
    expect(announced?.announcedAt).toBe('2026-11-20T06:40:00.000Z')
  })

  it('cannot pass another file off under an announced SHA-256', async () => {
    const { caseId, ask } = await openLink()
    const { uploadId } = (await (await ask('POST', '/uploads', { json: { sha256: sha256('one'), bytes: 3 } })).json()) as {
      uploadId: string
    }
    const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    await ask('PATCH', `/uploads/${uploadId}`, { body: 'two', headers })
    const finished = ask('POST', `/uploads/${uploadId}/finish`, { json: { fileName: 'a.png' } })
    expect(await shown(finished)).toMatchObject({ code: 'upload-conflict' })
    expect(await inShop(({ evidence }) => evidence.list(caseId))).toEqual([])
  })

  it('gets a one-time code', async () => {
    const { ask } = await openLink()
    const code = await shown(ask('POST', '/challenge'))
    expect(code).toMatchObject({ action: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) } })
    expect((await shown(ask('GET', '/case'))).challenge).toEqual(code)
    // What is chosen stays: asking again gives no other.
    expect(await shown(ask('POST', '/challenge'))).toEqual(code)
    now = new Date(now.getTime() + 600_000)
    expect((await shown(ask('GET', '/case'))).challenge).toBeNull()
  })

  it('says more, asks for a person and withdraws, and is offered nothing that would be refused', async () => {
    const { caseId, ask } = await openLink({}, 'other')
    const said = await shown(ask('POST', '/say', { json: { words: '提示卡密无效', reason: 'key-invalid' } }))
    expect(said.statement).toMatch(/^卡密 VK7J.*不能用\n提示卡密无效$/s)
    // Nothing is asked of a person while the machine is at it.
    expect(said.may).toMatchObject({ upload: true, askPerson: false, appeal: false, withdraw: true })
    await inShop((rows) => {
      const by = { actor: 'system', now: now.toISOString() }
      return moveStoredCase(
        rows,
        caseId,
        { is: 'judged', outcome: 'more-evidence', objected: false, until: null, judgedAt: by.now, payouts: [] },
        by,
      )
    })
    const asked = await shown(ask('POST', '/ask-person', { json: { words: '机器看错了' } }))
    expect(asked).toMatchObject({ state: 'in-review', may: { askPerson: false } })
    expect(asked.timeline.at(-1)).toEqual({ at: expect.any(String), what: '您申请了人工审核', words: '机器看错了' })
    expect(await shown(ask('POST', '/ask-person', { json: {} }))).toMatchObject({ code: 'move-refused' })
    const withdrawn = await shown(ask('POST', '/withdraw', { json: {} }))
    expect(withdrawn).toMatchObject({ state: 'closed', title: '您已撤回申请', may: { upload: false, say: false, withdraw: false } })
    expect((await ask('POST', '/evidence', { body: formOf({ file: picture(404) }) })).status).toBe(409)
  })

  it('appeals with new evidence only, and the page knows', async () => {
    const { caseId, ask } = await openLink()
    const by = { actor: 'rev_1', now: now.toISOString() }
    await inShop(async (rows) => {
      const judged = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt: by.now, payouts: [] } as const
      await moveStoredCase(rows, caseId, judged, by)
      await moveStoredCase(rows, caseId, { is: 'taken', person: 'rev_1' }, by)
      const decision = { is: 'refuse', reasonCode: 'used', words: '卡密已由您使用' } as const
      await moveStoredCase(rows, caseId, { is: 'decided', person: 'rev_1', decision, remainderFen: 100 }, by)
    })
    const refused = await shown(ask('GET', '/case'))
    expect(refused).toMatchObject({ state: 'appealable', title: '退款申请未通过', explanation: '卡密已由您使用' })
    expect(refused.may).toMatchObject({ appeal: false, appealNeedsEvidence: true })
    await ask('POST', '/evidence', { body: formOf({ file: picture(405) }) })
    expect((await shown(ask('GET', '/case'))).may).toMatchObject({ appeal: true, appealNeedsEvidence: false })
    expect(await shown(ask('POST', '/appeal', { json: { words: '不是我用的' } }))).toMatchObject({ state: 'appeal-review' })
  })

  it('is told the machine’s reason only as long as the case stands where its outcome led', async () => {
    const { caseId, ask } = await openLink()
    await inShop((rows) => rows.verdicts.insert(verdictOn(caseId, 1)))
    const toldWhen = async (change: Partial<CaseLife>) => {
      await inShop(async (rows) => {
        const row = await rows.cases.get(caseId)
        const deadlineAt = change.state === 'closed' ? null : new Date(now.getTime() + 86_400_000).toISOString()
        if (row) await rows.cases.move(caseId, { ...lifeOf(row), deadlineAt, ...change }, [])
      })
      return (await shown(ask('GET', '/case'))).explanation
    }
    const why = '极速退款。'
    expect(await toldWhen({ state: 'paying', paying: { amountFen: 12_800, isFull: true } })).toBe(why)
    expect(await toldWhen({ state: 'on-hold', paying: null })).toBeNull()
    expect(await toldWhen({ state: 'in-review' })).toBeNull()
    expect(await toldWhen({ state: 'appealable', result: 'not-eligible' })).toBeNull()
    expect(await toldWhen({ state: 'closed', result: 'paid' })).toBe(why)
  })

  it('answers the question of a person in words, and that person goes on', async () => {
    const { caseId, ask } = await openLink()
    const by = { actor: 'rev_1', now: now.toISOString() }
    await inShop(async (rows) => {
      const judged = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt: by.now, payouts: [] } as const
      await moveStoredCase(rows, caseId, judged, by)
      const decision = { is: 'ask', words: '您用的是哪台电脑？' } as const
      await moveStoredCase(rows, caseId, { is: 'decided', person: 'rev_1', decision, remainderFen: 100 }, by)
    })
    expect(await shown(ask('GET', '/case'))).toMatchObject({ state: 'needs-evidence', explanation: '您用的是哪台电脑？' })
    expect(await shown(ask('POST', '/say', { json: { words: '家里的笔记本' } }))).toMatchObject({ state: 'in-review' })
  })

  it('is told of each change as it happens, and no more once the link is revoked', async () => {
    const { caseId, linkId, ask } = await openLink()
    const answer = await ask('GET', '/events')
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream() as never).getReader()
    const until = async (word: string) => {
      for (let heard = ''; ; ) {
        const { value, done } = await reader.read()
        heard += String(value ?? '')
        if (done || heard.includes(word)) return heard
      }
    }
    await until('listening')
    await ask('POST', '/say', { json: { words: '还有一点' } })
    const heard = await until('event: changed')
    expect(heard).not.toContain(caseId)
    await service.ask('DELETE', `/v1/cases/${caseId}/links/${linkId}`)
    expect(await until('never said')).not.toContain('never said')
  })
})
