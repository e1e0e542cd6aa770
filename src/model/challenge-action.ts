import type { Sentence } from './field.js'

/** What a buyer is asked to do while filming, beside showing the code. */
export type ChallengeAction = 'scroll-twice' | 'open-twice' | 'pause-first' | 'stay-last' | 'return-first'

interface ChallengeActionRule {
  /** To the buyer, on the very page that is filmed: it says neither order nor error, which would be read as evidence. */
  readonly ask: Sentence
  /** To who looks at the recording: what is to be seen if it was done. */
  readonly look: Sentence
}

/** Each can be seen on the strip of a recording's screens and its times; none touches a key or a setting of the phone. No verdict rests on it. */
export const challengeActions: Readonly<Record<ChallengeAction, ChallengeActionRule>> = {
  'scroll-twice': {
    ask: { zh: '在下一个页面，慢慢滑到底再滑回顶，做两次', en: 'On the next page, scroll slowly to the bottom and back, twice' },
    look: { zh: '订单页被滑到底部再回到顶部，共两次', en: 'The order page is scrolled to the bottom and back twice' },
  },
  'open-twice': {
    ask: { zh: '下一个页面请进去两次：进去，退出来，再进去', en: 'Go to the next page twice: enter it, leave it, enter it once more' },
    look: { zh: '订单页打开后返回，又打开一次', en: 'The order page is opened, left, and opened again' },
  },
  'pause-first': {
    ask: { zh: '在下一个页面停住不动 5 秒', en: 'Keep still on the next page for 5 seconds' },
    look: { zh: '订单页的画面停住至少约 5 秒', en: 'The order page stands still for about 5 seconds at least' },
  },
  'stay-last': {
    ask: { zh: '结束前，最后的画面停住不动 5 秒', en: 'Before you stop, keep still on the last screen for 5 seconds' },
    look: {
      zh: '最后的画面（应为出错的画面）停住至少约 5 秒',
      en: 'The last screen, which should be the failure, stands still for about 5 seconds',
    },
  },
  'return-first': {
    ask: {
      zh: '结束前，回到接下来打开的第一个页面，停 3 秒',
      en: 'Before you stop, go back to the first page you open next, for 3 seconds',
    },
    look: { zh: '出错之后又回到订单页，停留约 3 秒', en: 'After the failure the order page is there again for about 3 seconds' },
  },
}
