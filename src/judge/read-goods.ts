/** What a text in the order's card-key field is: a key, a sentence that says nothing was delivered, one that says it was, or neither for sure. */
export interface Goods {
  readonly is: 'key' | 'not-delivered' | 'delivered' | 'unclear'
  /** The parts of it a screen may show: the key, or the account of `account----password`. As delivered, without spaces. */
  readonly tokens: readonly string[]
}

const saysNotDelivered =
  /抱歉|对不起|不好意思|遗憾|缺货|售罄|售完|卖完|无货|没货|没有货|库存不足|抢走|抢光|发货中|待发货|等待发货|未发货|尚未发货|暂未发货|补货|处理中|排队|out of stock|sold out|sorry|pending|being processed|not (?:yet )?(?:been )?(?:shipped|delivered)/i
const saysDelivered =
  /已(?:经)?(?:充值|到账|开通|发放|发送|直充|激活|完成|发货|交付)|充值(?:成功|完成)|开通成功|delivered|sent to|credited|activated/i
const denied = /(?:未|没有|没)(?:能|被)?(?:充值|开通)(?:成功|完成)|(?:not|n't)(?: yet)?(?: been)? \w+|(?:will|to|can) be \w+|once \w+/gi
const contact =
  /(?:https?:\/\/|www\.)[^\s,，。;；一-鿿]+|(?:(?:QQ群?|微信|VX|wechat|telegram|tg|电话|手机|客服|热线|邮箱|群|官网|网址|tel|phone|e-?mail|订单|order)(?:号码?|是|为|联系)?[^A-Za-z0-9一-鿿]{0,3})+[A-Za-z0-9._@+-]+/gi
const keyLabel =
  /(?:卡密|卡号|密码|激活码|兑换码|序列号|密钥|账号|帐号|产品密钥|CDK(?:EY)?|key|code|account|password|pass)[^A-Za-z0-9]{0,4}([A-Za-z0-9][A-Za-z0-9@._-]{3,})/gi
// Goods too short or too plain to be searched for, and links to them: whether that is all there was to deliver, a person tells.
const maybeGoods =
  /(?:卡密|卡号|密码|激活码|兑换码|注册码|提取码|提货码|验证码|邀请码|券码|序列号|密钥|账号|帐号|口令|\bcode|\bpassword|\bpin)\s*(?:是|为|[:：=])?\s*[A-Za-z0-9]{3,}|(?:口令|密码)\s*[:：]\s*\S|网盘|(?:链接|地址|下载)[^\n]{0,6}https?:/i
const saysOnlyNotDelivered = /^[A-Za-z\s.,!]+$/
const token = /[A-Za-z0-9][A-Za-z0-9@._+=/-]{5,}/g
const groupedKey = /(?<![A-Za-z0-9])[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8}){2,}(?![A-Za-z0-9])/g
// Dates, phone numbers, web addresses, short figures.
const isNoKey =
  /^(?:\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}.*|1[3-9]\d{9}|(?:400|800)-?\d{3}-?\d{4}|0\d{2,3}-?\d{7,8}|[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,6}(?:\/.*)?|\d{1,7})$/

/** Tells what stands in the card-key field. A sentence there is no key (rules.md section 2, platforms.md section 7). */
export function readGoods(text: string): Goods {
  const trimmed = text.trim()
  if (trimmed === '') return { is: 'not-delivered', tokens: [] }
  if (saysOnlyNotDelivered.test(trimmed) && saysNotDelivered.test(trimmed)) return { is: 'not-delivered', tokens: [] }
  if (!/[一-鿿]/.test(trimmed) && !isEnglishSentence(trimmed)) return { is: 'key', tokens: accountOrKey(trimmed) }
  const withoutContacts = trimmed.replace(contact, ' ')
  const labelled = [...withoutContacts.matchAll(keyLabel)].map(([, found]) => found ?? '')
  const grouped = (withoutContacts.match(groupedKey) ?? []).filter((found) => !isNoKey.test(found))
  const loose = (withoutContacts.match(token) ?? []).filter((found) => !isNoKey.test(found) && !isEnglishWord(found))
  const tokens = [...new Set([...labelled, ...grouped, ...loose])]
  const tellsKey = labelled.length > 0 || grouped.length > 0
  if (saysNotDelivered.test(trimmed)) {
    // 「补货中」 beside something like a key, or beside 「已到账」: nobody can tell from here, and guessing "undelivered" would pay.
    if (tokens.length > 0) return { is: tellsKey ? 'key' : 'unclear', tokens }
    return { is: maybeGoods.test(trimmed) || saysDelivered.test(trimmed.replace(denied, '')) ? 'unclear' : 'not-delivered', tokens }
  }
  if (tokens.length > 0) return { is: 'key', tokens }
  if (maybeGoods.test(trimmed)) return { is: 'unclear', tokens }
  return { is: saysDelivered.test(trimmed) ? 'delivered' : 'not-delivered', tokens: [] }
}

function accountOrKey(text: string): readonly string[] {
  const account = text.split('----', 1)[0] ?? text
  return account === text ? [text.replace(/\s+/g, '')] : [account.trim()]
}

function isEnglishSentence(text: string): boolean {
  const words = text.split(/\s+/)
  return words.filter(isEnglishWord).length >= 3 && words.filter(isEnglishWord).length * 2 >= words.length
}

function isEnglishWord(word: string): boolean {
  return /^[A-Za-z]?[a-z'’]+[.,!?;:]?$/.test(word) || word === 'I' || word === 'A'
}
