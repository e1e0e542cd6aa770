import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { announceEvent } from '../../src/intake/announce-event.js'
import { hashBuyerLink } from '../../src/intake/make-buyer-link.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { decideStoredCase } from '../../src/pipeline/decide-stored-case.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { sendNotice } from '../../src/pipeline/send-notice.js'
import { sweepUnfinished } from '../../src/pipeline/sweep-unfinished.js'
import type { SendAnswer } from '../../src/ports/notices.js'
import type { EventType } from '../../src/ports/store/endpoints.js'
import { claimOn, orderNamed, verdictOn } from '../adapters/store/store-parts.js'
import { deliveredKey } from '../builders/case.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const buyerContact = { email: 'buyer@example.com', phone: '13800000000', language: 'zh' } as const
const noon = '2999-11-20T12:00:00+08:00'

describe.each(engines)('notices on the %s store', (...engine) => {
  let flow: Flow
  const sent: { readonly way: string; readonly to: string; readonly words: string }[] = []
  let answers: Partial<Record<'mail' | 'sms', SendAnswer>>
  let time: string
  let count = 0
  const notices = {
    mail: {
      send: async ({ to, subject, text }: { to: string; subject: string; text: string }) => {
        sent.push({ way: 'mail', to, words: `${subject} ${text}` })
        return answers.mail ?? { is: 'accepted' as const }
      },
    },
    sms: {
      send: async ({ phone, text }: { phone: string; text: { what: string; next: string } }) => {
        sent.push({ way: 'sms', to: phone, words: `${text.what} ${text.next}` })
        return answers.sms ?? { is: 'accepted' as const }
      },
    },
  }
  const now = () => new Date(time)
  const send = (noticeId: string, senders: Parameters<typeof sendNotice>[0]['notices'] = notices) =>
    sendNotice({ store: flow.store, notices: senders, publicUrl: 'https://proof.example', now }, { platformId: flow.platformId, noticeId })

  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())
  beforeEach(() => {
    sent.length = 0
    answers = {}
    time = noon
  })

  /** An event on a case of an order whose buyer can be reached both ways; gives the notices of it. */
  async function announce(type: EventType = 'case.opened', data: object = {}) {
    const number = `ORDER-N${count++}`
    const { order, buyer } = orderNamed(number, { merchantContact: { email: 'shop@example.com', phone: null, language: 'en' } })
    return flow.inShop(async (rows) => {
      await rows.orders.upsert([{ order, buyer: { ...buyer, contact: buyerContact } }])
      const { row } = await rows.cases.open({ claim: claimOn(number, { statement: deliveredKey }), orderNumber: number })
      const event = { type, caseId: row.id, data: { caseId: row.id, ...data }, key: `${row.id}.${type}` }
      await announceEvent(rows, event)
      await announceEvent(rows, event)
      return rows.notices.list(row.id)
    })
  }
  const stateOf = (noticeId: string) => flow.inShop((rows) => rows.notices.get(noticeId))

  it('gives the buyer a link to the page of the case by mail, and nobody else, with only its hash kept', async () => {
    const planned = await announce()
    for (const { id } of planned) await send(id)
    const linked = sent.filter(({ words }) => words.includes('https://proof.example/c/'))
    expect(linked.map(({ to }) => to)).toEqual(['buyer@example.com'])
    const token = /\/c\/([\w-]{43})/.exec(linked[0]?.words ?? '')?.[1] ?? ''
    const found = await flow.store.inAll(({ buyerLinks }) => buyerLinks.findByHash(hashBuyerLink(token)))
    expect(found?.link).toMatchObject({ caseId: planned[0]?.caseId, language: 'zh', createdBy: 'system' })
  })

  it('rules 7.1: tells each whom an event concerns once in every way, however often the event is announced and the job runs', async () => {
    const planned = await announce()
    expect(planned.map(({ recipient, way }) => `${recipient} ${way}`)).toEqual(['buyer mail', 'buyer sms', 'merchant mail'])
    for (const { id } of planned) await Promise.all([send(id), send(id)])
    for (const { id } of planned) await send(id)
    expect(sent.map(({ to }) => to).sort()).toEqual(['13800000000', 'buyer@example.com', 'shop@example.com'])
    expect(sent.map(({ words }) => words).join()).not.toMatch(/NPHTM|ORDER-N/)
    for (const { id } of planned) expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('does not send a short message again whose answer was lost, nor one whose sender was killed', async () => {
    const [, lost] = await announce()
    answers = { sms: { is: 'unknown', because: 'the answer was lost' } }
    await send(lost?.id ?? '')
    await send(lost?.id ?? '')
    expect(await stateOf(lost?.id ?? '')).toMatchObject({ state: 'unknown', because: 'the answer was lost' })
    const [, killed] = await announce()
    const dies = { mail: null, sms: { send: () => Promise.reject(new Error('killed')) } }
    await expect(send(killed?.id ?? '', dies)).rejects.toThrow('killed')
    time = '2999-11-20T12:30:00+08:00'
    await send(killed?.id ?? '')
    expect(await stateOf(killed?.id ?? '')).toMatchObject({ state: 'unknown' })
    expect(sent.filter(({ way }) => way === 'sms')).toHaveLength(1)
  })

  it('tries again later what may be taken another time, and gives up in the end', async () => {
    const [mail] = await announce()
    answers = { mail: { is: 'refused', because: 'SMTP 452', later: true } }
    for (let day = 1; day <= 9; day++) {
      time = `2999-12-0${day}T12:00:00+08:00`
      await send(mail?.id ?? '')
    }
    expect(await stateOf(mail?.id ?? '')).toMatchObject({ state: 'failed', because: 'SMTP 452', attempts: 6 })
    const [, , merchant] = await announce()
    answers = { mail: { is: 'refused', because: 'SMTP 550', later: false } }
    await send(merchant?.id ?? '')
    expect(await stateOf(merchant?.id ?? '')).toMatchObject({ state: 'failed', attempts: 1 })
  })

  it('rules 7.1: tells a person’s decision in that person’s words, not in the machine’s, without a card key', async () => {
    const number = `ORDER-N${count++}`
    const { order, buyer } = orderNamed(number)
    const by = { actor: 'rev_1', now: now().toISOString() }
    const ids = await flow.inShop(async (rows) => {
      await rows.orders.upsert([{ order, buyer: { ...buyer, contact: buyerContact } }])
      const { row } = await rows.cases.open({ claim: claimOn(number), orderNumber: number })
      const explanation = { zh: '机器认为可以退款。', en: 'The machine would pay.' }
      await rows.verdicts.insert(verdictOn(row.id, row.revision, { explanation }))
      const review = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt: by.now, payouts: [] } as const
      await moveStoredCase(rows, row.id, review, by)
      const words = `卡密 ${deliveredKey} 已被使用。`
      await decideStoredCase(rows, row.id, { person: 'rev_1', decision: { is: 'refuse', reasonCode: 'used', words } }, by)
      return (await rows.notices.list(row.id)).filter(({ eventType }) => eventType === 'case.decided').map(({ id }) => id)
    })
    for (const id of ids) await send(id)
    const mail = sent.find(({ way }) => way === 'mail')?.words ?? ''
    for (const part of ['审核员未批准退款', '审核员说明：', '已被使用', '申诉']) expect(mail).toContain(part)
    expect(mail).not.toMatch(/机器认为|NPHTM/)
  })

  it('tells a verdict in its own words, also when another was made before the notice went out, and never a payment that waits for a dispute', async () => {
    const tell = async (state: string) => {
      const [mail] = await flow.inShop(async (rows) => {
        const number = `ORDER-N${count++}`
        const { order, buyer } = orderNamed(number)
        await rows.orders.upsert([{ order, buyer: { ...buyer, contact: buyerContact } }])
        const { row } = await rows.cases.open({ claim: claimOn(number), orderNumber: number })
        const first = { outcome: 'refund', explanation: { zh: '第一次的理由。', en: 'first' } } as const
        await rows.verdicts.insert(verdictOn(row.id, 1, first))
        const data = { caseId: row.id, revision: 1, outcome: 'refund', state }
        await announceEvent(rows, { type: 'case.decided', caseId: row.id, data, key: `${row.id}.judged.1` })
        await rows.cases.touch(row.id)
        await rows.verdicts.insert(verdictOn(row.id, 2, { outcome: 'review', explanation: { zh: '第二次的理由。', en: 'second' } }))
        return rows.notices.list(row.id)
      })
      await send(mail?.id ?? '')
      return sent.at(-1)?.words ?? ''
    }
    const paid = await tell('paying')
    expect(paid).toContain('退款已批准')
    expect(paid).toContain('第一次的理由。')
    const held = await tell('on-hold')
    expect(held).toContain('处理暂停')
    expect(held).not.toMatch(/已批准|第一次的理由/)
  })

  it('waits for the end of the quiet hours, but for a deadline that is near', async () => {
    time = '2999-11-20T23:30:00+08:00'
    const [quiet] = await announce()
    await send(quiet?.id ?? '')
    const [urgent] = await announce('case.deadline_near', { state: 'needs-evidence', until: '2999-11-21T07:00:00+08:00' })
    await send(urgent?.id ?? '')
    expect(sent.map(({ words }) => words).join()).toContain('11-21 07:00')
    expect(await stateOf(urgent?.id ?? '')).toMatchObject({ state: 'sent' })
    expect(await stateOf(quiet?.id ?? '')).toMatchObject({ state: 'waiting', nextAt: '2999-11-21T00:00:00.000Z', because: 'quiet-hours' })
    time = '2999-11-21T08:00:00+08:00'
    await send(quiet?.id ?? '')
    expect(await stateOf(quiet?.id ?? '')).toMatchObject({ state: 'sent' })
  })

  it('sends nothing where no way is set up or the policy wants none, and says so', async () => {
    const [first, second] = await announce()
    await send(first?.id ?? '', { mail: null, sms: null })
    expect(await stateOf(first?.id ?? '')).toMatchObject({ state: 'skipped', because: 'way-not-set-up' })
    await flow.inShop((rows) =>
      rows.policies.append((version) => ({
        ...defaultPolicy,
        version: `mail-only@${version}`,
        notices: { ...defaultPolicy.notices, ways: ['mail'] },
      })),
    )
    await send(second?.id ?? '')
    expect(await stateOf(second?.id ?? '')).toMatchObject({ state: 'skipped', because: 'way-off' })
    expect(sent).toEqual([])
  })

  it('is driven again from the tables when the queue lost the job', async () => {
    const [lost] = await announce()
    const added: string[] = []
    const queue = {
      deadLetters: async () => [],
      add: async (jobs: readonly { readonly id: string }[]) => void added.push(...jobs.map(({ id }) => id)),
    }
    await sweepUnfinished({ store: flow.store, queue, now })
    expect(added).toContain(`send-notice.${lost?.id}`)
  })
})
