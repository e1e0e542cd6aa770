import { maskKey } from '../judge/mask-key.js'
import type { Examined, RecordingFact } from '../model/examined.js'
import type { Field } from '../model/field.js'
import { maskKeys } from './mask-keys.js'
import { printSpan, spanUnlessSaid } from './print-time.js'
import { type FactTone, factWords } from './recording-words.js'
import { keysOf, type ReportOptions } from './report-reading.js'
import { fieldWords, kindWords, showsWords } from './report-words.js'
import { splitByScreen, type TimelineScreen } from './split-by-screen.js'
import { summariseRecording, tellSpeed } from './summarise-recording.js'

/** How words are coloured; each takes plain text and gives it back coloured, or as it is. */
export type Paint = Readonly<Record<FactTone | 'strong' | 'faint' | 'label', (text: string) => string>>

/** Lines of a screen's text that are shown: enough to know the page again. */
const shownLines = 3

/** A recording as a timeline for people, one entry a line: what it is, its screens in order, what was noticed. Keys are masked unless `reveal`. */
export function describeRecording(examined: Examined, options: ReportOptions, paint: Paint): string[] {
  const hide = options.reveal ? (text: string) => text : maskKeys([...keysOf(examined.fields), ...enteredKeys(examined.facts)])
  const words: Words = { options, paint, hide }
  return [
    describeHead(examined, words),
    ...splitByScreen(examined).flatMap((entry) => describeScreen(entry, words)),
    ...examined.facts.map((fact) => describeFact(fact, words)),
    ...(examined.challengeCode === null
      ? []
      : [`  ${paint.label(say(words, '一次性验证码', 'challenge code'))} ${examined.challengeCode}`]),
  ]
}

/** What was entered as a key: hidden too, though no field may have been read from it. */
export function enteredKeys(facts: readonly RecordingFact[]): string[] {
  return facts.flatMap(({ code, value }) => (code === 'key-entered' && value !== undefined ? [value] : []))
}

interface Words {
  readonly options: ReportOptions
  readonly paint: Paint
  readonly hide: (text: string) => string
}

function describeHead(examined: Examined, { options: { language }, paint }: Words): string {
  const { reading, kind, shows } = examined
  const quality = reading.quality.length ? paint.doubt(reading.quality.join(', ')) : ''
  const about = [...summariseRecording(reading), kindWords[kind], showsWords[shows], tellSpeed(reading)]
  const parts = [...about.map((part) => part[language]), quality]
  return `${paint.strong(examined.file)}  ${parts.filter(Boolean).join(' · ')}`
}

function describeScreen({ screen, number, repeats, fields, lines, steps }: TimelineScreen, words: Words): string[] {
  const { options, paint, hide } = words
  const told = steps.map(({ what }) => hide(what[options.language])).join(say(words, '；', '; '))
  const same = repeats === null ? '' : paint.faint(say(words, `同第 ${repeats} 屏`, `same as ${repeats}`))
  const head = [paint.strong(String(number).padStart(3)), printSpan(screen.frameMs, screen.untilMs).padEnd(15), same, told]
  const isClock = (text: string) =>
    fields.some((field) => field.type === 'timestamp' && field.clock === 'status-bar' && field.text === text)
  const ofPage = lines.filter(({ text }) => !isClock(text))
  const first = ofPage.slice(0, shownLines).map(({ text }) => hide(text))
  const more = ofPage.length > shownLines ? [say(words, `…共 ${lines.length} 行`, `… ${lines.length} lines`)] : []
  return [
    head.filter(Boolean).join('  ').trimEnd(),
    ...describeFields(fields, words).map((entry) => `       ${entry}`),
    ...(first.length ? [paint.faint(`       ${[...first, ...more].join(' ⏐ ')}`)] : []),
  ]
}

/** One entry a type; a value that stands there several times is said once. */
function describeFields(fields: readonly Field[], words: Words): string[] {
  return [...new Set(fields.map(({ type }) => type))].map((type) => {
    const own = fields.filter((field) => field.type === type)
    const distinct = own.filter(({ value }, place) => own.findIndex((other) => other.value === value) === place)
    return `${words.paint.label(fieldWords[type][words.options.language])} ${distinct.map((field) => describeField(field, words)).join(' · ')}`
  })
}

function describeField(field: Field, words: Words): string {
  const { options, paint } = words
  const shown = field.type === 'card-key' && field.value !== null && !options.reveal ? maskKey(field.value) : field.value
  const value = shown ?? paint.doubt(say(words, '无法辨认', 'unreadable'))
  const meaning = field.type === 'error-code' && field.code ? paint.faint(` ${field.code.meaning[options.language]}`) : ''
  return `${value}${meaning} ${paint.faint(`${Math.round(field.confidence * 100)}%`)}`
}

function describeFact({ code, atMs, untilMs, because }: RecordingFact, { options: { language }, paint, hide }: Words): string {
  const { tone } = factWords[code]
  const said = hide(because[language])
  const parts = [tone === 'event' ? '  •' : '  !', spanUnlessSaid(atMs, untilMs, said), factWords[code][language], said]
  return paint[tone](parts.filter(Boolean).join('  '))
}

function say({ options: { language } }: Words, zh: string, en: string): string {
  return language === 'zh' ? zh : en
}
