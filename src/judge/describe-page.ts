import type { Reading } from '../model/reading.js'
import { type FoldedLine, foldLines } from './fold-lines.js'
import { type Bubble, groupBubbles } from './group-bubbles.js'

/** How a page is laid out and whom it addresses, as far as the meaning of a phrase on it depends on that. */
export interface PageShape {
  readonly lines: readonly FoldedLine[]
  /** Whole text in lower case, a line a row. */
  readonly text: string
  /** Evidence that it is a conversation, in log odds; above 0 it is taken for one. */
  readonly chatScore: number
  /** Marks of an official support service: staff number, company certificate, a desk of its own. */
  readonly isOfficialSupport: boolean
  /** Index of the first line under a heading of help or rules; all below only talks about what may happen. */
  readonly helpFrom: number
  /** Lines that are one of several states side by side: tabs, filters, counters. */
  readonly stateChoices: ReadonlySet<number>
  /** Lines that are items of a list: steps, rules, questions. */
  readonly listItems: ReadonlySet<number>
  /** What is said at once, should it be a conversation. */
  readonly bubbles: readonly Bubble[]
}

/** Describes the page a reading shows. */
export function describePage(reading: Reading): PageShape {
  const lines = foldLines(reading)
  const text = lines.map((line) => line.lower).join('\n')
  const bubbles = groupBubbles(lines, reading.width)
  const helpFrom = helpStart(lines)
  const listItems = listItemsOf(lines)
  // pages of help greet, ask and answer like people do
  const isHelp = helpFrom < lines.length || listItems.size > 2
  return {
    lines,
    text,
    chatScore: scoreChat(lines, text, bubbles) - (isHelp ? 2.5 : 0),
    isOfficialSupport: official.test(text.replace(selfStyled, '')),
    helpFrom,
    stateChoices: choicesOf(lines),
    listItems,
    bubbles,
  }
}

const official =
  /官方客服|官方支持|官方售后|官方认证|人工客服|人工服务|客服工号|工号|企业认证|客服专员|专属客服|在线客服|智能客服|平台客服|virtual agent|support (?:agent|team|specialist|representative)|customer (?:support|service)|\bsupport\b.{0,20}\bchat\b|live chat|(?:微软|microsoft|steam|索尼|playstation|任天堂|nintendo|xbox|苹果|apple|google|腾讯|爱奇艺|优酷|哔哩哔哩|网易|adobe|epic|暴雪|战网|blizzard|育碧|ubisoft|netflix|spotify|openai).{0,6}(?:客服|支持|support)/

/** Whoever calls himself official in what he says is not so by saying it. */
const selfStyled =
  /我(?:就)?(?:是|们是)[^。,，]{0,6}(?:官方|客服|平台)[^。,，]{0,6}|i(?:'m| am) (?:from )?(?:the )?(?:official|support)[^.,]{0,20}/g

const chatDesk =
  /客服|在线服务|人工服务|会话|转人工|聊天|对话|按住\s?说话|发送消息|输入消息|请输入(?:您的)?(?:问题|消息)|type (?:a|your) message|live chat|virtual agent|customer (?:support|service)|support (?:agent|team)|is typing|正在输入|已读/
const courtesy =
  /您好|你好|亲[,，~!]|请问|谢谢|感谢|抱歉|不好意思|帮我|帮您|为您|麻烦|好的|收到|在吗|嗯|hello|\bhi\b|thanks|thank you|sorry|how can i help|i'm |我要|我想|我的/g
const agentWords =
  /还有(?:其他|什么)?(?:需要|可以)?(?:帮忙|帮助|帮您)|请(?:您)?(?:耐心等待|稍等|稍候)|为您(?:转|服务|查询|处理)|竭诚为您|(?:happy|here|able) to help|anything else|let me (?:check|look)|chat with you|please hold|bear with me/
const clock =
  /^\s*(?:(?:上午|下午|昨天|今天|星期.|周.|晚上|凌晨|早上|\d{1,2}月\d{1,2}日|\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?)\s*){0,3}\d{1,2}:\d{2}(?::\d{2})?\s*(?:am|pm)?\s*$/

function scoreChat(lines: readonly FoldedLine[], text: string, bubbles: readonly Bubble[]): number {
  const clocks = lines.filter((line) => clock.test(line.lower)).length
  const courtesies = Math.min(text.match(courtesy)?.length ?? 0, 6)
  const turns = turnsOf(bubbles)
  return (
    -3.2 +
    (chatDesk.test(text) ? 1.2 : 0) +
    (agentWords.test(text) ? 1.6 : 0) +
    (official.test(text) ? 0.6 : 0) +
    0.55 * courtesies +
    (clocks >= 2 ? 0.9 : clocks === 1 ? 0.3 : 0) +
    (turns >= 2 ? 0.8 : 0) +
    (/按住\s?说话|type (?:a|your) message|发送消息|输入消息/.test(text) ? 1.5 : 0)
  )
}

/** How often the speaker changes between the two sides. */
function turnsOf(bubbles: readonly Bubble[]): number {
  let turns = 0
  let before: Bubble['speaker'] = 'unsure'
  for (const { speaker } of bubbles) {
    if (speaker === 'unsure') continue
    if (before !== 'unsure' && speaker !== before) turns++
    before = speaker
  }
  return turns
}

const helpHeading =
  /常见问题|常见错误|帮助中心|帮助文档|使用教程|操作教程|激活教程|图文教程|疑难解答|故障排除|解决方法|解决办法|解决方案|错误代码(?:大全|说明|对照|一览)|售后(?:说明|规则|须知|政策)|退(?:款|换|换货)(?:规则|政策|说明|须知)|购买须知|买家须知|用户须知|服务条款|用户协议|免责(?:声明|条款)|注意事项|商品(?:说明|描述|介绍)|温馨提示|使用说明|兑换说明|充值说明|\bfaqs?\b|frequently asked|troubleshooting|help cent(?:er|re)|knowledge ?base|terms of (?:service|use)$|refund policy|how to (?:fix|solve|activate|redeem)|common (?:errors|problems|issues)/

/** A heading stands alone in its line; the same words inside a sentence are no heading. */
function helpStart(lines: readonly FoldedLine[]): number {
  for (const { index, lower } of lines) {
    const match = helpHeading.exec(lower)
    if (match && lower.trim().length <= match[0].length + 8) return index
  }
  return Number.POSITIVE_INFINITY
}

const state =
  /^[\s·•]*(?:全部|待处理|待付款|待发货|待收货|待评价|处理中|退货中|已完成|已拒绝|已关闭|已取消|已退款|成功|失败|未激活|已激活|已使用|未使用|已过期|已归档|已禁用|已冻结|正常|异常|有效|无效|激活成功|激活失败|充值成功|充值失败|兑换成功|兑换失败|支付成功|支付失败|all|active|inactive|activated|expired|pending|used|unused|failed|success|completed|rejected|cancell?ed|refunded|revoked|blocked)\s*[:(]?\s*\d*\s*\)?\s*$/

const listMarks: readonly RegExp[] = [
  /^\s*[·•◆●■▪★☆*○◇]\s*\S{2}/,
  /^\s*\d{1,2}[.、):](?!\d)\s*\S/,
  /^\s*(?:[①-⑳]|\(\d{1,2}\))\s*\S/,
  /^\s*(?:[a-z]\)|q\d*[:.、]|问[:：])\s*\S/,
]

/** One mark alone may be an icon; two of a kind make a list. */
function listItemsOf(lines: readonly FoldedLine[]): ReadonlySet<number> {
  const items = new Set<number>()
  for (const mark of listMarks) {
    const marked = lines.filter((line) => mark.test(line.lower))
    if (marked.length > 1) for (const line of marked) items.add(line.index)
  }
  return items
}

/** Three or more states on one row are a choice among them, not the state of anything. */
function choicesOf(lines: readonly FoldedLine[]): ReadonlySet<number> {
  const states = lines.filter((line) => state.test(line.lower))
  const choices = new Set<number>()
  for (const one of states) {
    const [, y, , height] = one.line.box
    const row = states.filter(
      ({ line }) => line.frameMs === one.line.frameMs && Math.abs(line.box[1] + line.box[3] / 2 - y - height / 2) < height * 0.7,
    )
    if (new Set(row.map((line) => line.lower.trim())).size >= 3) for (const line of row) choices.add(line.index)
  }
  return choices
}
