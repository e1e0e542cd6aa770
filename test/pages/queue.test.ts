import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseCommand } from '../../src/model/case-life.js'
import type { Claim } from '../../src/model/claim.js'
import type { Outcome } from '../../src/model/verdict.js'
import { carryDecision } from '../../src/pipeline/carry-decision.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { verdictOn } from '../adapters/store/store-parts.js'
import { read } from '../http/open-service.js'
import { claimOn, formOf, picture, pushed } from '../http/samples.js'
import { type Colleague, openDesk } from './open-desk.js'
import { desktop, expectAccessible, keepScreen, phone } from './open-site.js'

let desk: Awaited<ReturnType<typeof openDesk>>
let [lead, li, wang, auditor]: Colleague[] = []
const ids: Record<string, string> = {}

const platformId = () => desk.service.shop.live.id
const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => desk.service.parts.store.inPlatform(platformId(), work)
const now = () => desk.service.parts.now().toISOString()
const move = (id: string, command: CaseCommand) => inShop((rows) => moveStoredCase(rows, id, command, { actor: 'system', now: now() }))

interface Waiting {
  readonly amountFen?: number
  readonly reason?: Claim['reason']
  readonly outcome?: Outcome
  readonly since?: string
}

/** A case that a person is to decide. */
async function waits(
  number: string,
  { amountFen = 12_800, reason = 'activation-failed', outcome = 'review', since = now() }: Waiting = {},
) {
  await desk.service.ask('PUT', `/v1/orders/${number}`, { json: pushed(number, { amountFen }) })
  const json = { claim: { ...claimOn(number).claim, reason } }
  const { id } = await read(desk.service.ask('POST', '/v1/cases', { json }))
  await inShop(async (rows) => {
    await rows.verdicts.insert(verdictOn(id, 1, { outcome, rule: 'reason-needs-a-person', payouts: [] }))
    const command = { is: 'judged', outcome, objected: false, until: null, judgedAt: since, payouts: [] } as const
    await moveStoredCase(rows, id, command, { actor: 'system', now: since })
  })
  if (outcome !== 'review') await move(id, { is: 'person-asked', words: '' })
  ids[number] = id
}

async function appealed(number: string): Promise<void> {
  await waits(number)
  const id = ids[number] ?? ''
  const decision = { is: 'refuse', reasonCode: 'used-before', words: '卡密已被使用' } as const
  await move(id, { is: 'decided', person: 'somebody', decision, remainderFen: 12_800 })
  await desk.service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ file: picture() }) })
  await desk.service.ask('POST', `/v1/cases/${id}/appeal`, { json: { words: '我没有用过' } })
}

beforeAll(async () => {
  desk = await openDesk()
  await waits('LATE-1', { since: '2026-01-01T00:00:00Z' })
  await waits('UNSENT-1', { amountFen: 2000, reason: 'not-delivered' })
  await waits('VAGUE-1', { amountFen: 7900, reason: 'other', outcome: 'more-evidence' })
  await waits('FAILED-1')
  await appealed('APPEALED-1')
  await waits('DEAR-1', { amountFen: 90_000, reason: 'key-invalid' })
  lead = await desk.member('lead', '林主管')
  li = await desk.member('reviewer', '李审核')
  wang = await desk.member('reviewer', '王审核')
  auditor = await desk.member('auditor', '周审计')
  await lead.ask('POST', `/v1/cases/${ids['DEAR-1']}/lease`)
  await lead.ask('POST', `/v1/cases/${ids['DEAR-1']}/decision`, { decision: 'pay', words: '' })
})
afterAll(() => desk?.close())

const all = ['APPEALED-1', 'DEAR-1', 'FAILED-1', 'LATE-1', 'UNSENT-1', 'VAGUE-1']

const row = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number })
const numbersOn = async (page: Page) => (await page.locator('[role=row] a.code').allInnerTexts()).toSorted()
const expectRows = (page: Page, numbers: readonly string[]) => expect.poll(() => numbersOn(page)).toEqual(numbers)
const addressOf = (number: string) => `/console/cases/${ids[number]}?search=${number}`
const isMine = (page: Page) => page.getByText('由我处理').waitFor()
const toQueue = async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: '审核队列' }).waitFor()
}
const offered = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option'

/** Chooses by what is written, as with a mouse. */
async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click()
  await page.locator(offered).filter({ hasText: option }).click()
}

describe('the filters of the queue', () => {
  const kinds = [
    { kind: '人工审核', address: 'needs=review', shown: ['FAILED-1', 'LATE-1', 'UNSENT-1', 'VAGUE-1'] },
    { kind: '申诉', address: 'needs=appeal', shown: ['APPEALED-1'] },
    { kind: '待二签', address: 'needs=second-signature', shown: ['DEAR-1'] },
    { kind: '超时', address: 'overdue=true', shown: ['LATE-1'] },
    { kind: '我的', address: 'assignee=me', shown: [] },
    { kind: '全部', address: '', shown: all },
  ]

  it('show what waits for one thing, count it truly, and stand in the address', async () => {
    const { page, faults } = await desk.open('/console/queue', desktop, li)
    await expectRows(page, all)
    for (const { kind, address, shown } of kinds) {
      const segment = page.locator('.ant-segmented-item').filter({ hasText: kind })
      await expect.poll(() => segment.innerText()).toContain(String(shown.length))
      await segment.click()
      await expectRows(page, shown)
      expect(new URL(page.url()).search).toBe(address === '' ? '' : `?${address}`)
      if (shown.length === 0) await page.getByText('没有符合筛选条件的案件').waitFor()
      await page.reload()
      await expectRows(page, shown)
      await page.locator('.ant-segmented-item-selected').filter({ hasText: kind }).waitFor()
    }
    expect(faults).toEqual([])
  })

  it('narrow by reason, advice, assignee and amount, together and across a reload', async () => {
    const { page, faults } = await desk.open('/console/queue', desktop, li)
    await expectRows(page, all)
    await choose(page, '原因', '激活失败')
    await expectRows(page, ['APPEALED-1', 'FAILED-1', 'LATE-1'])
    expect(new URL(page.url()).search).toBe('?reason=activation-failed')
    await page.reload()
    await expectRows(page, ['APPEALED-1', 'FAILED-1', 'LATE-1'])
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expectRows(page, all)
    await choose(page, '系统建议', '补充证据')
    await expectRows(page, ['VAGUE-1'])
    expect(new URL(page.url()).search).toBe('?outcome=more-evidence')
    await page.goto(`${desk.baseUrl}/console/queue`)
    await page.getByLabel('金额不低于').fill('79')
    await expectRows(
      page,
      all.filter((number) => number !== 'UNSENT-1'),
    )
    await page.getByLabel('金额低于').fill('128')
    await expectRows(page, ['VAGUE-1'])
    await page.reload()
    await expectRows(page, ['VAGUE-1'])
    expect(await page.getByLabel('金额不低于').inputValue()).toBe('79')
    await keepScreen(page, 'queue-filtered')
    await expectAccessible(page)
    await choose(page, '原因', '卡密无效')
    await page.getByText('没有符合筛选条件的案件').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expectRows(page, all)
    expect(new URL(page.url()).search).toBe('')
    expect(faults).toEqual([])
  })

  it('are all there on a phone, behind one button', async () => {
    const { page, faults } = await desk.open('/console/queue?reason=other', phone, li)
    await expectRows(page, ['VAGUE-1'])
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await choose(page, '负责人', '无人')
    await expectRows(page, ['VAGUE-1'])
    expect(new URL(page.url()).search).toBe('?reason=other&assignee=nobody')
    await keepScreen(page, 'queue-filters-phone')
    await expectAccessible(page)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.getByLabel('金额不低于').fill('500')
    await page.getByText('没有符合筛选条件的案件').waitFor()
    await keepScreen(page, 'queue-filtered-nothing-phone')
    expect(faults).toEqual([])
  })
})

describe('whose a case is', () => {
  it('is said by a lead, seen by the colleague among its own, and nobody else is given the case', async () => {
    const boss = await desk.open(addressOf('FAILED-1'), desktop, lead)
    await isMine(boss.page)
    await choose(boss.page, '负责人', '王审核')
    await boss.page.locator('.ant-select-content').getByText('王审核').waitFor()
    await boss.page.reload()
    await boss.page.locator('.ant-select-content').getByText('王审核').waitFor()
    await keepScreen(boss.page, 'case-assigned')
    await expectAccessible(boss.page)
    await toQueue(boss.page)

    const other = await desk.open('/console/queue?search=FAILED-1', desktop, li)
    await row(other.page, 'FAILED-1').getByText('分配给 王审核').waitFor()
    await other.page.keyboard.press('n')
    await other.page.getByText('没有可领取的案件').waitFor()
    await other.page.keyboard.press('j')
    await other.page.keyboard.press('a')
    await other.page.getByText('您的角色无权执行此操作').waitFor()
    await row(other.page, 'FAILED-1').getByText('分配给 王审核').waitFor()
    await other.page.goto(`${desk.baseUrl}/console/queue`)
    await choose(other.page, '负责人', '王审核')
    await expectRows(other.page, ['FAILED-1'])
    expect(new URL(other.page.url()).search).toBe(`?assignee=${wang?.id}`)

    const own = await desk.open('/console/queue', desktop, wang)
    await own.page.locator('.ant-segmented-item').filter({ hasText: '我的 1' }).click()
    await expectRows(own.page, ['FAILED-1'])
    await own.page.keyboard.press('n')
    await isMine(own.page)
    expect(own.page.url()).toContain(ids['FAILED-1'])
    await toQueue(own.page)
    expect([...boss.faults, ...other.faults, ...own.faults]).toEqual([])
  })

  it('is changed by a reviewer for itself alone: by key from the queue, and given back from the case', async () => {
    const { page, faults } = await desk.open('/console/queue?search=UNSENT-1', desktop, li)
    await expectRows(page, ['UNSENT-1'])
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await row(page, 'UNSENT-1').getByText('分配给 李审核').waitFor()
    await page.reload()
    await row(page, 'UNSENT-1').getByText('分配给 李审核').waitFor()
    await row(page, 'UNSENT-1').click()
    await isMine(page)
    await page.getByRole('combobox', { name: '负责人' }).click()
    await expect.poll(() => page.locator(offered).allInnerTexts()).toEqual(['未分配', '李审核（我）'])
    await page.locator(offered).filter({ hasText: '未分配' }).click()
    await page.locator('.ant-select-content').getByText('未分配').waitFor()
    await toQueue(page)
    await row(page, 'UNSENT-1').getByText('—').last().waitFor()
    // Of a colleague's case it is told whose it is, and not asked.
    await page.goto(`${desk.baseUrl}${addressOf('FAILED-1')}`)
    await isMine(page)
    await page.locator('.ant-select-content').getByText('王审核').waitFor()
    expect(await page.getByRole('combobox', { name: '负责人' }).isDisabled()).toBe(true)
    await toQueue(page)
    expect(faults).toEqual([])
  })

  it('is not for who may only look', async () => {
    const { page, faults } = await desk.open(addressOf('FAILED-1'), desktop, auditor)
    await page.getByText('您的角色只能查看案件').waitFor()
    expect(await page.getByRole('combobox', { name: '负责人' }).count()).toBe(0)
    await keepScreen(page, 'case-auditor')
    await expectAccessible(page)
    const refused = await auditor?.ask('PUT', `/v1/cases/${ids['FAILED-1']}/assignee`, { personId: null })
    expect(refused?.status).toBe(403)
    expect(faults).toEqual([])
  })

  it('goes over to another page that has the case open, without a reload', async () => {
    const { page } = await desk.open(addressOf('VAGUE-1'), desktop, li)
    await page.locator('.ant-select-content').getByText('未分配').waitFor()
    await lead?.ask('PUT', `/v1/cases/${ids['VAGUE-1']}/assignee`, { personId: li?.id })
    await page.locator('.ant-select-content').getByText('李审核（我）').waitFor()
    await toQueue(page)
  })
})

describe('two who look at the same', () => {
  /** What waits for its time, of the one decision of this case that was not carried out. */
  async function letStand(number: string): Promise<void> {
    const open = await inShop((rows) => rows.decisions.openOf(ids[number] ?? ''))
    desk.pass(10_000)
    await carryDecision(desk.service.parts, { platformId: platformId(), decisionId: open?.id ?? '' })
  }

  it('see what the other takes and decides, in the queue and in the open case, without a reload', async () => {
    await waits('BOTH-1')
    const queue = await desk.open('/console/queue?search=BOTH-1', desktop, wang)
    await row(queue.page, 'BOTH-1').waitFor()
    const holder = await desk.open(addressOf('BOTH-1'), desktop, li)
    await isMine(holder.page)
    await row(queue.page, 'BOTH-1').getByText('李审核 正在处理').waitFor()
    const looker = await desk.open(addressOf('BOTH-1'), desktop, wang)
    await looker.page.getByText('李审核 正在处理此案').waitFor()
    await holder.page.keyboard.press('3')
    await holder.page.getByRole('dialog', { name: '拒绝退款' }).waitFor()
    await holder.page.keyboard.press('1')
    await holder.page.keyboard.press('Enter')
    await holder.page.getByText(/秒后生效/).waitFor()
    await queue.page.getByText('没有符合筛选条件的案件').waitFor()
    await looker.page.getByText('李审核 已决定：拒绝').waitFor()
    await keepScreen(looker.page, 'case-decided-by-other')
    await expectAccessible(looker.page)
    await letStand('BOTH-1')
    await looker.page.getByText('此案现在不需要人工决定（可申诉）').waitFor()
    await looker.page.getByRole('tab', { name: '经过' }).click()
    await looker.page.getByText('审核员决定').waitFor()
    expect([...queue.faults, ...holder.faults, ...looker.faults]).toEqual([])
  })

  it('are told by the service itself, before anything is asked again', async () => {
    await waits('TOLD-1')
    const queue = await desk.open('/console/queue?search=TOLD-', desktop, wang)
    const opened = await desk.open(addressOf('TOLD-1'), desktop, auditor)
    await row(queue.page, 'TOLD-1').waitFor()
    await opened.page.getByText('您的角色只能查看案件').waitFor()
    // From here on no time passes in the pages but what is let by: less than any of them waits to ask by itself.
    for (const { page } of [queue, opened]) {
      await page.clock.install()
      await page.clock.pauseAt(new Date(Date.now() + 3_600_000))
      await page.clock.runFor(1)
    }
    await waits('TOLD-2')
    await move(ids['TOLD-1'] ?? '', { is: 'withdrawn', words: '自己解决了' })
    const soon = async (page: Page, text: string) => {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await page.clock.runFor(1500)
      await expect
        .poll(async () => {
          await page.clock.runFor(10)
          return page.getByText(text).count()
        })
        .toBeGreaterThan(0)
    }
    await soon(queue.page, 'TOLD-2')
    await soon(opened.page, '已结束')
    expect(await numbersOn(queue.page)).toEqual(['TOLD-2'])
    expect([...queue.faults, ...opened.faults]).toEqual([])
  })

  it('catch up when the line was cut: meanwhile the page says so, and sends nothing later that was pressed then', async () => {
    await waits('CUT-1')
    const queue = await desk.open('/console/queue?search=CUT-', desktop, wang)
    const opened = await desk.open(addressOf('CUT-1'), desktop, li)
    await row(queue.page, 'CUT-1').getByText('李审核 正在处理').waitFor()
    await isMine(opened.page)
    for (const { page } of [queue, opened]) {
      await page.context().setOffline(true)
      await page.getByRole('alert').filter({ hasText: '没有网络' }).waitFor()
      await expectAccessible(page)
    }
    await keepScreen(queue.page, 'queue-offline')
    await opened.page.keyboard.press('1')
    await opened.page.getByText('连不上服务，请检查网络后重试').waitFor()
    await keepScreen(opened.page, 'case-offline')
    await waits('CUT-2')
    await desk.service.ask('POST', `/v1/cases/${ids['CUT-1']}/decision`, {
      json: { decision: 'refuse', reasonCode: 'used-before', words: '卡密已被使用', person: 'another' },
    })
    for (const { page } of [queue, opened]) {
      await page.context().setOffline(false)
      await page.getByRole('alert').filter({ hasText: '没有网络' }).waitFor({ state: 'detached' })
    }
    await expectRows(queue.page, ['CUT-2'])
    await opened.page.getByText('此案现在不需要人工决定（可申诉）').waitFor()
    expect(await inShop((rows) => rows.decisions.openOf(ids['CUT-1'] ?? ''))).toBeNull()
    const ours = [...queue.faults, ...opened.faults].filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))
    expect(ours).toEqual([])
  })

  it('are heard again after the service refused to tell, and not told in a page that nobody looks at', async () => {
    const { page } = await desk.open('/console/account', desktop, wang)
    let refusals = 1
    await page.route('**/v1/events/stream', (route) => (refusals-- > 0 ? route.fulfill({ status: 503 }) : route.continue()))
    const asked: string[] = []
    page.on('request', (request) => request.url().endsWith('/v1/events/stream') && asked.push('asked'))
    page.on('requestfailed', (request) => request.url().endsWith('/v1/events/stream') && asked.push('ended'))
    await page.goto(`${desk.baseUrl}/console/queue`)
    await expect.poll(() => asked).toEqual(['asked', 'asked'])
    const look = (state: string) =>
      page.evaluate(`Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' }),
        document.dispatchEvent(new Event('visibilitychange'))`)
    await look('hidden')
    await expect.poll(() => asked).toEqual(['asked', 'asked', 'ended'])
    await look('visible')
    await expect.poll(() => asked).toEqual(['asked', 'asked', 'ended', 'asked'])
  })
})
