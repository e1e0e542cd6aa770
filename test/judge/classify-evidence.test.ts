import { describe, expect, it } from 'vitest'
import { classifyEvidence } from '../../src/judge/classify-evidence.js'
import { classifyRecording } from '../../src/judge/classify-recording.js'
import { findErrorCodes } from '../../src/judge/fields/error-code.js'
import { findPhrases } from '../../src/judge/find-phrases.js'
import type { Classified } from '../../src/model/examined.js'
import type { Reading } from '../../src/model/reading.js'
import { type LineToLay, pageOf } from '../builders/page-of.js'

const classify = (reading: Reading): Classified =>
  (reading.media === 'recording' ? classifyRecording : classifyEvidence)(reading, findErrorCodes(reading), findPhrases(reading))
const page = (...lines: LineToLay[]): Classified => classify(pageOf(lines))

describe('what a page is', () => {
  it.each([
    [
      'order-page',
      [
        '订单查询',
        '订单号：QV3XFVY0R26PK5E5',
        '订单状态：已完成',
        '下单时间：2026-11-20 14:02:11',
        '实付款：¥128.00',
        '卡密信息',
        'JCYPG-GTJC2-6YWMD-CJC4M-X44D9',
      ],
    ],
    ['order-page', ['确认订单', '收货地址', '张三 138****0000', '小计', '¥20.00', '合计：¥20.00', '支付方式', '提交订单']],
    [
      'order-page',
      [
        'Order details',
        'Order number 112-1234567-1234567',
        'Ordered on November 20, 2026',
        'Subtotal $20.00',
        'Order total $20.00',
        'Payment method',
      ],
    ],
    ['order-page', ['退款详情', '退款编号 RF20261120001', '退款金额 ¥59.00', '退款原因 质量问题', '申请时间 2026-11-20 14:02', '退款成功']],
    [
      'payment-receipt',
      [
        '账单详情',
        '某某数码店',
        '-128.00',
        '当前状态',
        '支付成功',
        '支付时间',
        '2026年11月20日 14:02:31',
        '支付方式',
        '零钱',
        '交易单号',
        '4200002219202611201234567890',
        '商户单号',
        'QV3XFVY0R26PK5E5',
      ],
    ],
    [
      'payment-receipt',
      [
        '账单详情',
        '交易成功',
        '-66.00',
        '付款方式',
        '余额宝',
        '商品说明',
        '游戏点卡',
        '创建时间',
        '2026-11-20 14:02:31',
        '订单号',
        '2026112022001412345678901234',
        '商家订单号',
        'D20261120',
      ],
    ],
    ['activation-failure', ['激活', '无法激活 Windows', '请重试', '错误代码：0xC004C003', '关闭']],
    [
      'activation-failure',
      ['产品激活', '激活失败', '您输入的产品代码已被另一个 Steam 帐户激活', '产品代码', 'XXXXX-XXXXX-XXXXX', '确定', '取消'],
    ],
    ['activation-failure', ['兑换中心', '兑换失败', '兑换码已被使用', '错误码：Q00301', '我知道了']],
    ['activation-failure', ['充值失败', '请联系客服', '返回']],
    [
      'licence-status',
      [
        '授权状态查询',
        '授权码',
        'JCYPG-GTJC2-6YWMD-CJC4M-X44D9',
        '授权状态',
        '已吊销',
        '首次激活时间',
        '2026-11-01 10:00',
        '查询时间',
        '2026-11-20 15:00',
      ],
    ],
    ['licence-status', ['卡密管理', '卡密', '状态', '激活时间', '到期时间', 'TEST-0001', '已激活', '2026-11-01', '2026-12-01']],
    [
      'licence-status',
      [
        'Windows Script Host',
        'Name: Windows(R), Professional edition',
        'Description: RETAIL channel',
        'Partial Product Key: X44D9',
        'License Status: Licensed',
      ],
    ],
    [
      'payment-receipt',
      [
        'Thank you for your purchase!',
        'Your purchase on Steam has been completed.',
        'Subtotal (excl. VAT)',
        '$59.99',
        'Confirmation number',
        '3948201175638294017',
      ],
    ],
    [
      'payment-receipt',
      ['INVOICE', 'Invoice number', 'INV-88213-07', 'Date of issue', 'October 21, 2026', '$240.00 USD due November 4, 2026'],
    ],
    ['order-page', ['訂單已完成', '訂單編號', '261017H8K4TQ2M', '訂單成立時間', '2026-10-17 13:05', '付款方式', '信用卡/金融卡']],
    ['order-page', ['充值记录', '6480创世结晶', '2026-10-20 19:02:11', '充值成功', '订单号：YS20261020190205738']],
    [
      'support-chat',
      ['tb_leaf0921 (2026-11-06 10:02:11):', '为什么充了没到账', '数卡店:客服03(2026-11-06 10:02:48):', '亲，您的订单已经发货，请查看。'],
    ],
    [
      'support-chat',
      [
        'Re: [Ticket #482913] Key not working',
        'Support Team <support@keyhub.example>',
        'Hi Dana,',
        'We checked your order and can confirm that the key was already redeemed.',
        'We are sorry for the inconvenience.',
      ],
    ],
    ['payment-receipt', ['电子发票（普通发票）', '发票号码：26322000000918273645', '开票日期：2026年10月16日', '价税合计（小写）¥120.00']],
    [
      'payment-receipt',
      [
        '支付成功',
        '¥30.00',
        '商品名称',
        '300 点券',
        '交易时间',
        '2026/11/01 18:22:09',
        '订单编号',
        'WX2026110118220871625',
        '支付方式',
        '花币',
      ],
    ],
    [
      'licence-status',
      [
        'Windows Script Host',
        '名称: Windows(R), Professional edition',
        '部分产品密钥: X44D9',
        '许可证状态: 通知',
        '通知原因: 0xC004F034。',
        '确定',
      ],
    ],
    ['activation-failure', ['您的付款方式被拒绝', '请更新您的付款信息以完成购买。', '继续']],
    [
      'support-chat',
      [
        'KeyBot Today at 3:42 PM',
        'Ticket opened for order KB-20931',
        'vex Today at 3:44 PM',
        "key doesn't work",
        'Noor Today at 3:50 PM',
        'Thanks, we will check with the supplier.',
      ],
    ],
    ['other', ['GPT Plus 月度套餐', '¥188 /月', '稳定快速，充值成功率高', '立即购买', '限时特惠']],
    ['other', ['网络支付并无本质的区别，因为', '每一个手机号码和邮件地址背后', '都会对应着一个账户']],
  ] as const)('takes it for %s: %j', (kind, lines) => {
    expect(page(...lines).kind).toBe(kind)
  })

  it('knows a support chat by its turns of speech, whatever it talks about', () => {
    const chat = page(
      { text: '平台客服', at: [460, 40, 160, 50] },
      { text: '14:02', at: [500, 130, 90, 30] },
      { text: '您好，请问有什么可以帮您？', at: [150, 220, 420, 40] },
      { text: '我的订单 QV3XFVY0R26PK5E5 激活失败', at: [420, 340, 550, 40] },
      { text: '14:04', at: [500, 430, 90, 30] },
      { text: '您好，正在为您核实，请稍等', at: [150, 520, 420, 40] },
      { text: '请输入您的问题', at: [60, 2250, 260, 40] },
    )
    expect(chat).toMatchObject({ kind: 'support-chat', shows: 'neither' })
  })

  it('is sure of a clear page and unsure of an empty one', () => {
    expect(page('激活', '激活失败', '错误代码：0xC004C003', '确定').kindConfidence).toBeGreaterThan(0.9)
    const nothing = page('一')
    expect(nothing.kind).toBe('other')
    expect(nothing.kindConfidence).toBeLessThan(0.9)
  })
})

describe('what a page shows', () => {
  it('shows a failure for an error dialog and for a bare error code', () => {
    expect(page('激活失败', '确定').shows).toBe('failure')
    expect(page('激活', '错误代码：0xC004C003', '关闭').shows).toBe('failure')
  })

  it('shows success where the product works', () => {
    expect(page('充值成功', 'Perplexity 充值成功！', '您现在可以享受Pro功能了').shows).toBe('success')
    expect(page('设置', '激活状态', 'Windows 已使用数字许可证激活').shows).toBe('success')
  })

  it('shows neither for orders, bills, FAQ and posters that mention failures', () => {
    expect(page('订单详情', '订单号：QV3XFVY0R26PK5E5', '交易成功', '下单时间：2026-11-20 14:02:11').shows).toBe('neither')
    expect(page('账单详情', '当前状态', '支付成功', '交易单号', '4200002219202611201234567890').shows).toBe('neither')
    expect(
      page(
        '帮助中心',
        '激活失败？看这一篇就够了',
        'Q1：激活失败怎么办？',
        '如果提示激活失败，请先检查网络连接。',
        '错误代码 0xC004C003 表示密钥被封',
      ).shows,
    ).toBe('neither')
    expect(page('激活失败包赔', '充值失败全额退款').shows).toBe('neither')
  })

  it('shows nothing for notes beside an order, yet the state of a top-up that failed', () => {
    const order = ['订单详情', '订单号：QV3XFVY0R26PK5E5', '下单时间：2026-11-20 14:02:11', '实付款：¥128.00']
    expect(page(...order, '激活失败请联系客服处理').shows).toBe('neither')
    expect(page(...order, '订单状态', '充值失败').shows).toBe('failure')
    expect(page('Claude Pro 月度套餐', '¥188', '充值失败请联系客服处理', '立即购买').shows).toBe('neither')
  })

  it('shows nothing for a page that merely reports the status of a key', () => {
    expect(page('授权状态查询', '授权状态', '已被其他设备使用', '该密钥已在另一台设备上激活').shows).toBe('neither')
  })

  it('shows nothing for the watermark of an unactivated Windows', () => {
    expect(page('此电脑', '激活 Windows', '转到“设置”以激活 Windows。').shows).toBe('neither')
  })
})

describe('what a recording shows', () => {
  const clip = (...lines: readonly (readonly [text: string, frameMs: number])[]): Classified =>
    page(...lines.map(([text, frameMs], i) => ({ text, frameMs, at: [40, 40 + 60 * i, text.length * 20, 40] as const })))

  it('takes the last state: success then failure is failure, failure then success is success', () => {
    expect(clip(['激活成功', 1000], ['激活失败', 5000])).toMatchObject({ kind: 'activation-recording', shows: 'failure' })
    expect(clip(['激活失败', 1000], ['激活成功', 5000])).toMatchObject({ kind: 'activation-recording', shows: 'success' })
  })

  it('is a recording of the activation though it begins on the order page', () => {
    expect(
      clip(
        ['订单详情', 0],
        ['订单号：QV3XFVY0R26PK5E5', 0],
        ['下单时间：2026-11-20 14:02:11', 0],
        ['合计 ¥20.00', 0],
        ['激活失败 0xC004C003', 9000],
      ),
    ).toMatchObject({
      kind: 'activation-recording',
      shows: 'failure',
    })
  })

  it('looks at each screen by itself: help on one does not excuse a failure on the next', () => {
    expect(clip(['帮助中心', 0], ['激活失败怎么办？', 0], ['激活失败', 6000])).toMatchObject({
      kind: 'activation-recording',
      shows: 'failure',
    })
    expect(clip(['帮助中心', 0], ['激活失败', 0], ['我的订单', 6000]).shows).toBe('neither')
  })

  it('shows neither when nothing fails or works', () => {
    expect(clip(['我的订单', 0], ['购物车', 3000], ['合计 ¥20.00', 3000]).shows).toBe('neither')
  })
})
