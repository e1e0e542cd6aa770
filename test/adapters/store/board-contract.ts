import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseState, newLife } from '../../../src/model/case-life.js'
import type { CaseMoveRow } from '../../../src/ports/store/cases.js'
import type { Store } from '../../../src/ports/store.js'
import type { StoreUnderTest } from './store-contract.js'
import { claimOn, openShop, orderNamed, verdictOn } from './store-parts.js'

type Step = readonly [name: CaseMoveRow['name'], to: CaseState, minute: number, actor?: string]

/** A Monday, 00:00 in Shanghai. */
const monday = Date.parse('2026-11-16T00:00:00+08:00')
const at = (minute: number) => new Date(monday + minute * 60_000).toISOString()
const week = { from: at(0), until: at(7 * 1440) }
const hour = 60

/** The figures of the lead's board, against numbers worked out by hand. */
export function describeBoard(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`board: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    let shop: Awaited<ReturnType<typeof openShop>>
    let cases = 0

    /** A case that was claimed at that minute and went this way. */
    async function caseThat(claimedMinute: number, ...steps: readonly Step[]): Promise<string> {
      const number = `B${++cases}`
      const moves = steps.map(([move, to, minute, actor = 'system'], index): CaseMoveRow => {
        const from = steps[index - 1]?.[1] ?? 'open'
        return { number: index + 1, at: at(minute), actor, name: move, from, to, said: {} }
      })
      const first = steps.find(([, to]) => to === 'paying' || to === 'appealable')
      const firstDecider = first === undefined ? null : first[0] === 'judged' ? 'machine' : (first[3] ?? null)
      const caseId = await shop.inShop(async (rows) => {
        await rows.orders.upsert([orderNamed(number)])
        const { row } = await rows.cases.open({ claim: claimOn(number), orderNumber: number })
        await rows.cases.move(row.id, { ...newLife, firstDecider, moves: moves.length }, moves)
        return row.id
      })
      await under.raw(`UPDATE swiftproof.cases SET created_at = '${at(claimedMinute)}' WHERE id = '${caseId}'`)
      return caseId
    }

    beforeAll(async () => {
      under = await open()
      store = under.store
      shop = await openShop(store, 'board')
    })
    afterAll(() => under.close())

    it('gives the median and the 95th of a hundred of the time to the first result, machine and people apart', async () => {
      // Machine: 1, 2, 3, 4 and 10 minutes. Of five, the 95th of a hundred lies 0.8 of the way from the fourth to the fifth: 8.8.
      for (const minutes of [1, 2, 3, 4, 10]) await caseThat(100, ['judged', 'paying', 100 + minutes])
      // People: 60 and 120 minutes, the second after two asks; its later results are no first ones.
      await caseThat(200, ['judged', 'in-review', 201], ['decided', 'appealable', 260, 'per_a'])
      await caseThat(
        200,
        ['judged', 'needs-evidence', 205],
        ['evidence-added', 'open', 210],
        ['judged', 'needs-evidence', 215],
        ['evidence-added', 'open', 220],
        ['judged', 'in-review', 225],
        ['decided', 'paying', 320, 'per_b'],
        ['refund-failed', 'in-review', 330],
        ['decided', 'paying', 340, 'per_b'],
      )
      // None of these is a result of the week: held back at once, lapsed, decided later or before.
      await caseThat(300, ['judged', 'paying', 301], ['refund-held', 'in-review', 301])
      await caseThat(300, ['judged', 'needs-evidence', 301], ['deadline-passed', 'appealable', 310])
      await caseThat(300, ['judged', 'paying', 7 * 1440])
      await caseThat(-20, ['judged', 'appealable', -10], ['judged', 'paying', 400])
      const times = await shop.inShop((rows) => rows.board.decisionTimes(week))
      const minutes = times.map(({ medianMs, p95Ms, ...one }) => ({
        ...one,
        median: medianMs / 60_000,
        p95: Math.round(p95Ms / 600) / 100,
      }))
      expect(minutes).toEqual([
        { by: 'machine', cases: 5, asks: 0, median: 3, p95: 8.8 },
        { by: 'person', cases: 2, asks: 2, median: 90, p95: 117 },
      ])
    })

    it('counts appeals by who had given the first result, and those that changed it', async () => {
      const appealed = (decider: Step, ...end: readonly Step[]) => caseThat(0, decider, ['appealed', 'appeal-review', 500], ...end)
      await appealed(['judged', 'appealable', 400], ['decided', 'paying', 600, 'per_a'])
      await appealed(['judged', 'appealable', 400], ['decided', 'closed', 610, 'per_a'])
      await appealed(['decided', 'appealable', 400, 'per_b'], ['decided', 'paying', 620, 'per_a'])
      // Held back at once, and asked for more: neither decides the appeal.
      await appealed(['judged', 'appealable', 400], ['decided', 'paying', 630, 'per_a'], ['refund-held', 'appeal-review', 630])
      await appealed(['judged', 'appealable', 400], ['decided', 'needs-evidence', 640, 'per_a'])
      expect(await shop.inShop((rows) => rows.board.appeals(week))).toEqual([
        { against: 'machine', decided: 2, overturned: 1 },
        { against: 'person', decided: 1, overturned: 1 },
      ])
    })

    it('says of each reviewer how many were decided, how long it took from taking to deciding, and how many fell at appeal', async () => {
      const other = await openShop(store, 'reviewers')
      const before = shop
      shop = other
      const taken = (minute: number, decided: number, actor: string, to: CaseState = 'appealable'): readonly Step[] => [
        ['judged', 'in-review', minute - 5],
        ['taken', 'in-review', minute, actor],
        ['decided', to, decided, actor],
      ]
      await caseThat(0, ...taken(10, 14, 'per_a'))
      await caseThat(0, ...taken(20, 22, 'per_a'))
      await caseThat(0, ...taken(30, 31, 'per_a', 'needs-evidence'))
      await caseThat(0, ['judged', 'in-review', 40], ['decided', 'paying', 45, 'per_b'])
      await caseThat(0, ...taken(-40, -30, 'per_c'), ['appealed', 'appeal-review', 50], ['decided', 'paying', 60, 'per_b'])
      const figures = await shop.inShop((rows) => rows.board.reviewers(week))
      shop = before
      expect(figures).toEqual([
        // 4, 2 and 1 minutes.
        { reviewer: 'per_a', decided: 2, asked: 1, medianMs: 120_000, overturned: 0 },
        // One was not taken; the appeal was taken 100 minutes before, by another.
        { reviewer: 'per_b', decided: 2, asked: 0, medianMs: 100 * 60_000, overturned: 0 },
        { reviewer: 'per_c', decided: 0, asked: 0, medianMs: null, overturned: 1 },
      ])
    })

    it('rules 5.10: shows by weekday and hour of the rules’ zone how many cases came to people and how long the answer took', async () => {
      const other = await openShop(store, 'load')
      const before = shop
      shop = other
      // Monday 09:30 and 09:50 in Shanghai, answered after 10 and 30 minutes; the second again at 15:00, not answered.
      await caseThat(0, ['judged', 'in-review', 9.5 * hour], ['decided', 'paying', 9.5 * hour + 10, 'per_a'])
      await caseThat(
        0,
        ['judged', 'in-review', 9 * hour + 50],
        ['taken', 'in-review', 9 * hour + 55, 'per_a'],
        ['decided', 'appealable', 10 * hour + 20, 'per_a'],
        ['appealed', 'appeal-review', 15 * hour],
      )
      // Sunday 23:59, which is Sunday in Shanghai and not in UTC+9.
      await caseThat(0, ['judged', 'in-review', 7 * 1440 - 1], ['decided', 'paying', 7 * 1440 + 59, 'per_a'])
      await caseThat(0, ['judged', 'in-review', 7 * 1440])
      const load = await shop.inShop((rows) => rows.board.load(week, 'Asia/Shanghai'))
      const inTokyo = await shop.inShop((rows) => rows.board.load(week, 'Asia/Tokyo'))
      shop = before
      expect(load).toEqual([
        { weekday: 1, hour: 9, arrived: 2, medianAnswerMs: 20 * 60_000 },
        { weekday: 1, hour: 15, arrived: 1, medianAnswerMs: null },
        { weekday: 7, hour: 23, arrived: 1, medianAnswerMs: 60 * 60_000 },
      ])
      expect(inTokyo.map(({ weekday, hour: of }) => [weekday, of])).toEqual([
        [1, 0],
        [1, 10],
        [1, 16],
      ])
    })

    it('sums what was paid, by the machine and by people, and counts what failed, was held back or is stuck', async () => {
      const caseId = await caseThat(0, ['judged', 'paying', 1], ['refund-held', 'in-review', 1])
      await shop.inShop(async (rows) => {
        await rows.refunds.lockOrder(`B${cases}`)
        const numbers = { orderNumber: `B${cases}`, merchantOrderNumber: null, channel: 'wechat' as const }
        const add = (paymentNumber: string, amountFen: number, decidedBy: string) =>
          rows.refunds.add({
            caseId,
            ...numbers,
            paymentNumber,
            amountFen,
            decidedBy,
            totalFen: amountFen,
            paidInFen: amountFen,
            reason: 'x',
            reserved: [],
            nextAt: null,
          })
        for (const [payment, amountFen, by, state, minute] of [
          ['p1', 1200, 'machine', 'succeeded', 10],
          ['p2', 300, 'machine', 'succeeded', 20],
          ['p3', 5000, 'per_a', 'succeeded', 30],
          ['p4', 70, 'machine', 'failed', 40],
          ['p5', 80, 'machine', 'succeeded', -1],
        ] as const) {
          const { id } = await add(payment, amountFen, by)
          await rows.refunds.change(id, { state, settledAt: at(minute) })
        }
        const { id } = await add('p6', 90, 'machine')
        await rows.refunds.change(id, { state: 'unknown', toldAt: at(50) })
      })
      expect(await shop.inShop((rows) => rows.board.refunds(week))).toEqual({
        paid: [
          { by: 'machine', refunds: 2, amountFen: 1500 },
          { by: 'person', refunds: 1, amountFen: 5000 },
        ],
        failed: 1,
        // With the two of the tests above.
        held: 3,
        stuck: 1,
      })
    })

    it('bins audited payments by the confidence of the verdict that paid, not of a later one', async () => {
      const audited = async (confidence: number, wrong: boolean, minute = 1) => {
        const caseId = await caseThat(0)
        await shop.inShop(async (rows) => {
          await rows.verdicts.insert(verdictOn(caseId, 1, { confidence }))
          await rows.cases.touch(caseId)
          await rows.verdicts.insert(verdictOn(caseId, 2, { confidence: 0.1, outcome: 'not-eligible' }))
          await rows.breaker.keepAudit({ caseId, wrong, auditedBy: 'per_a', auditedAt: at(minute) })
        })
        return caseId
      }
      await audited(0.97, false)
      await audited(0.99, true)
      await audited(0.6, false)
      await audited(0.6, false, 7 * 1440)
      const old = await audited(0.7, true)
      await under.raw(`UPDATE swiftproof.verdicts SET confidence = NULL WHERE case_id = '${old}'`)
      expect(await shop.inShop((rows) => rows.board.audits(week.until))).toEqual({ audited: 4, wrong: 2 })
      expect(await shop.inShop((rows) => rows.board.reliability(week.until, [0.5, 0.9]))).toEqual([
        { bin: 1, audited: 1, right: 1, meanConfidence: 0.6 },
        { bin: 2, audited: 2, right: 1, meanConfidence: 0.98 },
      ])
    })
  })
}
