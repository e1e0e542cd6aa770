import path from 'node:path'
import type { RecordingFormat } from '../../../model/reading.js'
import type { RecordingFile, RecordingLimits } from '../../../ports.js'

/** The formats ffmpeg decodes; it knows no animated WebP before version 8. */
export type FfmpegFormat = Exclude<RecordingFormat, 'webp'>

/** A file that ffmpeg may open. */
export interface FfmpegFile extends RecordingFile {
  readonly format: FfmpegFormat
}

/**
 * Options that stand before `-i`, for ffmpeg and ffprobe alike: only this demuxer, only files of this machine, only known
 * decoders, no picture or block of memory over a limit. A protocol list alone does not keep a renamed playlist from
 * reading other files; the list of formats does (reading.md, "Hostile files").
 */
export function inputOptions({ format }: FfmpegFile, { maxPixels }: RecordingLimits): string[] {
  return [
    ...['-f', demuxers[format], '-format_whitelist', demuxers[format]],
    ...['-protocol_whitelist', 'file'],
    ...['-codec_whitelist', decoders.join(',')],
    ...['-max_pixels', String(maxPixels)],
  ]
}

/** The file as an URL that names its protocol, so that nothing in the name is taken for one. */
export function inputUrl(file: FfmpegFile): string {
  return `file:${path.resolve(file.path)}`
}

/** One block of memory: 16 times what a plane of 9 Mpx in 16 bits is made of would do; hostile headers ask for gigabytes. */
export const maxAllocBytes = 256 * 1024 * 1024

const demuxers: Readonly<Record<FfmpegFormat, string>> = {
  mp4: 'mov',
  mov: 'mov',
  webm: 'matroska',
  mkv: 'matroska',
  gif: 'gif',
  apng: 'apng',
}

/** By the name of the codec: what phones, browsers, chat apps and screen recorders write. */
export const allowedCodecs: ReadonlySet<string> = new Set([
  ...['h264', 'hevc', 'vp8', 'vp9', 'av1', 'mpeg4', 'h263', 'mjpeg', 'prores', 'gif', 'apng', 'png'],
])

/**
 * By the name of the decoder, which differs from the codec's where a library decodes. ffprobe opens the decoders of sound
 * and subtitles too and gives up where it may not, so the usual ones are allowed; ffmpeg is told to leave those streams out.
 */
const decoders: readonly string[] = [
  ...[...allowedCodecs, 'libdav1d', 'libaom-av1', 'libvpx', 'libvpx-vp9'],
  ...['aac', 'mp3', 'mp3float', 'opus', 'libopus', 'vorbis', 'flac', 'alac', 'amrnb', 'amrwb', 'ac3', 'eac3'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_f32le', 'pcm_alaw', 'pcm_mulaw', 'mov_text', 'subrip', 'webvtt'],
]
