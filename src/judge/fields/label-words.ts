import type { TimestampRole } from '../../model/field.js'

/** What a label says its value is. `other` is anything that is no field of ours: a phone, a tracking number, a name. */
export type LabelSays =
  | 'order-number'
  | 'merchant-number'
  | 'payment-number'
  | 'refund-number'
  | 'card-key'
  | 'amount'
  | `time-${TimestampRole}`
  | 'other'

interface LabelWords {
  readonly says: LabelSays
  /** Labels wherever they stand, also inside a sentence. */
  readonly anywhere: string
  /** Everyday words: labels only where they stand by themselves, not inside a longer word. */
  readonly alone?: string
}

/** The labels of order pages, bills, receipts and chats, in simplified Chinese and lower case; `|` parts them. Longest wins. */
export const labelWords: readonly LabelWords[] = [
  {
    says: 'order-number',
    anywhere:
      '订单号|订单号码|订单编号|订单id|订单序号|订单流水号|交易订单号|商城订单号|平台订单号|购买订单号|充值订单号|子订单号|主订单号|原订单号|关联订单|关联订单号|服务单号|售后单号|售后编号|注文番号|order id|order no|order no.|order num|order number|order #|order#|order ref|order reference|order code|orderid|orderno|order_id|confirmation number|order_no|order_sn|ordernumber|order confirmation number',
    alone: '单号|编号|订单|order|order:|order no:|订单:',
  },
  {
    says: 'merchant-number',
    anywhere:
      '商家订单号|商户订单号|商户单号|商家单号|商户交易号|商户订单编号|商家订单编号|外部订单号|merchant order no|merchant order number|merchant order id|out_trade_no|merchant order',
  },
  {
    says: 'payment-number',
    anywhere:
      '交易单号|交易号|交易编号|支付宝交易号|支付宝交易单号|支付宝流水号|支付宝订单号|微信支付单号|微信支付订单号|微信交易号|微信订单号|微信支付交易单号|微信支付交易号|交易流水号|交易流水|支付流水号|支付流水|银行流水号|流水号|支付单号|支付订单号|支付编号|付款单号|付款编号|支付交易号|转账单号|收款单号|渠道单号|渠道交易号|渠道流水号|第三方单号|第三方订单号|第三方支付订单号|transaction id|transaction no|transaction no.|transaction number|transaction #|transaction ref|transaction reference|payment id|payment no|payment no.|payment number|payment reference|payment ref|trade no|trade no.|trade_no|transaction_id|transactionid',
  },
  {
    says: 'refund-number',
    anywhere:
      '退款单号|退款编号|退款流水号|退款流水|退款订单号|退款交易号|退款号|退款id|退货单号|退货编号|refund id|refund no|refund no.|refund number|refund reference|refund ref|refund #|refund_id|out_refund_no',
  },
  {
    says: 'card-key',
    anywhere:
      '卡密|卡密信息|卡密内容|激活码|激活密钥|激活序列号|兑换码|兑换卡密|序列号|产品密钥|产品序列号|许可证密钥|授权码|授权密钥|注册码|礼品码|礼品卡号码|充值码|充值卡密|cdk|cdkey|cd-key|cd key|product key|license key|licence key|license code|licence code|serial number|serial no|serial key|activation code|activation key|redeem code|redemption code|redeem key|gift code|gift card code|steam key|game key|registration code|registration key|digital code|key code',
    alone: '密钥|账号密码|serial|key|卡号密码|卡',
  },
  {
    says: 'amount',
    anywhere:
      '实付款|实付金额|实际支付|实际付款|实际支付金额|应付金额|应付总额|支付金额|付款金额|订单金额|订单总额|订单总价|商品总额|商品总价|商品金额|商品价格|商品单价|退款金额|退款总额|退款总金额|实退金额|充值金额|账户余额|到账金额|交易金额|转账金额|收款金额|消费金额|总金额|需付款|优惠金额|成交价|成交金额|手续费|order total|total amount|grand total|amount paid|amount due|total paid|total price|total due|unit price|refund amount|refund total|payment amount|you paid|amount charged|total charged',
    alone:
      '实付|应付|合计|总计|总价|总额|金额|单价|价格|售价|原价|现价|特价|优惠|折扣|运费|小计|余额|共计|成本|面值|amount|total|subtotal|sub-total|price|paid|balance|tax|shipping|discount|fee|cost|sum',
  },
  {
    says: 'time-created',
    anywhere:
      '下单时间|下单日期|创建时间|创建日期|订单时间|订单日期|订单创建时间|提交时间|提交订单|申请时间|拍下时间|购买时间|购买日期|成交时间|订购时间|交易创建时间|生成时间|order date|order time|ordered on|order placed|placed on|date placed|order created|date ordered|created at|created on|creation time|creation date|create time|created_at|create_time|purchase date|purchased on|date of purchase|purchase time',
    alone: 'created|ordered|placed|purchased',
  },
  {
    says: 'time-paid',
    anywhere:
      '付款时间|支付时间|支付日期|付款日期|支付成功时间|支付完成时间|支付订单|交易时间|交易日期|转账时间|扣款时间|paid at|paid on|payment date|payment time|date paid|pay time|paid_at|pay_time|transaction date|transaction time|charged on|billing date|billed on',
    alone: '付款|支付',
  },
  {
    says: 'time-delivered',
    anywhere:
      '发货时间|平台发货|商家发货|卖家发货|交付时间|发卡时间|出货时间|发放时间|充值时间|充值成功时间|收货时间|确认收货|确认收货时间|到账时间|送达时间|delivered at|delivered on|delivery date|delivery time|shipped on|ship date',
    alone: 'delivered|shipped|发货',
  },
  {
    says: 'time-failed',
    anywhere: '失败时间|报错时间|错误时间|发生时间|故障时间|failed at|failed on|error time|time of error|failure time',
  },
  {
    says: 'time-valid-until',
    anywhere:
      '有效期|有效期至|有效期限|有效时间|到期时间|到期日期|到期日|截止时间|截止日期|过期时间|失效时间|使用期限|expires on|expires at|expiry date|expiration date|valid until|valid thru|valid through|valid to|renews on|expire date|due date',
    alone: '到期|截止|至|expires|expiry|expiration|until',
  },
  {
    says: 'time-message',
    anywhere: '发送时间|留言时间|回复时间|消息时间|sent at|sent on|received at',
    alone: 'sent',
  },
  {
    says: 'time-other',
    anywhere:
      '更新时间|处理时间|退款时间|退款成功时间|激活时间|激活日期|登录时间|审核时间|关闭时间|使用时间|核销时间|开始时间|开始日期|结束时间|结束日期|查询时间|最近查询|完成时间|打印时间|开通时间|注册时间|last updated|updated at|updated on|activated on|activation date|refunded on|refund date|refund time|start date|end date|date of issue|issue date',
    alone: '时间|日期|date|time|updated|issued',
  },
  {
    says: 'other',
    anywhere:
      '物流单号|快递单号|运单号|运单号码|运单编号|物流编号|物流号|快递号|发货单号|发货单流水号|出库单号|手机号|手机号码|手机|联系电话|联系方式|电话号码|电话|收货电话|客服电话|服务热线|热线电话|热线|固话|传真|imei|meid|iccid|身份证|身份证号|身份证号码|证件号|证件号码|银行卡号|银行卡|卡号|账号|帐号|账户|用户账号|交易账号|支付账号|支付账户|收款账号|收款账户|付款账户|付款账号|对方账户|qq号|qq群|微信号|群号|用户id|用户名|用户编号|会员号|会员编号|会员id|玩家id|角色id|合同号|合同编号|协议号|商品编号|商品编码|商品id|货号|款号|产品编号|产品id|条码|条形码|批次号|访客码|验证码|校验码|查询密码|密码|取件码|提货码|取餐码|取餐号|邮编|邮政编码|信用代码|税号|发票号|发票号码|发票代码|版本号|错误码|错误代码|错误编号|桌号|排队号|工单号|工单编号|工号|学号|设备号|设备id|机器码|安装id|确认id|请求id|请求编号|会话id|店铺编号|店铺id|商户号|商户编号|商户id|商家编号|终端号|终端编号|参考号|凭证号|型号|门店编号|案例编号|投诉编号|投诉单号|案件编号|商品名称|商品数量|订单备注|订单状态|支付方式|付款方式|收货人|收货地址|收货信息|买家|卖家|商家名称|店铺名称|订单来源|订单类型|退款原因|退款方式|退款状态|error code|tracking number|tracking no|tracking id|tracking #|phone number|telephone|customer id|customer no|customer number|member id|member no|account number|account no|account id|user id|userid|player id|device id|installation id|confirmation id|session id|request id|trace id|message id|messageid|program id|product id|product code|item number|item no|item id|case id|case number|case no|ticket number|ticket id|ticket no|invoice number|invoice no|invoice id|card number|card no|bank card|zip code|postal code|postcode|ip address|mac address|payment method|order status|model number|model no|document no|document number|document no.|support id|reference number|reference no|correlation id|activity id|event id|process id|vat number|tax id|app id|appid|subscription id|订单可得|店铺|姓名|昵称|地址|备注',
    alone:
      'qq|uid|sku|spu|sn|s/n|id|ip|pid|tel|tel.|phone|mobile|fax|zip|email|e-mail|邮箱|快递|物流|顺丰|圆通|中通|韵达|申通|极兔|version|ver|build|版本|数量|状态|商品|品牌|颜色|规格|qty|quantity|status|item|product|name|isbn|tracking|carrier|account|user|case|ticket|invoice|serial port|port',
  },
]
