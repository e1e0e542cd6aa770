import type { RecordingFactCode } from '../model/examined.js'
import type { Sentence } from '../model/field.js'

/** How a fact is to be taken: `event` belongs to any story, `doubt` happens to honest people too, `alarm` speaks against the recording (trust.md). */
export type FactTone = 'event' | 'doubt' | 'alarm'

/** What is noticed in recordings, named in a word or two, and how it is to be taken. */
export const factWords: Record<RecordingFactCode, Sentence & { readonly tone: FactTone }> = {
  'clock-backward': { zh: '时钟倒走', en: 'clock runs backwards', tone: 'alarm' },
  'clock-jump': { zh: '时钟跳变', en: 'clock jumps', tone: 'alarm' },
  cut: { zh: '剪切', en: 'cut', tone: 'alarm' },
  reversed: { zh: '倒放', en: 'reversed', tone: 'alarm' },
  'speed-changed': { zh: '变速', en: 'speed changed', tone: 'alarm' },
  still: { zh: '静止画面', en: 'held picture', tone: 'alarm' },
  're-encoded': { zh: '转码', en: 're-encoded', tone: 'doubt' },
  'ends-early': { zh: '文件中断', en: 'ends early', tone: 'doubt' },
  'error-appears': { zh: '出现错误', en: 'error appears', tone: 'event' },
  'key-entered': { zh: '输入卡密', en: 'key entered', tone: 'event' },
}
