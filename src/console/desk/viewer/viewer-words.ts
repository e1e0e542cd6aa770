import type { Words } from '../../shared/words.js'

/** The evidence viewer, its film strip and its crop pairs. */
export const viewerWords = {
  evidence: { zh: '证据', en: 'Evidence' },
  stage: {
    zh: '{name}：滚轮或 + − 缩放，拖动或方向键移动，0 适应窗口，R 旋转，[ ] 逐个查看字段',
    en: '{name}: wheel or + − zooms, drag or arrows move, 0 fits, R turns, [ ] steps through the fields',
  },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  fit: { zh: '适应窗口', en: 'Fit' },
  turn: { zh: '顺时针旋转 90°', en: 'Turn 90° clockwise' },
  allText: { zh: '显示全部文字框', en: 'Boxes on all text' },
  beside: { zh: '并排比较', en: 'Compare side by side' },
  besideWith: { zh: '并排的证据', en: 'The piece beside it' },
  piece: { zh: '证据 {number}', en: 'Piece {number}' },
  sure: { zh: '把握 {percent}%', en: '{percent}% sure' },
  unread: { zh: '还在读取', en: 'It is being read' },
  faulty: { zh: '无法读取：{title}', en: 'It cannot be read: {title}' },
  deleted: { zh: '已按保存期限删除', en: 'It was deleted after its time' },
  pictureFailed: { zh: '图片没有载入', en: 'The picture did not load' },
  again: { zh: '重试', en: 'Try again' },
  none: { zh: '没有证据', en: 'There is no evidence' },
  screens: { zh: '录屏的画面', en: 'Screens of the recording' },
  screenAt: { zh: '第 {number} 个画面，{at}', en: 'Screen {number}, {at}' },
  events: { zh: '录屏里发生了什么', en: 'What happens in the recording' },
  challenge: { zh: '录屏验证码 {code}', en: 'Recording code {code}' },
  codeRead: { zh: '录屏中已读到', en: 'read in the recording' },
  codeNotRead: { zh: '录屏中没有读到', en: 'not read in the recording' },
  askedToDo: { zh: '要求的动作（系统不判断，请核对）', en: 'Asked for (nothing is judged by it; please look)' },
  backAgain: { zh: '回到画面 {number}', en: 'screen {number} again' },
  record: { zh: '平台记录', en: 'On record' },
  shown: { zh: '画面显示', en: 'Shown' },
  openThere: { zh: '在查看器中打开', en: 'Open in the viewer' },
  wholePiece: { zh: '整份证据', en: 'The whole piece' },
  readSmall: { zh: '太小', en: 'too small' },
  readBlurred: { zh: '模糊', en: 'blurred' },
  readCropped: { zh: '被裁剪', en: 'cropped' },
  readBlank: { zh: '几乎空白', en: 'almost blank' },
} as const satisfies Words

/** Names of fields, as their boxes carry them. */
export const fieldWords = {
  'order-number': { zh: '订单号', en: 'Order no.' },
  'payment-number': { zh: '支付单号', en: 'Payment no.' },
  'refund-number': { zh: '退款单号', en: 'Refund no.' },
  'error-code': { zh: '错误代码', en: 'Error code' },
  'card-key': { zh: '卡密', en: 'Card key' },
  timestamp: { zh: '时间', en: 'Time' },
  amount: { zh: '金额', en: 'Amount' },
} as const satisfies Words

/** Names of the kinds of evidence. */
export const kindWords = {
  'order-page': { zh: '订单页', en: 'Order page' },
  'payment-receipt': { zh: '付款凭证', en: 'Payment receipt' },
  'activation-failure': { zh: '激活失败', en: 'Activation failure' },
  'activation-recording': { zh: '激活录屏', en: 'Recording' },
  'support-chat': { zh: '客服聊天', en: 'Support chat' },
  'licence-status': { zh: '授权状态', en: 'Licence status' },
  'merchant-promise': { zh: '商家承诺', en: 'Promise' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Words
