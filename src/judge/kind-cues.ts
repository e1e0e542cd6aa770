import type { EvidenceKind } from '../model/evidence.js'

/** A wording that speaks for a kind of page: `weight` in log odds, counted once a page. */
interface KindCue {
  readonly kind: EvidenceKind
  readonly wording: RegExp
  readonly weight: number
}

const cue = (kind: EvidenceKind, weight: number, wording: RegExp): KindCue => ({ kind, wording, weight })

/** Labels and wordings by the kind of page they are printed on. Weights are set by hand from real pages of each kind. */
export const kindCues: readonly KindCue[] = [
  cue(
    'order-page',
    1.6,
    /订单(?:编号|号码?|详情|信息|状态|总额|列表|查询结果)|order (?:no|number|id|details?|status|summary|history)|order\s?#|订单\s?id|注文番号/,
  ),
  cue(
    'order-page',
    1.4,
    /我的(?:订单|购买)|全部订单|购买记录|订单记录|充值记录|兑换记录|订单查询|查询订单|my (?:orders|purchases)|purchase history|your orders/,
  ),
  cue(
    'order-page',
    1.0,
    /下单时间|创建时间|提交订单|成交时间|发货时间|完成时间|order(?:ed)? (?:date|on|placed)|purchase date|purchased on|ご注文|注文日|date ordered/,
  ),
  cue('order-page', 0.9, /实付款?|应付|合计|小计|商品总[价额]|优惠(?:券|金额)|total|subtotal|单价/),
  cue('order-page', 1.0, /收货(?:地址|人|信息)|配送|快递|物流|发货|出库|shipping|delivery address|运单/),
  cue(
    'order-page',
    1.3,
    /待(?:付款|发货|收货|评价)|等待(?:付款|发货|收货)|交易(?:成功|关闭|取消|完成)|已发货|确认收货|再次购买|申请售后|联系卖家|催发货|查看物流/,
  ),
  cue(
    'order-page',
    1.3,
    /购物车|去结算|结算|立即支付|提交订单|确认订单|checkout|place order|shopping cart|全选|账单地址|billing address|持卡人|银行卡信息/,
  ),
  cue('order-page', 1.4, /服务单|售后单|退货|退换货|refund (?:status|request)|return request/),
  cue('order-page', 1.4, /(?:退款|售后|退货)(?:详情|成功|申请|记录)|refund details/),
  cue('order-page', 1.1, /申请(?:状态|时间)|审核进度|退款(?:金额|原因|编号|进度|详情|类型)|进行退款|财务已退款/),
  cue('order-page', 0.8, /商品(?:信息|名称|图片|详情|数量)|货号|购买数量|数量|sku|规格|qty|quantity/),
  cue(
    'order-page',
    0.9,
    /卡密信息|宝贝信息|提取卡密|查看卡密|复制卡密|发货内容|卡密内容|your (?:key|code)s?:|(?:redemption|digital|download|\d\d-digit) code$/m,
  ),
  cue('order-page', 0.6, /支付方式|付款方式|payment method/),
  cue('order-page', 0.7, /电话号码|短信验证码|可交付|成本|按月收费/),

  cue('payment-receipt', 2.2, /账单详情|bill details|transaction details/),
  cue('payment-receipt', 2.2, /交易单号|商户单号|商户全称|商[家户]订单号|收单机构|电子发票|发票号码|价税合计|转账单号|流水号|支付单号/),
  cue(
    'payment-receipt',
    1.6,
    /账单(?:列表|管理|分类)|全部账单|记账|支出|收支|计入收支|电子回单|对此(?:订单|账单)有疑问|receipt|发起群收款/,
  ),
  cue(
    'payment-receipt',
    1.5,
    /支付成功|付款成功|转账成功|已支付|当前状态|payment (?:successful|complete|received)|paid successfully|you paid/,
  ),
  cue('payment-receipt', 1.0, /^[^\p{L}]{0,3}(?:支付|付款|转账)成功\s*$/mu),
  cue('payment-receipt', 1.0, /您?账户\d{4}于/),
  cue('payment-receipt', 1.2, /快捷支付|零钱|余额宝|花呗|白条|信用卡\(|储蓄卡|微信支付|财付通|收款方|付款方|对方账[户号]|收款账户/),
  cue(
    'payment-receipt',
    0.8,
    /支付时间|付款时间|付款方式|支付方式|商品说明|订单号|创建时间|transaction (?:id|date)|invoice|amount paid|date paid|payment to/,
  ),
  // mails and pages that confirm what was bought
  cue(
    'payment-receipt',
    1.6,
    /thank(?:s| you)[^\n]{0,12} for your (?:purchase|payment)|your purchase[^\n]{0,30} (?:has been completed|is complete)/,
  ),
  cue('payment-receipt', 1.6, /\binvoice\b|billed to|bill to\b|amount due|amount paid|date of issue|document no/),
  cue('payment-receipt', 0.9, /confirmation number|subtotal|\btax\b|\bvat\b|renews/),
  cue('payment-receipt', 0.9, /记住分类|资产映射|报销|无折扣|账本|分类|标签和备注/),
  cue('payment-receipt', 0.9, /^\s*[-+]?\s*[¥￥]?\s*-?\d{1,6}\.\d{1,2}\s*$/m),

  cue(
    'licence-status',
    2.0,
    /卡密状态|授权状态|许可证状态|激活状态|授权(?:状态)?查询|licen[cs]e status|licen[cs]e state|licen[cs]e check|密钥状态|授权信息|激活信息|subscription status|许可状态/,
  ),
  cue(
    'licence-status',
    1.3,
    /product key channel|slmgr|software licensing|volume activation|数字许可证|数字权利|digital licen[cs]e|windows script host/,
  ),
  cue('licence-status', 2.1, /partial product key|部分产品密钥/),
  cue(
    'licence-status',
    1.2,
    /卡密查询|授权管理|卡密管理|许可证管理|总卡密|机器码|绑定设备|设备数|激活次数|剩余(?:时效|次数|天数|时间)|已激活设备/,
  ),
  cue(
    'licence-status',
    0.9,
    /到期(?:时间|日)|有效期(?:至|到)|过期时间|激活时间|使用时间|expir(?:es|ation|y)|valid (?:until|through)|activated on|redeemed on/,
  ),
  cue('licence-status', 0.6, /产品密钥|激活码|卡密|序列号|product key|licen[cs]e key|订阅|会员/),

  cue('activation-failure', 0.7, /激活|兑换|充值|卡密|密钥|redeem|activat|product key|licen[cs]e|验证码?失败/),
  cue('activation-failure', 0.5, /确定|重试|再试|关闭|取消|返回|\bok\b|retry|try again|close|cancel|reload/),
  cue('activation-failure', 0.6, /错误(?:代码|码|信息|提示)|error code|error message|failed/),

  cue('other', 1.2, /立即购买|加入购物车|前往选购|限时特惠|包月|套餐|learn more|buy now|add to cart|get started/),
  cue('other', 0.8, /help|帮助中心|常见问题|教程|faq/),
]
