import type { TrustTier } from '../model/buyer.js'
import type { CaseFile } from '../model/case.js'
import type { Signal } from '../model/signal.js'
import type { MissingLink } from '../model/verdict.js'
import type { Chain } from './check-chain.js'
import { makeSignal } from './make-signal.js'

const linkWords: Readonly<Record<MissingLink['link'], readonly [zh: string, en: string]>> = {
  'order-number': ['订单号', 'the order number'],
  'order-page': ['订单页截图', 'the order page'],
  failure: ['激活失败的证据', 'the failure'],
  'account-record': ['账号记录', "the account's record"],
  'picture-of-delivery': ['收到商品的截图', 'a picture of what was delivered'],
  'third-party': ['官方客服或授权状态的证明', 'proof from official support or the licence status page'],
  'tie-to-order': ['失败与订单的对应关系', 'what ties the failure to the order'],
  'clear-statement': ['具体的问题说明', 'a clear statement'],
}

/** Says how the case stands as a whole: whether the evidence chain is complete, and how far the buyer is trusted. */
export function weighStanding(caseFile: CaseFile, chain: Chain, tier: TrustTier): readonly Signal[] {
  return [...weighChain(caseFile, chain), ...weighTrust(caseFile, tier)]
}

function weighChain({ policy }: CaseFile, chain: Chain): readonly Signal[] {
  if (chain.needed === 0) return []
  if (chain.missing.length === 0)
    return [makeSignal(policy, 'chain-complete', { zh: '该理由所需的证据已齐全。', en: 'All the evidence this reason needs is there.' })]
  const [zh, en] = [0, 1].map((language) => chain.missing.map(({ link }) => linkWords[link][language === 0 ? 0 : 1]))
  return [makeSignal(policy, 'chain-incomplete', { zh: `还缺少：${zh?.join('、')}。`, en: `Still missing: ${en?.join(', ')}.` })]
}

function weighTrust({ buyer, policy }: CaseFile, tier: TrustTier): readonly Signal[] {
  if (tier === 'ordinary' || !buyer) return []
  const { creditScore, accountAgeDays, completedOrders, refunds90d, upheldAgainst365d } = buyer
  const because = {
    zh: `买家信用分 ${creditScore}，注册 ${accountAgeDays} 天，完成订单 ${completedOrders} 笔，近 90 天退款 ${refunds90d} 次，近一年被判责 ${upheldAgainst365d} 次：信任等级为${tier === 'high' ? '高' : '低'}。`,
    en: `Credit ${creditScore}, account ${accountAgeDays} days old, ${completedOrders} completed orders, ${refunds90d} refunds in 90 days, ${upheldAgainst365d} upheld against in a year: trust is ${tier}.`,
  }
  return [makeSignal(policy, tier === 'high' ? 'buyer-trust-high' : 'buyer-trust-low', because)]
}
