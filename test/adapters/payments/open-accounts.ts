import { createPrivateKey, createPublicKey } from 'node:crypto'
import { openAlipay } from '../../../src/adapters/payments/alipay.js'
import { openWechat } from '../../../src/adapters/payments/wechat.js'
import type { PaymentChannel } from '../../../src/ports/payments.js'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'

/** The sandbox's merchant at both channels. */
export function openAccounts({ url, keys }: Sandbox, timeoutMs = 5000): Readonly<Record<'alipay' | 'wechat', PaymentChannel>> {
  const { alipay, wechat } = keys
  return {
    alipay: openAlipay({
      appId: alipay.appId,
      privateKey: createPrivateKey(alipay.app.privateKey),
      alipayPublicKey: createPublicKey(alipay.channel.publicKey),
      gateway: `${url}/gateway.do`,
      timeoutMs,
    }),
    wechat: openWechat({
      mchid: wechat.mchid,
      serial: wechat.serial,
      privateKey: createPrivateKey(wechat.merchant.privateKey),
      platformPublicKey: createPublicKey(wechat.platform.publicKey),
      platformKeyId: wechat.platformKeyId,
      apiV3Key: wechat.apiV3Key,
      notifyUrl: 'http://127.0.0.1:9/notices',
      endpoint: url,
      timeoutMs,
    }),
  }
}
