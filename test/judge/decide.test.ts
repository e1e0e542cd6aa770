import { describe, expect, it } from 'vitest'
import { rules } from '../../src/judge/decide.js'
import { tellVague } from '../../src/judge/tell-vague.js'

describe('the rule table', () => {
  it('ends with a person, whatever the facts', () => {
    expect(rules.at(-1)).toMatchObject({ name: 'no-rule', outcome: 'review' })
  })

  it('has each rule once and says where it is written', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    for (const { why } of rules) expect(why).toMatch(/sections? \d|trust\.md|contracts\.md|architecture\.md/)
  })

  it('refuses only on plain facts of the record', () => {
    for (const rule of rules.filter(({ outcome }) => outcome === 'not-eligible')) expect(rule.plainFact).toBe(true)
  })
})

describe('tellVague', () => {
  it.each([
    '商品有问题',
    '不能用',
    '有问题',
    '退款',
    '我要退款!!!',
    '东西不行,退钱',
    '',
    '骗子',
    'refund please',
    "it doesn't work",
    '质量太差了',
  ])('finds %j vague', (statement) => {
    expect(tellVague(statement)).toBe(true)
  })

  it.each([
    '激活时提示错误 0xC004C003',
    '收到的会员只有三天,页面写的是一年',
    '登录后显示地区不支持',
    'The subscription shows only three days instead of twelve months',
  ])('finds %j concrete', (statement) => {
    expect(tellVague(statement)).toBe(false)
  })
})
