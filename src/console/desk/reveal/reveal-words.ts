import type { Words } from '../../shared/words.js'

/** Card keys in full, on purpose. */
export const revealWords = {
  keyIsMasked: { zh: '已隐藏', en: 'Masked' },
  reveal: { zh: '显示完整卡密', en: 'Reveal the keys' },
  revealPicture: { zh: '显示画面中被遮盖的卡密', en: 'Reveal the keys in the pictures' },
  why: { zh: '为什么需要查看完整卡密？', en: 'Why do you need the whole keys?' },
  hint: {
    zh: '原因会写入审计日志，每次查看都会记录。卡密和画面只显示一分钟，离开案件后立即隐藏。',
    en: 'The reason goes into the audit log with every look. Keys and pictures are shown for a minute, and hidden when the case is left.',
  },
  now: { zh: '显示', en: 'Reveal' },
  hideAgain: { zh: '重新隐藏', en: 'Hide again' },
  hidesIn: { zh: '{seconds} 秒后自动隐藏', en: 'hidden in {seconds} s' },
  reasonShort: { zh: '请写至少 3 个字', en: 'At least three characters' },
  cancel: { zh: '取消', en: 'Cancel' },
  failed: { zh: '无法显示完整画面', en: 'The whole picture could not be shown' },
  wholePicture: { zh: '画面中的卡密未遮盖', en: 'Keys in the picture are not covered' },
} as const satisfies Words
