import { expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { wordYaml } from '../../../src/console/desk/policies/word-yaml.js'

it.each([
  ['a: [', '缺少右方括号 ]'],
  ['a: {x: 1', '缺少右花括号 }'],
  ['a: "x', '引号没有成对'],
  ["a: 'x", '引号没有成对'],
  ['a:1\nb: 2', '设置的名称后要有冒号，冒号后要有空格'],
  ['a: b: c', '缩进过深，或一行里有多个“设置: 值”'],
  ['a:\n\t- 1', '不能用制表符（Tab）缩进，请用空格'],
  ['a: 1\na: 2', '同一个设置写了两次'],
  ['a: @x', '值不能以这个符号开头，请加引号'],
  ['a: 1\n---\nb: 2', '只能有一份规则：请去掉 ---'],
  ['a: 1,\n]', '多余或放错位置的符号'],
])('says what is wrong with the text %j in both languages', (text, zh) => {
  const [first] = parseDocument(text).errors
  const words = first && wordYaml(first.code, first.message)
  expect(words?.zh).toBe(zh)
  expect(words?.en).toMatch(/^[A-Z]/)
})
