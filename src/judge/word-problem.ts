import type { z } from 'zod'
import type { Sentence } from '../model/field.js'

/** What is wrong with a setting of a policy, for who edits it; what has no words of its own is told in the form's, and named as such. */
export function wordProblem(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case 'too_small':
      return wordBound(issue.origin, String(issue.minimum), bounds.small)
    case 'too_big':
      return wordBound(issue.origin, String(issue.maximum), bounds.big)
    case 'invalid_type':
      return wordType(issue.expected)
    case 'invalid_value': {
      const values = issue.values.map(String)
      return say(`只能是：${values.join('、')}`, `One of: ${values.join(', ')}`)
    }
    case 'unrecognized_keys':
      return noSetting
    case 'invalid_format':
      return issue.format === 'date' ? say('应为日期，如 2026-01-31', 'A date is expected, like 2026-01-31') : wordOwn(issue.message)
    default:
      return wordOwn(issue.message)
  }
}

/** Of a policy that is no object at all. */
export const noObject: Sentence = { zh: '规则应由“设置: 值”组成', en: 'A policy is made of settings and their values' }

const say = (zh: string, en: string): Sentence => ({ zh, en })

const noSetting = say('没有这个设置', 'There is no such setting')

const bounds = {
  small: { number: ['太小，应不小于', 'Too small: at least'], array: ['项数太少，至少', 'Too few entries: at least'] },
  big: { number: ['太大，应不大于', 'Too large: at most'], array: ['项数太多，最多', 'Too many entries: at most'] },
} as const

function wordBound(origin: string, bound: string, words: (typeof bounds)[keyof typeof bounds]): Sentence {
  const [zh, en] = words[origin === 'array' ? 'array' : 'number']
  return say(`${zh} ${bound}`, `${en} ${bound}`)
}

const types: Readonly<Record<string, Sentence>> = {
  number: say('应为数字', 'A number is expected'),
  int: say('应为整数', 'A whole number is expected'),
  boolean: say('应为 true 或 false', 'true or false is expected'),
  string: say('应为文字', 'A text is expected'),
  array: say('应为列表，如 [1, 2]', 'A list is expected, like [1, 2]'),
  object: say('应为一组设置', 'A group of settings is expected'),
}

function wordType(expected: string): Sentence {
  return types[expected] ?? say('值的类型不对', 'The value is of the wrong type')
}

/** Messages that the form gives itself. */
const own: Readonly<Record<string, Sentence>> = {
  'expected HH:MM': say('应为 HH:MM 形式的时刻，如 09:00', 'A time like 09:00 is expected'),
  'must read name@version': say('应为“名称@版本”，如 shop@2', 'A name and a version are expected, like shop@2'),
  'is no IANA time zone': say('不是有效的时区名称，应如 Asia/Shanghai', 'Not the name of a time zone; one is Asia/Shanghai'),
  'work must begin before it ends': say('下班时间应晚于上班时间', 'Work must begin before it ends'),
}

function wordOwn(message: string): Sentence {
  return own[message] ?? say(`不符合要求（${message}）`, message)
}
