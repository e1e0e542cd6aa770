import type { EvidenceKind } from '../model/evidence.js'
import type { Sentence } from '../model/field.js'

/** What a buyer can be told of one piece. Closed. */
export type AdviceCode =
  // what came of the file
  | 'not-readable'
  | 'too-large'
  | 'too-long'
  | 'damaged'
  | 'wrong-format'
  | 'blank'
  | 'too-small'
  | 'blurred'
  | 'cropped'
  | 'nothing-read'
  // what it shows
  | 'duplicate'
  | 'another-order'
  | 'covered'
  | 'another-kind'
  | 'success-shown'
  | 'no-failure'
  | 'no-error-code'
  | 'no-time'
  | 'no-order-page'
  | 'not-tied'
  | 'private-contact'
  // what is good about it
  | 'this-order'
  | 'failure-seen'
  | 'support-seen'
  | 'code-seen'
  | 'kept'

/** `problem`: it is worth nothing as it is. `hint`: it would be better. `good`: what it gives. */
export type AdviceTone = 'problem' | 'hint' | 'good'

interface AdviceWords {
  readonly tone: AdviceTone
  /** What was seen. */
  readonly what: Sentence
  /** How to do it better; null where there is nothing to do. */
  readonly how: Sentence | null
}

const advice = (tone: AdviceTone, what: Sentence, how: Sentence | null = null): AdviceWords => ({ tone, what, how })
const say = (zh: string, en: string): Sentence => ({ zh, en })

const sendOriginal = say(
  '请发送手机里的原图：不要经过聊天软件转发，也不要对着屏幕拍照。',
  'Send the original from your phone: not forwarded through a chat app, not photographed from a screen.',
)

/** What is said with each code; `{kind}` and `{seen}` stand for names of kinds. */
export const adviceWords: Readonly<Record<AdviceCode, AdviceWords>> = {
  'not-readable': advice('problem', say('这个文件读不出来。', 'This file cannot be read.'), sendOriginal),
  'too-large': advice(
    'problem',
    say('文件太大，无法读取。', 'The file is too large to be read.'),
    say(
      '请录短一些，或者在系统设置里用普通画质重新录屏。',
      'Record a shorter one, or record again in normal quality (in the system settings).',
    ),
  ),
  'too-long': advice(
    'problem',
    say('录屏太长，无法读取。', 'The recording is too long to be read.'),
    say('请只录从订单页到出现错误的这一段。', 'Record only the way from the order page to the error.'),
  ),
  damaged: advice(
    'problem',
    say('文件损坏或不完整。', 'The file is damaged or not whole.'),
    say('请重新选择原文件上传；如果还是不行，请重新截图或录屏。', 'Choose the original file again; if that fails, take a new one.'),
  ),
  'wrong-format': advice(
    'problem',
    say('这不是能读取的图片或录屏。', 'This is no picture or recording that can be read.'),
    say('请上传截图（PNG、JPG、HEIC、WebP）或录屏（MP4、MOV）。', 'Send a screenshot (PNG, JPG, HEIC, WebP) or a recording (MP4, MOV).'),
  ),
  blank: advice(
    'problem',
    say('画面是空白的。', 'The picture is blank.'),
    say('请等页面完全显示后再截图。', 'Wait until the page is shown in full, then take the screenshot.'),
  ),
  'too-small': advice('problem', say('图片太小，看不清文字。', 'The picture is too small to read its text.'), sendOriginal),
  blurred: advice('problem', say('图片模糊，看不清文字。', 'The picture is blurred; its text cannot be read.'), sendOriginal),
  cropped: advice(
    'hint',
    say('图片像是被裁剪过，可能缺了内容。', 'The picture seems to be cut; something may be missing.'),
    say('请发送完整截图，保留顶部的状态栏。', 'Send the full screenshot with the status bar at its top.'),
  ),
  'nothing-read': advice(
    'problem',
    say('图里没有读到文字。', 'No text was found in it.'),
    say('请确认选对了图片，并发送完整、清晰的原图。', 'Check that it is the right picture, and send the full, sharp original.'),
  ),
  duplicate: advice(
    'problem',
    say('这一张和之前上传的是同一个画面。', 'This shows the same screen as one you sent before.'),
    say('请换一张还没有提交过的凭证。', 'Send something that you have not sent yet.'),
  ),
  'another-order': advice(
    'problem',
    say('图里的订单号或卡密不是这一笔订单的。', 'The order number or key in it is not of this order.'),
    say(
      '请打开这一笔订单后重新截图；本页顶部写着它的订单号。',
      'Open this very order and take a new screenshot; its number stands at the top of this page.',
    ),
  ),
  covered: advice(
    'problem',
    say('订单号或卡密被遮住了。', 'The order number or the key is covered.'),
    say(
      '请发送没有打码的原图：卡密会加密保存，页面上只显示首尾几位。',
      'Send it without the cover: keys are kept encrypted, and only their first and last characters are ever shown.',
    ),
  ),
  'another-kind': advice(
    'hint',
    say('这看起来不是{kind}，而是{seen}。', 'This does not look like {kind} but like {seen}.'),
    say(
      '已按看到的内容使用；如果选错了，请再上传正确的一张。',
      'It is used as what it shows; if it was a mistake, send the right one too.',
    ),
  ),
  'success-shown': advice(
    'problem',
    say('画面显示的是成功，而不是失败。', 'It shows that it worked, not that it failed.'),
    say('请上传出现错误提示时的画面。', 'Send the screen on which the error stands.'),
  ),
  'no-failure': advice(
    'problem',
    say('没有看到出错的画面。', 'No failure is seen in it.'),
    say(
      '请一直操作到出现错误提示，再截图或停止录屏。',
      'Go on until the error message appears, then take the screenshot or stop recording.',
    ),
  ),
  'no-error-code': advice(
    'hint',
    say('没有看到错误代码。', 'No error code is seen in it.'),
    say(
      '请让错误代码完整显示在画面里；没有错误代码的软件，请录屏。',
      'Let the whole error code be on the screen; where there is none, record the screen.',
    ),
  ),
  'no-time': advice(
    'hint',
    say('没有看到时间。', 'No time is seen in it.'),
    say('请不要裁掉顶部的状态栏，或让系统时间出现在画面里。', 'Do not cut off the status bar, or let the clock be on the screen.'),
  ),
  'no-order-page': advice(
    'hint',
    say('录屏里没有看到这一笔订单的页面。', "This order's page is not seen in the recording."),
    say('请从订单页开始录，一直录到出现错误，中间不要停。', 'Begin on the order page and record on to the error without a stop.'),
  ),
  'not-tied': advice(
    'hint',
    say('失败画面上看不到订单号或卡密。', 'Neither the order number nor the key is seen beside the failure.'),
    say(
      '请让卡密（或订单号）和错误提示出现在同一个画面，或用录屏。',
      'Let the key (or the order number) and the error be on one screen, or record it.',
    ),
  ),
  'private-contact': advice(
    'problem',
    say('这是个人联系方式，不能当作官方客服。', 'This is a private contact, which is no official support.'),
    say(
      '请在软件或游戏官网找官方客服，截下客服的完整回复。',
      "Ask the official support on the maker's own site, and send its full answer.",
    ),
  ),
  'this-order': advice('good', say('看到了这一笔订单的号码或卡密。', 'The number or key of this order is on it.')),
  'failure-seen': advice('good', say('看到了出错的画面。', 'The failure is seen.')),
  'support-seen': advice('good', say('看到了官方的说明。', 'The official word is seen.')),
  'code-seen': advice('good', say('看到了一次性录屏码。', 'The one-time code is seen.')),
  kept: advice('good', say('已收到，可以读清。', 'Received, and it can be read.')),
}

/** What a kind of evidence is called, in the middle of a sentence. */
export const kindWords: Readonly<Record<EvidenceKind, Sentence>> = {
  'order-page': say('订单页截图', 'an order page'),
  'payment-receipt': say('付款账单', 'a payment receipt'),
  'activation-failure': say('失败画面截图', 'a failure screen'),
  'activation-recording': say('激活过程录屏', 'a recording of the activation'),
  'support-chat': say('官方客服聊天', 'a chat with support'),
  'licence-status': say('授权状态页', 'a licence status page'),
  'merchant-promise': say('商家承诺', "a merchant's promise"),
  other: say('其他图片', 'something else'),
}
