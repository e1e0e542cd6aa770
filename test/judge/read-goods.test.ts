import { describe, expect, it } from 'vitest'
import { readGoods } from '../../src/judge/read-goods.js'

describe('readGoods', () => {
  it.each([
    '很抱歉,有人在你付款之前抢走了商品,请联系客服。',
    '很抱歉，有人在你付款之前抢走了商品，请联系客服。',
    '正在发货中，请耐心等待，如有疑问，请联系客服。',
    '正在发货中,请联系客服QQ 12345678',
    '库存不足,预计 2026-11-25 补货,客服电话 400-820-8888',
    '订单202611200001正在处理中',
    '请前往 store.steampowered.com 联系客服',
    'Sorry, this item is out of stock, please wait',
    'Sorry, not yet delivered, please wait',
    'Sold out',
    'Pending',
    '抱歉,尚未充值成功',
    '系统繁忙,请稍后查看',
    '',
    '   ',
  ])('takes %j for no key', (text) => {
    expect(readGoods(text)).toEqual({ is: 'not-delivered', tokens: [] })
  })

  it.each([
    ['VK7JG-NPHTM-C97JM-9MPGT-3V66T', ['VK7JG-NPHTM-C97JM-9MPGT-3V66T']],
    ['VK7JG-NPHTM-C97JM-9MPGT-3V66T 请在官网激活,如有问题请联系客服', ['VK7JG-NPHTM-C97JM-9MPGT-3V66T']],
    ['卡号:1234567890123456 密码:998877', ['1234567890123456', '998877']],
    ['user88----pass99', ['user88']],
    ['someone@example.com----pass', ['someone@example.com']],
    ['A1B2C3D4E5F6G7H8', ['A1B2C3D4E5F6G7H8']],
    ['激活码 QWER-TYUI-OPAS 抱歉让您久等', ['QWER-TYUI-OPAS']],
  ])('takes %j for a key', (text, tokens) => {
    expect(readGoods(text)).toEqual({ is: 'key', tokens })
  })

  it('cannot tell what 「补货中」 beside a bare code means', () => {
    expect(readGoods('补货中 ZX81QW92ER73')).toMatchObject({ is: 'unclear' })
  })

  it.each([
    '链接:https://pan.baidu.com/s/1AbCdEfGh 提取码:x8k2',
    '百度网盘分享,提取码 x8k2',
    '注册码:12345',
    '提货码 8842',
    '验证码:884422',
    '帐号 abc 密码 xyz',
    '口令:恭喜发财',
    '已充值到账,抱歉让您久等',
  ])('never takes %j, which may be all there was to deliver, for undelivered goods', (text) => {
    expect(readGoods(text)).toMatchObject({ is: 'unclear' })
  })

  it('knows a sentence that says the goods have come', () => {
    expect(readGoods('已充值到账,请查收')).toEqual({ is: 'delivered', tokens: [] })
  })
})
