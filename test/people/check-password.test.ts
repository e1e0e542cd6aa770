import { describe, expect, it } from 'vitest'
import { checkPassword } from '../../src/people/check-password.js'

const check = (password: string) => () => checkPassword(password, 'jonathan@shop.example')

describe('a password', () => {
  it.each([
    'elevenchars',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcdefghijklm',
    '987654321098',
    'qwertyuiopas',
    'password1234',
    'Password!2345',
    'passwordpassword',
    'WoAiNi1314520',
    'swiftproof2026',
    'jonathan1234',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('is refused: %s', (password) => {
    expect(check(password)).toThrow(expect.objectContaining({ code: 'password-weak' }))
  })

  it.each(['correct horse, wrong battery', '门前大桥下游过一群鸭快来数一数', 'rT7#qLw9!zXk', 'jonathan keeps nine geese'])(
    'is taken: %s',
    (password) => {
      expect(check(password)).not.toThrow()
    },
  )

  it('is refused when it is so long that hashing it costs', () => {
    expect(check('abcdefgh 12345 '.repeat(20))).toThrow(expect.objectContaining({ code: 'password-weak' }))
  })
})
