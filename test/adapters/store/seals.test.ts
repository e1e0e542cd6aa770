import { expect, it } from 'vitest'
import { openSeals } from '../../../src/adapters/store/seals.js'

const [first = '', second = ''] = ['a secret of thirty-two characters', 'another one of thirty-two signs..']
/** Sealed by the code before keys had ids, under the first secret at `order ord_old`. */
const sealedBefore = '0811526bee1264c957db7ae435bdc314e26c4c4e9f25546c9ae9a19e50d7565dea4937040db1326f973e5fb0b32b74ce2c03692cfd09'

it('opens what was sealed before keys had ids, under any secret it knows', () => {
  for (const secrets of [[first], [second, first]]) {
    expect(openSeals(secrets).unseal('order ord_old', Buffer.from(sealedBefore, 'hex'))).toEqual({ key: 'ABCD-1234-EFGH' })
  }
  expect(() => openSeals([second]).unseal('order ord_old', Buffer.from(sealedBefore, 'hex'))).toThrow('cannot be opened')
})

it('seals under the first secret and opens under all of them', () => {
  const before = openSeals([first]).seal('place', { key: 'K' })
  const both = openSeals([second, first])
  expect(both.unseal('place', before)).toEqual({ key: 'K' })
  const after = both.seal('place', { key: 'K' })
  expect(openSeals([second]).unseal('place', after)).toEqual({ key: 'K' })
  expect(() => openSeals([first]).unseal('place', after)).toThrow('cannot be opened')
})

it('names its key in what it seals, and refuses another place, a changed byte and a changed name of the key', () => {
  const seals = openSeals([first])
  const sealed = Buffer.from(seals.seal('place', { key: 'K' }))
  expect(sealed.subarray(0, seals.header.length).toString('hex')).toBe(`535002${seals.keyIds[0]}`)
  expect(() => seals.unseal('elsewhere', sealed)).toThrow('cannot be opened')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => openSeals([first, second]).unseal('place', changed), `byte ${at}`).toThrow('cannot be opened')
  }
})
