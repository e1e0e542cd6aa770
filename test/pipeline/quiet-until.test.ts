import { expect, it } from 'vitest'
import { quietUntil } from '../../src/pipeline/quiet-until.js'

const policy = (timeZone: string, quietFrom: string, quietEnd: string) => ({
  timeZone,
  notices: { ways: ['mail'] as const, quietFrom, quietUntil: quietEnd },
})

it.each([
  ['before midnight', '2026-11-20T23:10:00+08:00', '2026-11-21T08:00:00+08:00'],
  ['after midnight', '2026-11-21T07:59:00+08:00', '2026-11-21T08:00:00+08:00'],
  ['at its end', '2026-11-21T08:00:00+08:00', null],
  ['in the day', '2026-11-20T21:59:00+08:00', null],
])('waits for the morning of the policy’s zone: %s', (_, at, until) => {
  const end = quietUntil(new Date(at), policy('Asia/Shanghai', '22:00', '08:00'))
  expect(end === null ? null : Date.parse(end)).toBe(until === null ? null : Date.parse(until))
})

it('ends by the clock on the day on which clocks change', () => {
  const end = quietUntil(new Date('2026-03-28T23:30:00+01:00'), policy('Europe/Berlin', '22:00', '08:00'))
  expect(end).toBe('2026-03-29T06:00:00.000Z')
})

it('has no quiet hours where they begin and end at the same time', () => {
  expect(quietUntil(new Date('2026-11-20T23:10:00+08:00'), policy('Asia/Shanghai', '00:00', '00:00'))).toBeNull()
})
