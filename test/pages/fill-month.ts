import type { CaseCommand } from '../../src/model/case-life.js'
import type { Payout } from '../../src/model/verdict.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { recordAudit } from '../../src/pipeline/record-audit.js'
import { lockRefund, type RefundEnd, settleRefund } from '../../src/pipeline/settle-refund.js'
import { takeOrders } from '../../src/pipeline/take-orders.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { claimOn, orderNamed, personNamed, verdictOn } from '../adapters/store/store-parts.js'
import { highTrust } from '../builders/case.js'
import { randomOf } from '../builders/random-of.js'
import type { Desk } from './open-desk.js'

const minuteMs = 60_000
const dayMs = 86_400_000
const days = 28

/** How many cases come in an hour of Shanghai, as a shop's do: evenings most, nights few, and the quiet hours of the trade. */
const byHour = [1, 1, 0, 0, 0, 0, 0, 1, 2, 1, 1, 3, 4, 4, 2, 2, 3, 3, 4, 6, 8, 7, 5, 2]
const caseCount = 150

const names = ['周敏', '李文', '王磊'] as const

/** What becomes of the cases of a shop, by their share; those after the first two come to people. */
const ways = [
  ['paid', 0.5],
  ['not-eligible', 0.58],
  ['agreed', 0.76],
  ['refused', 0.86],
  ['asked', 0.92],
  ['overturned', 0.95],
  ['upheld', 0.98],
  ['failed', 1],
] as const
type Way = (typeof ways)[number][0]

/**
 * A month of a shop up to that moment, by the moves that the service makes and on its clock: paid at once, declined by the record, decided
 * by three people, refused and appealed against, paid by the channel or not; most automatic payments audited, one of them wrong.
 */
export async function fillMonth(desk: Desk, until: string): Promise<void> {
  const { store } = desk.service.parts
  const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => store.inPlatform(desk.service.shop.live.id, work)
  const random = randomOf(20_261_124)
  const end = Date.parse(until)
  const goTo = (atMs: number) => desk.pass(atMs - desk.now().getTime())
  const reviewers = await Promise.all(names.map((name, at) => addReviewer(inShop, name, at)))
  const before = Array.from({ length: caseCount - 1 }, () => momentBefore(end, random)).sort((a, b) => a - b)
  const moments = [...before, end - 30 * minuteMs]
  const paid: string[] = []
  for (const [at, moment] of moments.entries()) {
    const chance = at === caseCount - 1 ? 0 : random()
    const way = ways.find(([, until]) => chance < until)?.[0] ?? 'paid'
    goTo(moment)
    const caseId = await new Shopper({ desk, inShop, random, reviewers }, at).go(way)
    if (way === 'paid') paid.push(caseId)
  }
  goTo(end)
  const [lead = ''] = reviewers
  for (const [at, caseId] of paid.entries()) {
    if (random() < 0.9)
      await inShop((rows) => recordAudit(rows, { caseId, wrong: at === 30 }, { actor: lead, now: desk.now().toISOString() }))
  }
}

interface Month {
  readonly desk: Desk
  readonly inShop: <T>(work: (rows: PlatformRows) => Promise<T>) => Promise<T>
  readonly random: () => number
  readonly reviewers: readonly string[]
}

/** One buyer of that month, with an order and a claim on it. */
class Shopper {
  readonly #month: Month
  readonly #number: string
  readonly #amountFen: number
  readonly #reviewer: string
  readonly #other: string
  #caseId = ''

  constructor(month: Month, at: number) {
    const { random, reviewers } = month
    this.#month = month
    this.#number = `2026110${String(100_000 + at)}`
    this.#amountFen = 1_000 + Math.floor(random() * 190) * 100
    // The first does half of the work.
    const turn = Math.floor(random() * 4)
    this.#reviewer = reviewers[turn > 1 ? 0 : turn + 1] ?? ''
    this.#other = reviewers.find((id) => id !== this.#reviewer) ?? ''
  }

  async go(way: Way): Promise<string> {
    await this.#claim()
    const { random } = this.#month
    if (way === 'paid' || way === 'failed') await this.#judge('instant-refund', 0.955 + 0.0449 * Math.sqrt(random()))
    else if (way === 'not-eligible') await this.#judge('not-eligible', 1)
    else {
      await this.#judge('review', 0.6 + 0.3 * random())
      await this.#decide(way)
    }
    if (way === 'failed')
      await this.#end({ is: 'failed', because: { zh: '渠道余额不足', en: 'The channel lacks the money' }, words: 'NOT_ENOUGH' })
    if (way === 'paid' || way === 'agreed' || way === 'asked' || way === 'overturned') await this.#end('arrived')
    return this.#caseId
  }

  async #claim(): Promise<void> {
    const { desk, inShop } = this.#month
    const now = desk.now().toISOString()
    const buyer = { ...highTrust, id: `buyer-${this.#number}` }
    const { order } = orderNamed(this.#number, { amountFen: this.#amountFen, createdAt: now, paidAt: now, deliveredAt: now })
    this.#caseId = await inShop(async (rows) => {
      await takeOrders(rows, [{ order, buyer, keyStatus: null }], { actor: 'key_1', now })
      const claim = claimOn(this.#number, { submittedAt: now, buyerId: buyer.id })
      return (await rows.cases.open({ claim, orderNumber: this.#number })).row.id
    })
  }

  async #judge(outcome: 'instant-refund' | 'not-eligible' | 'review', confidence: number): Promise<void> {
    const { desk, inShop, random } = this.#month
    desk.pass(4_000 + random() * random() * 90_000)
    const now = desk.now().toISOString()
    const { paymentNumber } = orderNamed(this.#number).order
    const payouts: readonly Payout[] = outcome === 'instant-refund' ? [{ paymentNumber, amountFen: this.#amountFen }] : []
    const rule = ({ 'instant-refund': 'instant-high-trust', 'not-eligible': 'outside-window', review: 'contradiction' } as const)[outcome]
    await inShop((rows) => rows.verdicts.insert(verdictOn(this.#caseId, 1, { outcome, rule, confidence, payouts })))
    await this.#move({ is: 'judged', outcome, objected: false, until: null, judgedAt: now, payouts }, 'system')
  }

  async #decide(way: Exclude<Way, 'paid' | 'not-eligible' | 'failed'>): Promise<void> {
    const [agrees, refuses] = [
      { is: 'pay', amountFen: this.#amountFen, words: '证据属实' },
      { is: 'refuse', reasonCode: 'used', words: '卡密已由您使用' },
    ] as const
    if (way === 'asked') {
      await this.#take(this.#reviewer, { is: 'ask', words: '您用的是哪台电脑？' })
      this.#month.desk.pass(3 * 60 * minuteMs)
      await this.#move({ is: 'evidence-added', side: 'buyer', pieces: 1 }, 'key_1')
    }
    const isAgreed = way === 'agreed' || way === 'asked'
    await this.#take(this.#reviewer, isAgreed ? agrees : refuses)
    if (isAgreed || way === 'refused') return
    this.#month.desk.pass(6 * 60 * minuteMs)
    await this.#move({ is: 'evidence-added', side: 'buyer', pieces: 1 }, 'key_1')
    await this.#move({ is: 'appealed', words: '不是我用的' }, 'key_1')
    await this.#take(this.#other, way === 'overturned' ? agrees : refuses)
  }

  /** Waits longer at night and in the evening, when most comes. */
  async #take(person: string, decision: Extract<CaseCommand, { is: 'decided' }>['decision']): Promise<void> {
    const { desk, random } = this.#month
    const hour = (desk.now().getUTCHours() + 8) % 24
    desk.pass((hour < 8 ? 240 : hour > 18 ? 45 : 12) * minuteMs * (0.4 + random()))
    await this.#move({ is: 'taken', person }, person)
    desk.pass((1 + 5 * random()) * minuteMs)
    await this.#move({ is: 'decided', person, decision, remainderFen: this.#amountFen }, person)
  }

  /** The channel has given the money back, or says why not. */
  async #end(how: 'arrived' | Extract<RefundEnd, { is: 'failed' }>): Promise<void> {
    const { desk, inShop, random } = this.#month
    desk.pass((1 + 20 * random()) * minuteMs)
    const now = desk.now().toISOString()
    await inShop(async (rows) => {
      for (const { id } of await rows.refunds.ofCase(this.#caseId)) {
        const refund = await lockRefund(rows, id)
        const end: RefundEnd = how === 'arrived' ? { is: 'succeeded', at: now, channelRefundNumber: null, words: null } : how
        if (refund) await settleRefund(rows, refund, end, { actor: 'system', now })
      }
    })
  }

  async #move(command: CaseCommand, actor: string): Promise<void> {
    const { desk, inShop } = this.#month
    await inShop((rows) => moveStoredCase(rows, this.#caseId, command, { actor, now: desk.now().toISOString() }))
  }
}

async function addReviewer(inShop: Month['inShop'], name: string, at: number): Promise<string> {
  return inShop(async ({ people }) => {
    const added = await people.add(personNamed(`month-${at}@shop.example`, { name }))
    const id = added?.id ?? ''
    await people.change(id, { state: 'active' })
    return id
  })
}

/** A moment of the last weeks, more likely in the hours in which more comes, and at weekends. */
function momentBefore(end: number, random: () => number): number {
  const most = Math.max(...byHour) * 1.4
  for (;;) {
    const at = end - 2 * 3_600_000 - random() * (days - 1) * dayMs
    const local = new Date(at + 8 * 3_600_000)
    const isWeekend = local.getUTCDay() % 6 === 0
    if (random() * most < (byHour[local.getUTCHours()] ?? 0) * (isWeekend ? 1.4 : 1)) return at
  }
}
