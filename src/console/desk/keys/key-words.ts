import type { Words } from '../../shared/words.js'

/** The list of keys. */
export const keyWords = {
  title: { zh: '键盘操作', en: 'Keys' },
  areOn: { zh: '启用单键操作', en: 'Single keys do things' },
  hint: {
    zh: '输入文字或打开对话框时，单键不起作用。使用语音输入时可以关闭。',
    en: 'Not while you type or a dialog is open. Turn them off when you speak instead of typing.',
  },
  close: { zh: '关闭', en: 'Close' },
  help: { zh: '键盘操作说明', en: 'All keys' },
} as const satisfies Words
