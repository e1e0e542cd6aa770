import type { Reading } from '../model/reading.js'
import { findHelpLines } from './find-help-lines.js'
import { type FoldedLine, foldLines } from './fold-lines.js'
import { type Bubble, groupBubbles } from './group-bubbles.js'
import { scoreChat } from './score-chat.js'

/** How a page is laid out and whom it addresses, as far as the meaning of a phrase on it depends on that. */
export interface PageShape {
  readonly lines: readonly FoldedLine[]
  /** Whole text in lower case, a line a row. */
  readonly text: string
  /** Evidence that it is a conversation, in log odds; above 0 it is taken for one. */
  readonly chatScore: number
  /** Marks of an official support service: staff number, company certificate, a desk of its own. */
  readonly isOfficialSupport: boolean
  /** Lines of help, rules or notes: they only talk about what may happen. */
  readonly helpLines: ReadonlySet<number>
  /** A form or record of a claim: failures on it are what the claimant says. */
  readonly statesClaim: boolean
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
  const help = findHelpLines(lines)
  const listItems = listItemsOf(lines)
  // pages of help greet, ask and answer like people do
  const isHelp = help.isWholePage || listItems.size > 2
  return {
    lines,
    text,
    chatScore: scoreChat(lines, text, bubbles) + (official.test(text) ? 0.6 : 0) - (isHelp ? 2.5 : 0),
    isOfficialSupport: official.test(text.replace(selfStyled, '')),
    helpLines: help.lines,
    statesClaim: claimForm.test(text),
    stateChoices: choicesOf(lines),
    listItems,
    bubbles,
  }
}

const claimForm =
  /(?:退款|退货|售后|投诉|维权|申诉)(?:原因|说明|理由|类型)|(?:申请|选择)原因|问题(?:描述|类型)|凭证图片|上传凭证|reason for (?:the )?(?:return|refund|complaint)|refund reason/

const official =
  /官方客服|官方支持|官方售后|官方认证|人工客服|人工服务|客服工号|工号|企业认证|客服专员|专属客服|在线客服|智能客服|平台客服|virtual agent|support (?:agent|team|specialist|representative)|customer (?:support|service)|\bsupport\b.{0,20}\bchat\b|live chat|(?:微软|microsoft|steam|索尼|playstation|任天堂|nintendo|xbox|苹果|apple|google|腾讯|爱奇艺|优酷|哔哩哔哩|网易|adobe|epic|暴雪|战网|blizzard|育碧|ubisoft|netflix|spotify|openai).{0,6}(?:客服|支持|support)/

/** Whoever calls himself official in what he says is not so by saying it. */
const selfStyled =
  /我(?:就)?(?:是|们是)[^。,，]{0,6}(?:官方|客服|平台)[^。,，]{0,6}|i(?:'m| am) (?:from )?(?:the )?(?:official|support)[^.,]{0,20}/g

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
    const row = states.filter(({ line }) => Math.abs(line.box[1] + line.box[3] / 2 - y - height / 2) < height * 0.7)
    if (new Set(row.map((line) => line.lower.trim())).size >= 3) for (const line of row) choices.add(line.index)
  }
  return choices
}
