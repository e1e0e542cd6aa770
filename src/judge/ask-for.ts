import type { EvidenceKind } from '../model/evidence.js'
import type { Sentence } from '../model/field.js'
import type { MissingLink } from '../model/verdict.js'

type Link = MissingLink['link']

/** What is wrong with what was sent for a link. */
export type Lack = 'readable' | 'unredacted' | 'failure' | 'error-code' | 'time' | 'official'

const asks: Readonly<Record<Link, { readonly kinds: readonly EvidenceKind[]; readonly ask: Sentence }>> = {
  'order-number': {
    kinds: ['order-page', 'payment-receipt'],
    ask: {
      zh: '没有找到这笔订单。请提供订单号；如果不知道订单号，请告诉我们付款时间和商品名称。',
      en: 'We did not find the order. Please give us the order number, or the time of payment and the product name.',
    },
  },
  'order-page': {
    kinds: ['order-page'],
    ask: {
      zh: '请提供订单详情页的完整截图，能看到订单号、购买时间和卡密。',
      en: 'Please send a full screenshot of the order page that shows the order number, the time of purchase and the key.',
    },
  },
  failure: {
    kinds: ['activation-recording', 'activation-failure'],
    ask: {
      zh: '请录制完整的激活过程（从订单页开始直到出现错误），或提供一张完整未裁剪的失败截图，同时能看到订单号或卡密、错误代码和时间。',
      en: 'Please record the whole activation from the order page to the error, or send one full uncropped screenshot of the failure with the order number or key, the error code and the time.',
    },
  },
  'account-record': {
    kinds: ['activation-failure', 'other'],
    ask: {
      zh: '请提供充值账号或游戏内的记录截图，能看到账号、时间以及充值没有到账。',
      en: "Please send a screenshot of the account's or the game's own record that shows the account, the time and that the top-up did not arrive.",
    },
  },
  'picture-of-delivery': {
    kinds: ['other', 'activation-failure'],
    ask: {
      zh: '请提供实际收到的商品内容截图，能看出它与所购商品有什么不同。',
      en: 'Please send a picture of what was delivered that shows how it differs from what was bought.',
    },
  },
  'third-party': {
    kinds: ['support-chat', 'licence-status'],
    ask: {
      zh: '请提供官方客服的聊天记录截图，或官方的授权状态查询结果，用来说明不是操作失误。',
      en: "Please send a screenshot of a chat with the maker's official support, or of the official licence status page, that shows it was no user mistake.",
    },
  },
  'tie-to-order': {
    kinds: ['activation-failure', 'activation-recording'],
    ask: {
      zh: '失败画面上看不到订单号或卡密，无法确认是这笔订单。请提供同时显示卡密（或订单号）和错误的完整截图或录屏。',
      en: 'Neither the order number nor the key is visible with the failure, so it cannot be tied to this order. Please send a full screenshot or recording that shows the key or the order number together with the error.',
    },
  },
  'clear-statement': {
    kinds: [],
    ask: {
      zh: '请具体说明问题：商品是没有收到、无法激活、提示卡密无效或已被使用、发错商品，还是充值没有到账？出现了什么提示？',
      en: 'Please say exactly what is wrong: not received, activation fails, the key is invalid or already used, the wrong product, or a top-up that did not arrive? What message did you see?',
    },
  },
}

const lackWords: Readonly<Record<Lack, Sentence>> = {
  readable: {
    zh: '收到的文件看不清或打不开，请重新发送原图（不要压缩、不要拍屏）。',
    en: 'What we received cannot be read or opened; please send the original picture again, neither compressed nor photographed from a screen.',
  },
  unredacted: {
    zh: '图中的订单号或卡密被遮挡，请提供没有打码的原图（内容只有审核系统可见）。',
    en: 'The order number or the key is covered in the picture; please send it without the cover (only the reviewing system sees it).',
  },
  failure: { zh: '', en: '' },
  'error-code': { zh: '已收到的截图上没有错误代码。', en: 'The screenshot we have shows no error code.' },
  time: {
    zh: '已收到的截图上看不到时间，请不要裁掉状态栏。',
    en: 'The screenshot we have shows no time; please do not cut off the status bar.',
  },
  official: {
    zh: '自称官方的个人联系方式不能作为官方客服的证明。',
    en: 'A private contact who calls himself official is no proof from official support.',
  },
}

/** The question that would settle one missing link, opened with what was wrong with what came. */
export function askFor(link: Link, lacks: readonly Lack[] = []): MissingLink {
  const { kinds, ask } = asks[link]
  const opening = (language: keyof Sentence) => lacks.map((lack) => lackWords[lack][language]).filter((text) => text !== '')
  return { link, kinds, ask: { zh: [...opening('zh'), ask.zh].join(''), en: [...opening('en'), ask.en].join(' ') } }
}
