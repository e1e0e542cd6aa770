import type { ContainerFacts } from '../../../model/reading.js'
import type { FfmpegFile } from './input-options.js'
import type { Probed } from './probe-recording.js'

/** What the container says of itself, as facts. Never throws: what does not fit is null. */
export function readFacts(file: FfmpegFile, { stream, format }: Probed): ContainerFacts {
  const rotationDegrees = rotationOf({ stream })
  const isTurned = rotationDegrees % 180 !== 0
  const tags = lowerCaseKeys({ ...stream.tags, ...format.tags })
  return {
    format: file.format,
    codec: stream.codec_name,
    widthPx: isTurned ? stream.height : stream.width,
    heightPx: isTurned ? stream.width : stream.height,
    rotationDegrees,
    durationMs: durationOf({ stream, format }),
    encoder: encoderOf(tags),
    device: deviceOf(tags),
    createdAt: timeOf(tags['com.apple.quicktime.creationdate'] ?? tags.creation_time),
  }
}

/** By how much the picture must be turned clockwise to stand upright: 0, 90, 180 or 270. */
export function rotationOf({ stream }: Pick<Probed, 'stream'>): number {
  // The display matrix says how far it was turned the other way; older files have a tag instead.
  const matrix = stream.side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation
  const clockwise = matrix === undefined ? Number(stream.tags.rotate ?? 0) : -matrix
  const quarter = Math.round((Number.isFinite(clockwise) ? clockwise : 0) / 90) % 4
  return ((quarter + 4) % 4) * 90
}

/** The longer one of what the stream and the file say: with variable rate a stream often leaves out how long its last frame stays. */
function durationOf({ stream, format }: Probed): number | null {
  // Matroska tells the end of each track as a tag, in time of the whole.
  const end = lowerCaseKeys(stream.tags).duration?.match(/^(\d+):(\d\d):(\d\d(?:\.\d{1,9})?)/)
  const endSeconds = end ? Number(end[1]) * 3600 + Number(end[2]) * 60 + Number(end[3]) : format.duration
  const startSeconds = (stream.start_time ?? 0) - (format.start_time ?? 0)
  const ms = 1000 * Math.max(stream.duration ?? 0, (endSeconds ?? 0) - startSeconds)
  return ms > 0 ? Math.round(ms) : null
}

type Tags = Readonly<Record<string, string | undefined>>

function encoderOf(tags: Tags): string | null {
  const android = tags['com.android.version'] && `com.android.version ${tags['com.android.version']}`
  return shorten(tags['com.apple.quicktime.software'] ?? android ?? tags.encoder)
}

function deviceOf(tags: Tags): string | null {
  const maker = tags['com.apple.quicktime.make'] ?? tags['com.android.manufacturer'] ?? tags.make
  const model = tags['com.apple.quicktime.model'] ?? tags['com.android.model'] ?? tags.model
  return shorten([maker, model].filter(Boolean).join(' '))
}

/** Clocks that were never set write the first day of 1904 or 1970. */
function timeOf(text: string | undefined): string | null {
  const time = new Date((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() <= 1970) return null
  return /[+-]\d\d:?\d\d$/.test(text ?? '') ? (text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : time.toISOString()
}

/** Without control characters: what a stranger wrote into a file must not steer a terminal. */
function shorten(text: string | undefined): string | null {
  const words = text?.replace(/\p{Cc}+/gu, ' ').trim()
  return words?.slice(0, 200) || null
}

function lowerCaseKeys(tags: Readonly<Record<string, string>>): Tags {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]))
}
