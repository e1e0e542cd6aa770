import type { ClassifiedScreen, Phrase, RecordingFact, RecordingFactCode } from '../model/examined.js'
import type { Field } from '../model/field.js'
import type { ClockReading, Motion, Reading, RecordingFacts } from '../model/reading.js'
import { checkClock } from './recording/check-clock.js'
import { checkCounters } from './recording/check-counters.js'
import { checkDirection } from './recording/check-direction.js'
import { checkPace } from './recording/check-pace.js'
import { findEnteredKeys } from './recording/find-entered-keys.js'
import { findErrorMoments } from './recording/find-error-moments.js'
import type { Finding, ToldFinding } from './recording/finding.js'
import { keepSound } from './recording/keep-sound.js'
import { sayLength, sayMoment } from './recording/say-moment.js'

/** What a recording tells of how it was made and what happens in it, in order of time, each in a whole sentence. Measurements that make no sense tell nothing. */
export function tellRecording(
  reading: Reading,
  fields: readonly Field[],
  phrases: readonly Phrase[],
  screens: readonly ClassifiedScreen[],
): readonly RecordingFact[] {
  const { recording } = reading
  const motion = keepSound(recording?.motion ?? null)
  const durationMs = durationOf(reading)
  const clocks = motion.clocks.some(({ where }) => where === 'status-bar') ? motion.clocks : [...motion.clocks, ...clocksOf(fields)]
  const findings: readonly ToldFinding[] = [
    ...checkMotion(motion, clocks),
    ...findStill(motion, durationMs),
    ...(recording ? describeFile(recording, durationMs) : []),
    ...findErrorMoments(reading, fields, phrases, screens),
    ...findEnteredKeys({ ...reading, recording: recording && { ...recording, motion } }, fields, screens),
  ]
  return findings.map(toFact).toSorted((a, b) => a.atMs - b.atMs || a.untilMs - b.untilMs)
}

function checkMotion(motion: Motion, clocks: readonly ClockReading[]): readonly Finding[] {
  const [byClock, byCounters] = [checkClock(clocks, motion.jumps), checkCounters(motion.clocks, motion.jumps)]
  const pace = checkPace(motion)
  const direction = checkDirection(motion, [...byClock.hints, ...byCounters.hints])
  return mergeNear([...byClock.findings, ...byCounters.findings, ...pace, ...direction])
}

/** Times this near each other are one event. */
const nearMs = 1000

/** One finding for what has one cause: of one kind at the same time, and a jump of a clock where a cut explains it. */
function mergeNear(findings: readonly Finding[]): readonly Finding[] {
  const merged: Finding[] = []
  const rank = ({ code }: Finding) => (code === 'clock-jump' ? 1 : 0)
  for (const one of findings.toSorted((a, b) => rank(a) - rank(b) || a.atMs - b.atMs)) {
    const at = merged.findIndex((other) => isOneCause(other, one))
    const other = merged[at]
    if (!other) merged.push(one)
    else if (other.code === one.code)
      merged[at] = { ...other, atMs: Math.min(other.atMs, one.atMs), untilMs: Math.max(other.untilMs, one.untilMs) }
  }
  return merged
}

function isOneCause(a: Finding, b: Finding): boolean {
  if (a.code !== b.code && !(a.code === 'cut' && b.code === 'clock-jump')) return false
  if (a.code === 'speed-changed') return true
  return a.atMs <= b.untilMs + nearMs && b.atMs <= a.untilMs + nearMs
}

function durationOf({ durationMs, recording, screens }: Reading): number {
  const known = [durationMs, recording?.brokenAtMs, recording?.durationMs].find(
    (ms) => typeof ms === 'number' && Number.isFinite(ms) && ms > 0,
  )
  return known ?? Math.max(0, ...screens.map(({ untilMs }) => untilMs))
}

/** The screen's clock as the pages were read, where nobody followed it frame by frame. */
function clocksOf(fields: readonly Field[]): readonly ClockReading[] {
  return fields.flatMap((field) => {
    if (field.type !== 'timestamp' || field.clock !== 'status-bar' || field.value === null || field.frameMs === null) return []
    const { frameMs: atMs, confidence, box } = field
    return [{ atMs, untilMs: atMs, where: 'status-bar' as const, text: field.value.split('T').at(-1) ?? '', confidence, box }]
  })
}

const shortestStillMs = 10_000
const stillFrom = 0.9

/** A picture that was held for (nearly) the whole of a recording. */
function findStill({ motionless }: Motion, durationMs: number): readonly Finding[] {
  const heldMs = motionless.reduce((sum, { atMs, untilMs }) => sum + Math.max(0, Math.min(untilMs, durationMs) - atMs), 0)
  if (durationMs < shortestStillMs || heldMs < durationMs * stillFrom) return []
  const because = {
    zh: `${sayLength(durationMs).zh}里有 ${sayLength(heldMs).zh}画面纹丝不动，只相当于一张截图`,
    en: `nothing moves for ${sayLength(heldMs)} of ${sayLength(durationMs).en}: it is a picture that was held`,
  }
  return [{ code: 'still', atMs: 0, untilMs: durationMs, because }]
}

const programs =
  /lavf|lavc|libav|ffmpeg|x26[45]|handbrake|libvpx|mencoder|gstreamer|mkvmerge|剪映|capcut|premiere|imovie|davinci|inshot|kinemaster|快影/i

/** What the container says: written by a program, broken off. */
function describeFile({ encoder, device, brokenAtMs }: RecordingFacts, durationMs: number): readonly Finding[] {
  const findings: Finding[] = []
  if (encoder !== null && device === null && programs.test(encoder)) {
    const because = {
      zh: `文件由程序 ${encoder} 写成，没有设备信息（聊天软件转发也会如此）`,
      en: `the file was written by ${encoder} and names no device, as chat apps do too`,
    }
    findings.push({ code: 're-encoded', atMs: 0, untilMs: durationMs, because })
  }
  if (brokenAtMs !== null && Number.isFinite(brokenAtMs)) {
    const because = { zh: '文件从这里起损坏，后面的内容读不出来', en: 'the file is broken from here on and nothing after it can be read' }
    findings.push({ code: 'ends-early', atMs: brokenAtMs, untilMs: brokenAtMs, because })
  }
  return findings
}

const ofTheWhole: ReadonlySet<RecordingFactCode> = new Set(['still', 're-encoded'])

function toFact(finding: ToldFinding): RecordingFact {
  const { code, atMs, untilMs, because, value, line } = finding
  const isMoment = untilMs - atMs < 100
  const [from, to] = [sayMoment(atMs), sayMoment(untilMs)]
  const zh = ofTheWhole.has(code) ? '' : isMoment || code === 'error-appears' ? `${from} ` : `${from} 到 ${to}，`
  const en = ofTheWhole.has(code) ? '' : isMoment || code === 'error-appears' ? `At ${from} ` : `From ${from} to ${to} `
  const sentence = en === '' ? because.en.charAt(0).toUpperCase() + because.en.slice(1) : en + because.en
  return {
    code,
    atMs,
    untilMs,
    because: { zh: `${zh}${because.zh}。`, en: `${sentence}.` },
    ...(value === undefined ? {} : { value }),
    ...(line === undefined ? {} : { line }),
  }
}
