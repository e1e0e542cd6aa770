import type { FoldedLine } from './fold-lines.js'
import type { Bubble } from './group-bubbles.js'

/**
 * How much a page looks like a conversation, in log odds: words of a support desk, courtesy, times between messages,
 * and bubbles that keep to two sides. Weights are set by hand from real pages.
 */
export function scoreChat(lines: readonly FoldedLine[], text: string, bubbles: readonly Bubble[]): number {
  const clocks = lines.filter((line) => clock.test(line.lower)).length
  const heads = lines.filter((line) => messageHead.test(line.lower)).length
  const courtesies = Math.min(text.match(courtesy)?.length ?? 0, 6)
  const turns = turnsOf(bubbles)
  return (
    -3.2 +
    (chatDesk.test(text) ? 1.2 : 0) +
    (agentWords.test(text) ? 1.6 : 0) +
    0.55 * courtesies +
    (clocks >= 2 ? 0.9 : clocks === 1 ? 0.3 : 0) +
    (heads >= 2 ? 2.4 : 0) +
    (turns >= 2 ? 0.8 : 0) +
    (clocks + courtesies > 0 && keepsTwoSides(lines, bubbles) ? 1.7 : 0) +
    (/按住\s?说话|type (?:a|your) message|发送消息|输入消息/.test(text) ? 1.5 : 0)
  )
}

const chatDesk =
  /客服|在线服务|人工服务|会话|转人工|聊天|对话|按住\s?说话|发送消息|输入消息|请输入(?:您的)?(?:问题|消息)|type (?:a|your) message|live chat|virtual agent|customer (?:support|service)|support (?:agent|team)|is typing|正在输入|已读|旺旺|千牛|\[?ticket (?:#|opened)|support team/
const courtesy =
  /您好|你好|亲[,，~!]|请问|谢谢|感谢|抱歉|不好意思|帮我|帮您|为您|麻烦|好的|收到|在吗|嗯|hello|\bhi\b|thanks|thank you|sorry|how can i help|i'm |我要|我想|我的/g
const agentWords =
  /还有(?:其他|什么)?(?:需要|可以)?(?:帮忙|帮助|帮您)|请(?:您)?(?:耐心等待|稍等|稍候)|为您(?:转|服务|查询|处理)|竭诚为您|(?:happy|here|able) to help|anything else|let me (?:check|look)|chat with you|please hold|please (?:send|provide|share) (?:me |us )?(?:your|the)|could you (?:please )?(?:send|provide|share|tell)|bear with me|sorry for (?:the|any) inconvenience|(?:best|kind) regards/
const clock =
  /^\s*(?:(?:上午|下午|昨天|今天|星期.|周.|晚上|凌晨|早上|\d{1,2}月\d{1,2}日|\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?)\s*){0,3}\d{1,2}:\d{2}(?::\d{2})?\s*(?:am|pm)?\s*$/

/** Who speaks and when, over what he says: tb_leaf (2026-11-06 10:02:11): */
const messageHead =
  /^\s*\S.{1,30} (?:today|yesterday) at \d{1,2}:\d{2}(?: ?[ap]m)?\s*$|^\s*\S[^:：]{1,24}[:：]?[^:：]{0,12}\s?(?:\(\s?\d{4}[-/]\d{1,2}[-/]\d{1,2} ?\d{1,2}:\d{2}(?::\d{2})?\s?\)|\[\s?\d{1,2}:\d{2}(?::\d{2})?\s?\])\s*[:：]?\s*$/

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

/** Whether short bubbles stand on both sides, each alone on its rows: a label with its value shares a row. */
function keepsTwoSides(lines: readonly FoldedLine[], bubbles: readonly Bubble[]): boolean {
  const alone = bubbles.filter(({ lines: said }) => said.every((line) => !sharesRow(line, lines)))
  const clear = alone.filter(({ isClear }) => isClear)
  return alone.length > bubbles.length * 0.7 && clear.length >= 3 && turnsOf(clear) >= 2
}

function sharesRow(line: FoldedLine, lines: readonly FoldedLine[]): boolean {
  const [, y, , height] = line.line.box
  return lines.some(({ index, line: other }) => {
    if (index === line.index || other.text.trim().length < 2) return false
    return Math.min(y + height, other.box[1] + other.box[3]) - Math.max(y, other.box[1]) > 0.4 * Math.min(height, other.box[3])
  })
}
