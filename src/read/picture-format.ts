import type { MediaFormat } from '../model/reading.js'

/** The formats that can hold a still picture. */
export type PictureFormat = Exclude<MediaFormat, 'mp4' | 'mov' | 'webm' | 'mkv'>
