import type { YuvCoding } from '../convert-yuv.js'
import { sizeGlance } from '../size-glance.js'
import type { Probed } from './probe-recording.js'
import { rotationOf } from './read-facts.js'

/** What is done with each decoded frame, and in what form it comes out: two streams, named `glance` and `still`. */
export interface Graph {
  readonly filters: string
  readonly glance: { readonly widthPx: number; readonly heightPx: number }
  readonly still: { readonly widthPx: number; readonly heightPx: number; readonly coding: YuvCoding }
}

/** Full-size pictures a second, at most. */
const stillsPerSecond = 4
/**
 * A still in which no block of 8 × 8 px differs by more than noise from the still before is left out: 320 is 5 levels
 * a pixel, one exchanged character of small gray print makes 600. It halves what goes through the pipe.
 */
const leaveOutUnchanged = 'mpdecimate=hi=320:lo=192:frac=0.02'

/**
 * The filters for a recording. Times become whole milliseconds before the ways part, so that a still and the glances
 * beside it agree on what was shown when. `fps` that rounds up gives, at each quarter of a second, the last frame
 * presented by then; `tpad` holds the last frame for one more quarter, else what came in the last one would be lost.
 * The sizes are fixed: a stream that changes its own in the middle is scaled to the first. Turning upright comes last,
 * when there is little left to turn.
 */
export function buildGraph({ stream, format }: Probed): Graph {
  const rotation = rotationOf({ stream })
  const isTurned = rotation % 180 !== 0
  const small = sizeGlance(stream.width, stream.height)
  const colour = colourOf(stream)
  const startMs = Math.round(1000 * ((stream.start_time ?? 0) - (format.start_time ?? 0)))
  const turn = turns[rotation] ?? ''
  const filters = [
    `[0:${stream.index}]settb=1/1000,setpts=PTS-(${startMs}),split[a][b]`,
    `[a]${colour.flatten}scale=${small.widthPx}:${small.heightPx}:flags=area${colour.shrink}${turn}[glance]`,
    `[b]tpad=stop_mode=clone:stop_duration=0.25,fps=${stillsPerSecond}:start_time=0:round=up,` +
      `${colour.flatten}scale=${stream.width}:${stream.height}${colour.convert},format=${colour.pixelFormat},${leaveOutUnchanged}${turn}[still]`,
  ]
  const upright = (size: { widthPx: number; heightPx: number }) => (isTurned ? { widthPx: size.heightPx, heightPx: size.widthPx } : size)
  return {
    filters: filters.join(';'),
    glance: upright(small),
    still: { ...upright({ widthPx: stream.width, heightPx: stream.height }), coding: colour.coding },
  }
}

const turns: Readonly<Record<number, string>> = { 90: ',transpose=clock', 180: ',hflip,vflip', 270: ',transpose=cclock' }

interface Colour {
  /** Filters that lay a see-through picture on white; they end with a comma. */
  readonly flatten: string
  /** Options of the scale filter that makes a glance, and what makes its brightness gray of 0-255. */
  readonly shrink: string
  /** Options of the scale filter that makes a still. */
  readonly convert: string
  readonly pixelFormat: 'yuv420p' | 'yuvj420p'
  readonly coding: YuvCoding
}

/**
 * 8-bit yuv420p, which nearly all recordings are in, passes through untouched and is converted by its tags where a
 * picture is wanted; any other form ffmpeg converts, into one that is known.
 */
function colourOf({ pix_fmt: pixelFormat, color_space: space, color_range: range, width, height }: Probed['stream']): Colour {
  const matrix = matrices[space ?? ''] ?? (Math.max(width, height) >= 720 ? 'bt709' : 'bt601')
  if (pixelFormat === 'yuvj420p' || pixelFormat === 'yuv420p') {
    const isFull = pixelFormat === 'yuvj420p' || range === 'pc'
    const shrink = `${asItIs},format=gray${isFull ? '' : `,${spread}`}`
    return { flatten: '', shrink, convert: '', pixelFormat, coding: { matrix, range: isFull ? 'pc' : 'tv' } }
  }
  const isRgb = !pixelFormat.startsWith('yuv')
  const from = isRgb ? '' : `:in_color_matrix=${matrix}`
  return {
    // White minus what is missing of each colour times its opacity.
    flatten: seeThrough.test(pixelFormat) ? 'format=gbrap,negate,premultiply=inplace=1,negate,format=gbrp,' : '',
    shrink: ',format=gray',
    convert: `${from}:out_color_matrix=bt709:out_range=tv`,
    pixelFormat: 'yuv420p',
    coding: { matrix: 'bt709', range: 'tv' },
  }
}

/**
 * Asked for gray, the scale filter spreads brightness from 16-235 to 0-255, before it shrinks and without the processor's wide
 * registers: half of its time. Told that nothing is to be spread, it shrinks only; the small picture is spread through a table.
 */
const asItIs = ':in_range=full:out_range=full'
const spread = "lut=y='clip((val-16)*255/219+0.5,0,255)'"

/** A GIF's see-through parts are white already. */
const seeThrough = /^(rgba|rgba64.*|ya8|ya16.*|pal8|yuva.*|gbrap.*)$/

const matrices: Readonly<Record<string, YuvCoding['matrix']>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  fcc: 'bt601',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
}
