import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveDispute } from '../../src/pipeline/receive-dispute.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { verdictOn } from '../adapters/store/store-parts.js'
import { deliveredKey } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { read } from '../http/open-service.js'
import { claimOn, formOf, pushed } from '../http/samples.js'
import { type Receiver, startReceiver } from '../service/start-receiver.js'
import { openDesk } from './open-desk.js'
import { desktop, expectAccessible, keepScreen, phone } from './open-site.js'

let desk: Awaited<ReturnType<typeof openDesk>>
let receiver: Receiver

beforeAll(async () => {
  desk = await openDesk()
  receiver = await startReceiver()
}, 120_000)
afterAll(async () => {
  await receiver?.close()
  await desk?.close()
})

const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => desk.service.parts.store.inPlatform(desk.service.shop.live.id, work)

async function openCase(number: string): Promise<string> {
  await desk.service.ask('PUT', `/v1/orders/${number}`, {
    json: pushed(number, { deliveredKeys: [deliveredKey], paymentNumber: `PAY-${number}` }),
  })
  return (await read(desk.service.ask('POST', '/v1/cases', { json: claimOn(number) }))).id
}

describe('the page of deliveries', () => {
  it('sends again what was given up, and what failed and would wait for hours', async () => {
    await desk.service.ask('POST', '/v1/webhooks', { json: { url: receiver.url } })
    receiver.refuse(4)
    const dead = await openCase('SENT-1')
    await desk.deliver()
    desk.pass(73 * 3_600_000)
    await desk.deliver()
    const failed = await openCase('SENT-2')
    await desk.deliver()
    desk.pass(10_000)
    await desk.deliver()
    expect(receiver.taken).toEqual([])

    const { page, faults } = await desk.open('/console/deliveries', desktop)
    const rowOf = (caseId: string) => page.getByRole('row').filter({ hasText: caseId.slice(-8) })
    await rowOf(dead).getByText('已放弃').waitFor()
    await rowOf(failed).getByText('待推送').waitFor()
    expect(await rowOf(dead).innerText()).toContain('500')
    await keepScreen(page, 'deliveries-failed')
    await expectAccessible(page)
    for (const caseId of [dead, failed]) {
      await rowOf(caseId).getByRole('button', { name: '重新推送' }).click()
      await page.getByText('已重新排队').last().waitFor()
      await expect
        .poll(async () => {
          await desk.deliver()
          return receiver.taken.filter(({ body }) => body.includes(caseId)).length
        })
        .toBe(1)
    }
    await page.reload()
    for (const caseId of [dead, failed]) await rowOf(caseId).getByText('已送达').waitFor()
    const small = await desk.open('/console/deliveries', phone)
    await small.page.getByText('已送达').nth(1).waitFor()
    await keepScreen(small.page, 'deliveries-phone')
    await expectAccessible(small.page)
    // More pages than fit: the one that is open is scrolled to.
    const [all, here] = await Promise.all(['nav', 'nav [aria-current=page]'].map((part) => small.page.locator(part).boundingBox()))
    expect(here?.x).toBeGreaterThanOrEqual(all?.x ?? Number.NaN)
    expect((here?.x ?? 0) + (here?.width ?? 0)).toBeLessThanOrEqual((all?.x ?? 0) + (all?.width ?? 0))
    expect([...faults, ...small.faults]).toEqual([])
  })
})

describe('the page of disputes', () => {
  it('shows a drafted answer to be changed and copied, with its pictures, and no card key in either', async () => {
    const caseId = await openCase('DISPUTED-1')
    const shot = new URL('../../fixtures/cases/instant-windows-key-blocked/evidence/2-activation.png', import.meta.url)
    const body = formOf({ file: new File([new Uint8Array(await readFile(shot))], '激活失败.png') })
    const evidenceId = (await read(desk.service.ask('POST', `/v1/cases/${caseId}/evidence`, { body }))).items[0]?.id ?? ''
    await inShop(async (rows) => {
      await rows.readings.put(evidenceId, drawReading([`卡密 ${deliveredKey}`]))
      const because = { zh: `截图显示卡密 ${deliveredKey} 激活失败，错误代码 0xC004C003。`, en: 'shown' }
      const seen = { code: 'failure-shown', group: 'failure', leans: 'for', weight: 3, because, seenIn: ['激活失败.png'] } as const
      const made = verdictOn(caseId, (await rows.cases.get(caseId))?.revision ?? 0, { signals: [seen] })
      const order = (await rows.orders.get('DISPUTED-1'))?.order ?? null
      const evidence = [{ file: '激活失败.png', as: null, uploadedAt: null, fault: null, evidenceId }]
      await rows.verdicts.insert({ ...made, judgedBy: { ...made.judgedBy, order, evidence } })
      const payments = [{ paymentNumber: 'PAY-DISPUTED-1', merchantOrderNumber: null }]
      const notice = { is: 'dispute', noticeId: 'n1', disputeNumber: 'C-1', state: 'open', at: new Date().toISOString() } as const
      await receiveDispute(rows, 'wechat', { ...notice, payments, words: `卡密 ${deliveredKey} 打不开` }, new Date().toISOString())
    })
    for (const look of [desktop, phone]) {
      const { page, faults } = await desk.open('/console/disputes', look)
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.getByRole('button', { name: '查看草稿' }).click()
      const draft = page.getByLabel('可在此修改，再复制到渠道后台')
      await draft.waitFor()
      expect(await draft.inputValue()).toMatch(/^订单 DISPUTED-1，.*激活失败，错误代码 0xC004C003。/)
      await draft.fill(`${await draft.inputValue()}请撤销投诉。`)
      await page.getByRole('dialog').getByRole('button', { name: '复制' }).click()
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/请撤销投诉。$/)
      const picture = page.getByRole('dialog').getByRole('img', { name: '激活失败.png' })
      await expect.poll(() => picture.evaluate((it) => (it as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(300)
      expect(await picture.getAttribute('src')).toMatch(/\/pack\/pictures\/1$/)
      expect(await page.content()).not.toContain(deliveredKey)
      await keepScreen(page, `dispute-draft-${look.name}`)
      await expectAccessible(page)
      expect(faults).toEqual([])
    }
  })
})
