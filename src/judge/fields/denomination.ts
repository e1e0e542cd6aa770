import type { Labels } from './find-label-of.js'
import { onSameRow, type Page, type PageLine } from './page.js'
import type { PrintedAmount } from './read-amounts.js'

/** Whether a whole sum names goods (100元 Steam 充值卡) or stands in a slogan (满100减20): neither was paid. */
export function isDenomination(page: Page, labels: Labels, on: PageLine, amount: PrintedAmount): boolean {
  if (/\.\d/.test(amount.number) || amount.sign !== '') return false
  const lead = on.text.slice(Math.max(0, amount.start - 24), amount.start)
  const labelled = labels
    .get(on)
    ?.some((label) => label.says === 'amount' && label.end <= amount.start && /^[^\d]{0,8}$/.test(on.text.slice(label.end, amount.start)))
  if (labelled) return false
  const rest = on.text.slice(amount.end, amount.end + 24)
  return (
    goodsAfter.test(rest) ||
    goodsBefore.test(lead) ||
    slogan.test(lead) ||
    (/[\u3400-\u9fff]{2}/.test(lead + rest) && pricedBeside(page, on))
  )
}

/** The goods' price stands by itself on the same row. */
function pricedBeside(page: Page, on: PageLine): boolean {
  return page.lines.some(
    (line) => line.left >= on.right && /^\s*[-+]?\s?[¥$]?\s?[\d,]+\.\d{1,2}\s*元?\s*$/.test(line.text) && onSameRow(line, on),
  )
}

const goods =
  '充值卡|点卡|礼品卡|礼品券|购物卡|储值卡|加油卡|话费|流量|[Ee]卡|代金券|红包|优惠券|抵用券|现金券|满减券|卡密|钱包|点券|Q币|[Gg]ift ?[Cc]ard|GIFT CARD|[Ww]allet|[Vv]oucher|[Tt]op-?[Uu]p|Steam|iTunes|App Store|PSN|Xbox|Roblox|京东|PlayStation|Apple'
const goodsAfter = new RegExp(`^[\\s面值\\p{Sc}-]{0,4}(?:\\p{Script=Han}{0,2}\\s?)(?:${goods})`, 'u')
const goodsBefore = new RegExp(`(?:${goods})(?:面值|充值)?[\\s(（·-]{0,2}$`, 'u')
const slogan = /(?:满|立减|减|立省|节省|省|返|送|最高|低至|优惠券)\s?$/
