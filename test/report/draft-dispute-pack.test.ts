import { describe, expect, it } from 'vitest'
import type { Signal } from '../../src/model/signal.js'
import { draftDisputePack } from '../../src/report/draft-dispute-pack.js'
import { deliveredKey, order } from '../builders/case.js'

const signal = (weight: number, zh: string, seenIn: readonly string[]): Signal => ({
  code: 'failure-shown',
  group: 'failure',
  leans: 'for',
  weight,
  because: { zh, en: zh },
  seenIn,
})

describe('the answer to a complaint at a payment channel', () => {
  it('never has more than 4 pictures and 200 characters, whole sentences, the strongest first', () => {
    const signals = Array.from({ length: 12 }, (_, at) => signal(at % 4, `第${at}条：${'证'.repeat(60)}。`, [`evidence/${at}.png`]))
    const { words, pictures } = draftDisputePack(order, { signals })
    expect([...words].length).toBeLessThanOrEqual(200)
    expect(words).toContain(order.number)
    expect(words.endsWith('。')).toBe(true)
    expect(words).toContain('第3条')
    expect(pictures.map(({ file }) => file)).toEqual(['evidence/3.png', 'evidence/7.png', 'evidence/11.png', 'evidence/2.png'])
  })

  it('shows no card key, and names a file once', () => {
    const signals = [signal(3, `截图中有卡密 ${deliveredKey}。`, ['a.png', 'b.png']), signal(1, '再次可见。', ['a.png'])]
    const pack = draftDisputePack(order, { signals })
    expect(JSON.stringify(pack)).not.toContain(deliveredKey)
    expect(pack.pictures.map(({ file }) => file)).toEqual(['a.png', 'b.png'])
  })

  it('is within its bounds for an order number that alone is too long', () => {
    expect([...draftDisputePack({ ...order, number: '号'.repeat(300) }, { signals: [] }).words]).toHaveLength(200)
  })
})
