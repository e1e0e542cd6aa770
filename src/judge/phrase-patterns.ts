import type { PhraseSays } from '../model/examined.js'

/** Wordings that say one thing. Text comes folded and in lower case; negation and context are weighed elsewhere. */
export interface PhrasePattern {
  readonly says: PhraseSays
  readonly wording: RegExp
  /** What some wording must contain: most lines are settled by this quick look. */
  readonly trigger: RegExp
  /** Denied, it says this instead; null when a denial takes it away. */
  readonly denied: PhraseSays | null
}

const key =
  '(?:卡密|激活码|兑换码|充值码|密钥|序列号|产品密钥|注册码|cdk(?:ey)?|礼品卡|礼品码|代金券|授权码|许可证|下载(?:号码|码)|产品代码|点卡|充值卡|key|代码|卡号)'
const act =
  '(?:激活|兑换|充值|验证|校验|核销|登录|登陆|绑定|开通|支付|付款|安装|下载|更新|连接|加载|提交|请求|操作|启动|注册|续费|领取|查询|转换|授权|认证|解锁|订阅|发放|处理|创建|获取|初始化|同步|导入|升级|购买|交易|提取|发货)'
const spent = '(?:使用|兑换|激活|绑定|占用|领取|核销|注册)'

const failureZh = [
  `${act}(?:已|均|又)?(?:失败|出错|异常|不成功|未成功|被拒绝?|超时)`,
  '(?:无法|未能)(?:成功)?(?:完成)?(?:激活|兑换|充值|验证|使用|登录|连接|启动|打开|安装|识别|访问|加载|完成|找到|绑定|开通|在此设备|继续|处理|建立)',
  '(?:不能|不可以?)(?:激活|兑换|启动|打开|登录)',
  `${key}[^,，。;；]{0,8}?(?:无效|不正确|有误|错误|不存在|已?失效|已?过期|不可用|不起作用|已?被?封锁|已?被?阻止|已?被?冻结|已?被?禁用|已?超[过出](?:其)?.{0,4}(?:限制|上限|次数)|已作废|已?被?吊销|已用完|已达(?:到)?上限)`,
  `${key}[^,，。;；]{0,8}?(?:已被|已经被|被)(?:其他|他人|别人|另一)?[^,，。;；]{0,6}?${spent}(?:过|了)?(?!时间|次数|成功|设备|状态)`,
  `${key}[^,，。;；]{0,4}?已(?:经)?(?:使用|兑换|核销)(?:过|了)?(?!时间|次数|成功|设备|状态)`,
  `(?:无效|失效|过期)的?${key}|错误的${key}`,
  `已(?:经)?(?:被|在|由)(?:其他|别的|他人|别人|另一)(?:一?[个台])?(?:steam|微软|用户)?(?:用户|账户|账号|帐号|帐户|设备|人)?(?:所)?${spent}`,
  `已在(?:其他|另一|别的)(?:一?[台个])?(?:设备|账[户号]|帐[户号]|电脑)(?:上)?${spent}`,
  '(?:还|一直|仍|仍然)?(?:未|没有|没|尚未)(?:成功)?到[账帐]',
  '(?:银行卡|付款|支付|付款方式|支付方式|交易|卡片?|请求|申请|访问|连接)(?:已)?被(?:您的银行)?拒绝',
  '拒绝访问',
  '(?:发生|出现|遇到)(?:了)?(?:一个|一些)?(?:未知|意外|严重|致命|内部|系统|网络)?(?:的)?(?:错误|问题|故障|异常)',
  '(?:系统|服务器|网络|未知|内部|致命|严重|程序|应用程序)(?:错误|异常|故障|开小差)|出错[了啦]|服务器(?:繁忙|开小差)|系统繁忙',
  '已?停止(?:工作|运行)|无响应|闪退|已崩溃|崩溃了',
  '(?:连接|请求|网络|响应)超时|网络(?:连接)?(?:已)?断开|服务(?:暂时|暂)?不可用|页面(?:不存在|无法访问)|无法访问此网站',
  '账[号户](?:已|已经)?被?(?:封禁|封停|冻结|停用|禁用|暂停|锁定)',
  '(?:不支持|未向)(?:您|你)?(?:所在)?的?(?:地区|国家|区域)|(?:余额|库存|额度|次数)(?:不足|(?:已)?用完|已?耗尽|(?:已)?达(?:到)?上限)',
  '权限不足|没有权限|密钥与.{0,12}不(?:匹配|符)|(?:密码|账号)(?:错误|不正确)',
]

const verbsEn =
  '(?:activate[d]?|redeem(?:ed)?|connect(?:ed)?|complete[d]?|start|load|open|find|verif(?:y|ied)|process(?:ed)?|establish|install(?:ed)?|validate[d]?|access|reach(?:ed)?|sign in|log ?in|launch|run|be (?:completed|activated|redeemed|found|reached|used|verified|processed|loaded|applied|opened)|continue|add|apply|use|print|update|download)'
const keyEn =
  '(?:(?:product |activation |licen[cs]e |serial |redeem(?:able)? |voucher |gift card |cd.?)?(?:key|code|licen[cs]e|serial|voucher|pin|card))'

const failureEn = [
  `(?:can ?not|can ?'?t|could ?n(?:o|')?t|could not|unable to|not able to|weren'?t able to|failed to|fails to|failure to|won'?t)(?: be)? ${verbsEn}`,
  `(?:activation|redemption|request|payment|verification|log-?in|sign-?in|connection|installation|purchase|transaction|update|download|setup|install|top-?up|recharge|validation|authentication|operation|command|upgrade|build|deployment|launch|transfer)(?: has| was| is)? (?:failed|unsuccessful|denied|rejected|timed out|refused|error|declined|lost|blocked)`,
  `invalid ${keyEn}|${keyEn}(?: you (?:have )?entered| provided)?(?: is| was| has| are)? ?(?:not valid|invalid|incorrect|expired|been blocked|blocked|been revoked|revoked|isn'?t valid|not recogni[sz]ed|did ?n.?t work|cannot be (?:used|redeemed|activated))`,
  '(?:fake|counterfeit|blacklisted|pirated) (?:serial|key|licen[cs]e)|already (?:been )?(?:used|redeemed|activated|claimed|registered)|(?:has|been) (?:used|activated|redeemed) (?:too many times|by (?:another|a different)|on (?:another|a different))|already owns?',
  '(?:was|been|is|card|payment|transaction|got) declined|card was rejected',
  '(?:an? )?(?:unexpected |unknown |fatal |internal |critical |unspecified |serious )?error (?:has |was )?(?:occur+ed|encountered)|there (?:was|has been|is) (?:an? )?(?:error|problem|issue)|encountered an? (?:error|problem)|operation failed with error|failed with (?:error|code|status)',
  'something (?:has )?(?:went|gone) wrong|\\boops\\b|technical dif+icult|ran into a problem',
  '^\\s*traceback|traceback \\(|^\\s*\\w*error\\s*:|\\b\\w+(?:error|exception): |unhandled exception|segmentation fault|core dumped|fatal error|kernel panic|^\\s*fatal:|^\\s*error\\s*$|npm err!',
  'gateway\\s?time-?\\s?out|bad gateway|service (?:temporarily )?unavailable|internal server error|not found on this server|\\b404 not found|\\b403 forbidden|connection (?:refused|reset|timed out)|request timed out|took too long to respond|site can.?t be reached|too busy|temporarily unavailable|server (?:is )?not found',
  'has crashed|have crashed|\\bcrashed:|stopped (?:working|responding)|(?:is|are) not responding|quit unexpectedly|has stopped|aw,? snap',
  '(?:halting|revok(?:ed|ing)|suspend(?:ed|ing)) (?:your )?access|access (?:is |was |has been )?(?:denied|revoked|suspended)|account (?:has been |is |was )?(?:suspended|banned|disabled|locked|terminated|deactivated|restricted)|suspended your account|permission denied',
  "has run out|(?:have|has|'ve) run out|(?:limit|quota) (?:has been |was )?(?:reached|exceeded)|exceeded (?:your|its|the) .{0,20}(?:limit|quota)|used all of your",
  "not (?:been )?(?:successful|activated)|unsuccessful|did not (?:work|complete|succeed)|did ?n.?t work|no valid (?:licen[cs]e|key|digital licen[cs]e)|not available in your (?:country|region)|isn'?t available in your",
]

const success = [
  `(?:激活|兑换|充值|开通|升级|续费|订阅|领取|核销|到账|解锁)(?:已)?成功(?!率|后|的话|案例|概率|与否|之后|即可|才|将|会)`,
  '成功(?:激活|兑换|充值|开通|升级|订阅|到账|领取|解锁)(?!后|率|的话)',
  '充值已到[账帐]|已成功到[账帐]|已(?:为您)?开通成功|已为您开通|会员已(?:生效|开通)|您现在可以享受|恭喜.{0,6}(?:开通|激活|兑换|升级)',
  'windows\\s?(?:已|已经)(?:永久)?激活(?!码)|已(?:使用|通过).{0,20}?(?:数字许可证|数字权利).{0,4}激活|已永久激活|产品已激活',
  'activated successfully|successfully (?:activated|redeemed|subscribed|upgraded|completed|applied|recharged|unlocked|topped up|added to your (?:account|library|wallet))|completed successfully|redeemed successfully|(?:activation|redemption|top-?up|recharge|upgrade) (?:was |is )?(?:successful|succeeded|complete)\\b',
  "now subscribed|you(?:'re| are) now (?:subscribed|a (?:member|plus|pro|premium))|(?:permanently|digitally) activated|(?:windows|office|product) (?:is|has been) activated|product activated|subscription is (?:now )?active|thank you for (?:your purchase|subscribing|upgrading)|code (?:has been |was )?(?:accepted|applied)\\b|enjoy your (?:subscription|membership)",
]

const someoneElse = '(?:其他|其它|他人|别人|别的|另一|另外|第三方)'

const confirms = [
  `(?:核实|查询|查证|确认|核查|检查|查到|看到|反馈)[^。!?]{0,24}(?:已(?:于[^。,]{0,6})?被${someoneElse}[^。]{0,8}${spent}|无效|被?封锁|被封|已失效|吊销|质量问题|不是正版|非正版|(?:未|没有)(?:收到|到[账帐])|充值失败|系统(?:故障|异常|问题))`,
  `${key}[^。!?]{0,16}(?:(?:已(?:经)?|此前|之前|早)[^。,]{0,6}(?:被|在|由)${someoneElse}[^。]{0,12}${spent}|已被封锁|被吊销|本身(?:就)?(?:是)?(?:无效|有问题|坏的)|是(?:无效|坏)的|已达(?:到)?(?:激活)?上限|激活次数(?:已)?(?:用完|超))`,
  '不是(?:您|你)(?:的)?(?:操作)?(?:问题|原因|造成)|非(?:您|用户|人为)(?:的)?(?:操作|原因)|与(?:您|你)的?(?:操作)?无关|(?:我方|我们|系统|服务器|平台|商品|产品|渠道方?|商家)(?:这边|方面|方)?(?:的)?(?:故障|问题|原因|质量问题)(?:导致|造成)?|(?:我方|我们)(?:系统)?(?:未|没有)收到|确实(?:是)?(?:无效|有问题|未到账|没有到账)',
  `(?:key|code|card|licen[cs]e)[^.!?]{0,40}(?:was|has been|is|had been)(?: already)? (?:blocked|revoked|invalid|used by (?:another|someone)|(?:activated|redeemed|used) (?:on|to|by) (?:another|someone|a different|\\d+)|defective|faulty)`,
  '(?:fault|issue|problem|error)(?: is| was)? on our (?:end|side)|not your fault|we (?:can )?confirm(?:ed)?[^.!?]{0,40}(?:invalid|blocked|already used|not valid|faulty|defective|not delivered)',
]

const blames = [
  `(?:您|你|用户|买家|客户)(?:自己|本人|这边|的?账[号户])?[^。!?]{0,10}(?:操作(?:错误|失误|不当|问题)|输(?:入)?错(?:误|了)?|误操作|填错|选错|绑错|绑定错|设置不(?:符|当)|已(?:经)?(?:成功)?(?:使用|激活|兑换)(?:过|了)?)`,
  '操作不当|(?:属于|是)(?:误操作|人为原因|用户(?:操作|原因|自身)|您的(?:原因|操作))|(?:账号|信息)填写错误|(?:并非|不是|非)(?:卡密|密钥|激活码|商品|产品|我方|我们)(?:的)?(?:问题|原因)',
  `(?:在|由|被)(?:您|你)(?:的|本人)?(?:账[号户]|设备|电脑|手机)?[^。!?]{0,10}(?:激活|使用|兑换|登录)(?:过|了|成功)`,
  `${key}(?:本身)?(?:是)?(?:没有|无)(?:任何)?(?:问题|异常)|${key}(?:本身)?(?:是|仍)?(?:有效|正常|可用)的?`,
  'you (?:have |may have |had )?(?:entered|typed|used|chose|chosen|selected)[^.!?]{0,30}(?:wrong|incorrect)|(?:redeemed|activated|used)(?: it)? (?:on|by|with|to) your (?:own )?(?:account|device|pc)|user error|the (?:key|code) is (?:valid|working|fine)',
]

const privateContact = [
  '(?:加|添加)(?:一下|下|个)?(?:我|客服|老板|店家|技术|售后)?(?:的)?(?:私人|个人)?(?:微信|v信|vx|wx|qq|扣扣|薇信|威信)',
  '(?:私聊|私信|私下|小窗)(?:我|联系|处理|解决|退款|转账)|个人(?:微信|qq)|微信(?:上)?(?:联系|找)我|转账给(?:我|你)|(?:加我|联系我)(?:处理|退款|解决)|add me on (?:wechat|whatsapp|telegram|qq)|(?:message|contact|dm) me on (?:wechat|whatsapp|telegram|qq)|my personal (?:wechat|whatsapp|telegram)',
]

const licenceBad = [
  `(?:状态|status)\\s*[:=]?\\s*(?:已使用|已被使用|已吊销|已失效|失效|无效|已过期|已封禁|已锁定|已冻结|异常|不可用|已停用|blocked|revoked|expired|invalid|disabled|unlicensed|notification|not activated|未激活|已被封锁)`,
  `${key}[^,，。;；]{0,8}?(?:已被|被)(?:其他|他人|别人|另一)?[^,，。;；]{0,6}?(?:使用|兑换|激活|绑定|吊销|封锁|禁用)`,
  `已(?:经)?(?:被|在|由)(?:其他|另一|别的|他人|别人)[^,，。]{0,4}(?:设备|账[户号]|帐[户号]|电脑|用户|人)?(?:上)?(?:激活|使用|兑换|绑定)`,
  '无效密钥|该?(?:密钥|授权|许可证)(?:不存在|已被)',
  '(?:licen[cs]e|subscription|key|code)(?: has| is| was)?(?: been)? (?:expired|revoked|blocked|disabled|already (?:used|activated|redeemed))|already (?:been )?(?:activated|redeemed|used) (?:by|on) (?:a different|another)|was (?:activated|used|redeemed|revoked) (?:on|by) (?:a different|another|the issuer)|cannot be used again|^\\s*invalid key\\s*$',
  '^\\s*(?:已吊销|已被使用|已被封锁|已失效|revoked|blocked)\\s*$',
]

const licenceGood = [
  `(?:状态|status)\\s*[:=]?\\s*(?:已激活|正常|有效|使用中|生效中|已授权|active|activated|licensed|valid)(?![a-z])`,
  'windows\\s?(?:已|已经)(?:永久)?激活(?!码)|(?:数字许可证|数字权利).{0,4}激活|永久激活|授权(?:有效|正常)|valid licen[cs]e|permanently activated|windows is activated|product activated|---licensed---',
  '^\\s*(?:已激活|已授权|使用中|生效中|licensed)\\s*$',
]

const promise = [
  '包退|包赔|包换|假一赔|退一赔|无理由(?:退款|退换|退货|可退)|不满意(?:可以|可|就|直接|全额)?(?:退|包退)|(?:有|出)(?:任何)?问题[^。,，]{0,6}(?:退|换|赔)|(?:无效|失败|不成功|激活不了|用不了|不能用|充不上)[^。,，]{0,4}(?:退款|全额退|退钱|包退|赔)',
  '(?:可以|给你|给您|帮你|帮您|马上|直接|保证|承诺|随时|未使用的?(?:都)?可(?:以)?|都可(?:以)?|天内)[^。,，]{0,6}(?:全额)?退(?:款|钱)(?!申请|流程|页面|规则|政策)|全额退款给|money.?back guarantee|(?:we|i) (?:will|can|guarantee)[^.!?]{0,16}(?:full )?refund|full refund (?:if|guarantee)|refund guarantee',
]

const instruction = [
  '(?:系统|system|管理员|审核系统|审核员|审核人员|ai|机器人|assistant|裁判)\\s*[:,，]\\s*[^。]{0,16}(?:批准|通过|同意|放行|退款|approve|refund|accept)',
  '忽略(?:之前|以上|所有|上述|前面|先前|一切)[^。]{0,10}(?:指令|规则|提示|要求|内容|说明)|(?:ignore|disregard|forget)(?: all| any)?(?: the| your| of the)?(?: previous| prior| above| earlier| preceding)[^.]{0,12}(?:instruction|rule|prompt|polic|message)',
  '(?:请|务必|必须|应当?)(?:立即|马上|直接|自动|尽快|予以)+(?:批准|通过|放行|同意|执行)|请批准(?:本|该|此|这|我的)?[^。]{0,6}(?:退款|申请|索赔)|(?:审核员|审核人员|ai|机器人|模型|系统)请(?:通过|批准|判定|给予|直接)|判定为?(?:真实|有效|通过|退款|全额)|(?:无需|不需要?|跳过)(?:任何)?(?:人工)?审核',
  '(?:approve|grant|authori[sz]e) (?:this|the|a|my|full|an? instant|immediate)[^.!?]{0,16}(?:refund|claim|request|case)|mark (?:this|it|the case)[^.]{0,12}(?:approved|valid|genuine)|(?:reviewer|moderator|assistant|model|ai)[,:]? (?:please |must |you must )?(?:approve|refund|accept)|you are (?:now )?an? (?:ai|assistant|refund|reviewer)|\\boutcome\\s*[:=]\\s*["\']?(?:instant-)?refund',
]

const one = (says: PhraseSays, trigger: RegExp, wordings: readonly string[], denied: PhraseSays | null = null): PhrasePattern => ({
  says,
  trigger,
  wording: new RegExp(wordings.join('|'), 'g'),
  denied,
})

const hanFailure =
  /[败錯错误拒效失崩退障]|异常|超时|无法|未能|不能|不可|过期|被|已使用|已经?兑换|已核销|未到|有到|没到|停止|响应|断开|不足|用完|上限|耗尽|权限|不存在|不正确|成功|问题|支持|未向|其他|另一|作废|限制|繁忙|不起/
const latinFailure =
  /fail|error|can ?n?o?t|can'?t|could|unable|not |n't |invalid|already|declin|reject|wrong|oops|problem|issue|technical|traceback|exception|fault|panic|fatal|err!|time|gateway|unavailable|refused|reset|denied|respon|busy|crash|stopp|quit|snap|halt|revok|suspend|account|run out|limit|quota|exceed|used all|unsuccess|valid|lost|block|has stopped|expired|fake|counterfeit|pirated|blacklisted/
const licence =
  /状态|status|already|again|已|无效|许可证|授权|激活|licen[cs]e|subscription|key|code|active|activated|revoked|blocked|cannot be used/
const promising = /[退赔换]|refund|money/
const commanding =
  /系统|审核|管理员|批准|忽略|通过|放行|执行|判定|同意|机器人|裁判|system|ignore|disregard|forget|approve|grant|authori|mark|reviewer|moderator|assistant|\bai\b|outcome|model/

/** What is looked for on pages that are no conversation. */
export const onScreens: readonly PhrasePattern[] = [
  one('failure', hanFailure, failureZh),
  one('failure', latinFailure, failureEn),
  one('success', /成功|已|恭喜|享受|激活|success|activated|subscribed|now |active|thank you|accepted|applied|enjoy/, success, 'failure'),
  one('licence-bad', licence, licenceBad),
  one('licence-good', licence, licenceGood),
  one('merchant-promise', promising, promise),
  one('instruction', commanding, instruction),
]

/** What is looked for in conversations. */
export const inConversations: readonly PhrasePattern[] = [
  one('support-confirms-fault', /./, confirms),
  one('support-blames-buyer', /./, blames),
  one('private-contact', /加|私|微信|转账|联系|add me|me on|personal/, privateContact),
  one('merchant-promise', promising, promise),
  one('instruction', commanding, instruction),
]
