import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/model/verdict.js'
import type { EventType } from '../../../src/ports/store/endpoints.js'
import { decided, happened } from '../../../src/report/notices/notice-words.js'
import { writeNotice, writeShort } from '../../../src/report/notices/write-notice.js'

const orderNumber = 'DD7K2M9QX4B81TZA'
const explanation = '证据齐全，与订单一致。'
const types = ['case.decided', ...Object.keys(happened)] as readonly EventType[]
const outcomes = Object.keys(decided.buyer) as readonly Outcome[]
const decisions = (['pay', 'refuse', 'ask'] as const).flatMap((is) => [true, false].map((isFinal) => ({ is, isFinal, amountFen: 12_800 })))
const all = types.flatMap((type) =>
  (['buyer', 'merchant'] as const).flatMap((recipient) =>
    (['zh', 'en'] as const).flatMap((language) =>
      [...(type === 'case.decided' ? outcomes : [null]), ...decisions].flatMap((decided) =>
        [null, '11-23 14:00'].map((until) => {
          const by = typeof decided === 'object' ? { outcome: null, person: decided } : { outcome: decided, person: null }
          return { type, recipient, language, ...by, until }
        }),
      ),
    ),
  ),
)

it('fits a short message into one part and its variables into what a template takes, whatever is told to whom', () => {
  expect(all.length).toBeGreaterThan(100)
  for (const { type, recipient, language, outcome, person, until } of all) {
    const text = writeNotice(type, recipient, { orderNumber, until, outcome, person, explanation, pageUrl: null }, language)
    const short = writeShort(text, language)
    // A part holds 70 characters of any script, or 160 of the GSM alphabet.
    expect(short.length, short).toBeLessThanOrEqual(language === 'zh' ? 70 : 160)
    if (language === 'en') expect(short).toMatch(/^[A-Za-z0-9 .,:'-]+$/)
    for (const variable of [text.order, text.what, text.next]) expect(variable.length, variable).toBeLessThanOrEqual(35)
    expect(short + text.subject + text.body).not.toContain(orderNumber)
    if (until) expect(short).toContain(until)
  }
})

it('tells the buyer in a mail what, why, what comes next until when, and how to reach a person', () => {
  const facts = {
    orderNumber,
    until: '11-26 14:00',
    outcome: 'more-evidence',
    person: null,
    explanation: '还缺少官方客服的答复。',
    pageUrl: null,
  } as const
  const { subject, body } = writeNotice('case.more_evidence_requested', 'buyer', facts, 'zh')
  expect(subject).toBe('【订单尾号1TZA】 还缺一项凭证')
  for (const part of ['还缺一项凭证', '还缺少官方客服的答复。', '截至11-26 14:00', '申请人工']) expect(body).toContain(part)
})

it('keeps from the merchant the reasons that are told the buyer', () => {
  const facts = { orderNumber, until: null, outcome: 'refund', person: null, explanation, pageUrl: null } as const
  const { body } = writeNotice('case.decided', 'merchant', facts, 'zh')
  expect(body).not.toContain(explanation)
})

it('tells a person’s decision in that person’s words, with the amount, and the way that is left', () => {
  const decided = (is: 'pay' | 'refuse', isFinal: boolean, recipient: 'buyer' | 'merchant' = 'buyer') => {
    const person = { is, isFinal, amountFen: is === 'pay' ? 12_800 : null }
    return writeNotice(
      'case.decided',
      recipient,
      { orderNumber, until: null, outcome: null, person, explanation: '截图与订单不符。', pageUrl: null },
      'zh',
    )
  }
  const refused = decided('refuse', false)
  expect(refused.subject).toContain('审核员未批准退款')
  for (const part of ['审核员说明：截图与订单不符。', '新凭证', '申诉', '另一位审核员']) expect(refused.body).toContain(part)
  const lost = decided('refuse', true)
  expect(lost.body).toContain('申诉未通过，案件已结束')
  for (const part of ['申请人工', '可带新凭证']) expect(lost.body).not.toContain(part)
  expect(decided('pay', false).body).toContain('退款金额：¥128.00。')
  expect(decided('refuse', false, 'merchant').body).not.toContain('截图与订单不符')
})
