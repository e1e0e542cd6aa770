import { describe, expect, it } from 'vitest'
import { foldText, showsText } from '../../../bench/recordings/shows-text.js'

describe('showsText', () => {
  it('finds a text over a line break, whatever spaces, width and punctuation the reader gave it', () => {
    const page = foldText(['订单已发货', '该密钥已在另一台设备上激活，无法再次使', '用'])
    expect(showsText(page, '激活,无法再次使用')).toBe(true)
  })

  it('takes look-alikes for the same', () => {
    expect(showsText(foldText(['错误代码 OxC0O4C0O3']), '0xC004C003')).toBe(true)
  })

  it('forgives one slip in eight characters, and none in a shorter text', () => {
    expect(showsText(foldText(['密钥已在另一合设备上激活']), '密钥已在另一台设备上激活')).toBe(true)
    expect(showsText(foldText(['密钥己在另一合设备上激活']), '密钥已在另一台设备上激活')).toBe(false)
    expect(showsText(foldText(['激活失敗']), '激活失败')).toBe(false)
  })

  it('finds nothing on a page without lines', () => {
    expect(showsText(foldText([]), '激活失败')).toBe(false)
  })
})
