import type { CodeBook } from './code-book.js'

/** Google Play and Google payments. */
export const googlePlay: CodeBook = {
  issuer: 'Google Play',
  source: 'the message Google Play prints with the code',
  codes: {
    'DF-DFERH-01': ['从服务器获取信息时出错', 'error while retrieving information from server', 'unknown'],
    'RH-01': ['从服务器获取信息时出错', 'error while retrieving information from server', 'unknown'],
    'OR-CCSEH-21': ['请求失败，须换付款方式', 'the request failed: use a different payment method', 'unknown'],
  },
  families: [
    {
      shape: /^(?:DF|RH|BM|OR|RPC|CPN|DLA|AF|PI)[-_:][A-Z0-9:_-]*\d+$/,
      zh: 'Google Play 或 Google 付款错误',
      en: 'an error of Google Play or Google payments',
    },
  ],
}

/** Adobe installers and updaters. */
export const adobe: CodeBook = {
  issuer: 'Adobe',
  source: 'Adobe HelpX: Creative Cloud installation error codes',
  codes: {},
  families: [{ shape: /^(?:U4\dM\d[A-Z]\d{1,3}|A12E\d)$/, zh: 'Adobe 安装或更新错误', en: 'an Adobe installation or update error' }],
}

/** Alipay's open platform: acquiring errors. */
export const alipay: CodeBook = {
  issuer: 'Alipay',
  source: 'Alipay open platform: alipay.trade public error codes',
  codes: {
    'ACQ.SYSTEM_ERROR': ['支付宝系统错误', 'Alipay system error', 'service'],
    'ACQ.TRADE_NOT_EXIST': ['交易不存在', 'the trade does not exist', 'unknown'],
    'ACQ.TRADE_HAS_CLOSE': ['交易已关闭', 'the trade is closed', 'unknown'],
    'ACQ.TRADE_HAS_SUCCESS': ['交易已支付', 'the trade has been paid', 'unknown'],
    'ACQ.BUYER_BALANCE_NOT_ENOUGH': ['买家余额不足', "the buyer's balance is not enough", 'user'],
  },
  families: [{ shape: /^ACQ\.[A-Z_]{4,}$/, zh: '支付宝收单错误', en: 'an Alipay acquiring error' }],
}
