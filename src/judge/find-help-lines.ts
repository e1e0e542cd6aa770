import type { FoldedLine } from './fold-lines.js'

/** The lines of a page that are help, rules or notes, and whether the page is nothing else from its heading on. */
export function findHelpLines(lines: readonly FoldedLine[]): { readonly lines: ReadonlySet<number>; readonly isWholePage: boolean } {
  const found = new Set<number>()
  let isWholePage = false
  for (const heading of lines) {
    const text = heading.lower.trim()
    if (stands(helpHeading, text, 8)) {
      isWholePage = true
      for (const { index } of lines) if (index >= heading.index) found.add(index)
      break
    }
    if (stands(noteHeading, text, 2)) for (const index of noteUnder(heading, lines)) found.add(index)
  }
  return { lines: found, isWholePage }
}

const helpHeading =
  /常见问题|常见错误|帮助中心|帮助文档|使用教程|操作教程|激活教程|图文教程|疑难解答|故障排除|解决方法|解决办法|解决方案|错误代码(?:大全|说明|对照|一览)|公告|\bfaqs?\b|frequently asked|troubleshooting|help cent(?:er|re)|knowledge ?base|terms of (?:service|use)$|refund policy|how to (?:fix|solve|activate|redeem)|common (?:errors|problems|issues)/
const noteHeading =
  /售后(?:说明|规则|须知|政策)|退(?:款|换|换货)(?:规则|政策|说明|须知)|购买须知|买家须知|用户须知|服务条款|用户协议|免责(?:声明|条款)|注意事项|商品(?:说明|描述|介绍)|温馨提示|使用说明|兑换说明|充值说明|please note|notes?$/

/** A heading stands alone in its line; the same words inside a sentence are none. */
function stands(heading: RegExp, text: string, spare: number): boolean {
  const match = heading.exec(text)
  return match !== null && text.length <= match[0].length + spare
}

/** The block that hangs on a heading of notes: flush with it, line under line. A dialog over the page keeps its own margins. */
function noteUnder(heading: FoldedLine, lines: readonly FoldedLine[]): number[] {
  const [x, y, , height] = heading.line.box
  const block: number[] = [heading.index]
  let bottom = y + height
  for (const { index, line } of lines) {
    if (index <= heading.index || Math.abs(line.box[0] - x) > 2.5 * height || line.box[1] < bottom - height) continue
    if (line.box[1] - bottom > 2 * height) break
    block.push(index)
    bottom = line.box[1] + line.box[3]
  }
  return block
}
