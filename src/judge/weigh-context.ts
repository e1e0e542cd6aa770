import type { PhraseSays } from '../model/examined.js'
import type { PageShape } from './describe-page.js'
import type { FoldedLine } from './fold-lines.js'

/** Whether a wording asserts what it says where it stands, is denied there, or is only talked about. */
export function weighContext({ says, line, text, start, end }: Wording, page: PageShape): 'says' | 'denied' | 'mentions' {
  if (says === 'instruction') return 'says'
  const sentenceStart = Math.max(text.slice(0, start).search(sentenceTail), 0)
  const before = text.slice(sentenceStart, start)
  const after = text.slice(end)
  const denied = denial.test(before) || (says === 'merchant-promise' && refusal.test(before))
  if (says === 'failure' || says === 'success' || says === 'licence-bad' || says === 'licence-good') {
    if (page.stateChoices.has(line.index)) return 'mentions'
    if (says !== 'success' && (page.statesClaim || byClaimant.test(before))) return 'mentions'
    if (onlyTalk(line, before, after, page)) return 'mentions'
  } else if (page.helpLines.has(line.index) || question.test(after) || (says !== 'merchant-promise' && conditional.test(before))) {
    return 'mentions'
  }
  return denied ? 'denied' : 'says'
}

/** A wording found at `start`..`end` of `text`, which begins with or contains `line`. */
interface Wording {
  readonly says: PhraseSays
  readonly line: FoldedLine
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The part behind the last full stop. */
const sentenceTail = /[^。!?！？;；]*$/

const denial =
  /(?:没有|并未|并没有|尚未|从未|未|没|不是|并非|不|无|not|n't|never|no|without|0)\s?(?:被|能|有|出现|发生|发现|any|been|yet)?\s?$/
const refusal = /(?:不支持|不提供|不接受|不予|不给|概不|恕不|不可|不能|不会|无法|拒绝|没有|谢绝|不|非)[^,，。]{0,8}$/

const conditional =
  /如果|若|如遇|如$|如(?=激活|兑换|充值|出现|发生|您|提示|无法|显示|卡密|未|有|因|遭)|假如|一旦|万一|倘|当(?=.{0,12}时)|凡|避免|防止|以免|否则|可能|例如|比如|为什么|为何|怎么|如何|什么|不得|导致|造成|风险|部分用户|个别用户|有用户|近期|最近有|\bif\b|\bwhen(?:ever)?\b|in case|should you|\bunless\b|how to|\bwhy\b|what to do|what if|\bmay\b|\bmight\b|could be|avoid|prevent|e\.g\.|such as|in the event|until|please note|would be/
const talkAfter =
  /^[」"'”\]]?\s?(?:后|时|了?怎么|怎么|如何|的(?!错误|提示|原因是)|率|原因(?!是|:)|不退|包|可(?!能)|自动|秒|全额|概不|一律|[,，]?\s?(?:不予|不退|包退|包赔|无条件|全额|可(?:以)?(?:申请)?退|支持退|怎么|如何|概不)|吗|么|、|等(?!待)|案例|教程|解决|处理办?法|常见)/
const question = /^[^。!,，]{0,14}[?？]|^[^。!?]{0,10}(?:怎么办|吗|么)/
const byClaimant = /(?:留言|备注|评价|反馈|描述|buyer'?s note|comment)\s*[:(]/
const codeOrTest =
  /^\s*(?:#|\/\/|\/\*|def |if \(|throw |return |console\.|print\(|feature\b|scenario\b|test\b|spec\b|describe\(|it\(|given |then |assert |expect\(|✓|✗|passed|pass\b)/
const counted = /^\s*[:(]?\s*\d{1,3}\s*\)?\s*(?:次|个|条|张|笔|单)?\s*$/

function onlyTalk(line: FoldedLine, before: string, after: string, page: PageShape): boolean {
  if (page.helpLines.has(line.index)) return true
  if (conditional.test(before) || talkAfter.test(after) || question.test(after)) return true
  if (page.listItems.has(line.index) || codeOrTest.test(line.lower)) return true
  return counted.test(after) && /\d/.test(after)
}
