const generic =
  /商品|产品|东西|卡密|卡|货|订单|有|问题|不能|不可以|没法|无法|用不了|没用|使用|用|退款|退钱|退货|退|我要|我想|我|你们|你|要求|申请|请|帮忙|帮|给|坏了?|不行|不好|不对|不满意|差|垃圾|骗子|骗人|骗|假的?|质量|怎么回事|怎么|什么|为什么|谢谢|客服|快点?|尽快|麻烦|处理|解决|一下|这个|那个|这|是|就|很|太|都|了|的|啊|吧|呢|吗|钱|买|想|要|不/g
const genericEnglish =
  /\b(?:please|pls|refund|return|money|back|not|no|doesn'?t|does|don'?t|didn'?t|isn'?t|work(?:ing|s|ed)?|bad|broken|wrong|problem|issue|faulty|defective|useless|scam|fake|product|item|goods|order|key|code|help|want|need|give|get|use|used|can'?t|cannot|the|a|an|it|is|was|i|my|me|you|your|this|that|there|has|have|had|with|something|asap|now|and|to|for)\b/gi

/** Whether a statement says nothing that could be checked: only general words of complaint (「商品有问题」), no fact, number or code. */
export function tellVague(statement: string): boolean {
  const left = statement.replace(genericEnglish, ' ').replace(generic, ' ')
  if (/\d{3,}/.test(left)) return false
  const chinese = (left.match(/[一-鿿]/g) ?? []).length
  const words = (left.match(/[A-Za-z][A-Za-z'-]+/g) ?? []).length
  return chinese < 4 && words < 3
}
