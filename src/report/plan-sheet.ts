/** What goes on a contact sheet: the recording's size, how many pictures, how many lines of text below each. */
export interface SheetContent {
  readonly width: number
  readonly height: number
  readonly cells: number
  readonly captionLines: number
}

/** Where everything on a contact sheet stands, in pixels. */
export interface SheetPlan {
  readonly widthPx: number
  readonly heightPx: number
  readonly marginPx: number
  /** Height of one line below a picture. */
  readonly captionPx: number
  /** Size of each picture. */
  readonly cell: { readonly widthPx: number; readonly heightPx: number }
  /** Top left corner of a picture. */
  placeOf(place: number): { readonly left: number; readonly top: number }
}

const marginPx = 32
const gapPx = 24
const headPx = 84
const captionPx = 24
/** A JPEG has at most 65535 pixels a side; beyond this, pictures get smaller so that a sheet stays a sheet. */
const maxSheetPixels = 40e6

/** Lays out a contact sheet: somewhat wider than high, cells in the recording's own shape, rows evenly filled. */
export function planSheet({ width, height, cells, captionLines }: SheetContent): SheetPlan {
  const footPx = 14 + captionLines * captionPx
  const room = Math.sqrt(maxSheetPixels / Math.max(cells, 1))
  const scale = Math.min(440 / width, 560 / height, room / Math.max(width, height))
  const cell = { widthPx: Math.max(Math.round(width * scale), 1), heightPx: Math.max(Math.round(height * scale), 1) }
  const [stepX, stepY] = [cell.widthPx + gapPx, cell.heightPx + footPx + gapPx]
  const ideal = Math.max(1, Math.round(Math.sqrt((1.5 * cells * stepY) / stepX)))
  const rows = Math.max(1, Math.ceil(cells / ideal))
  const columns = Math.max(1, Math.ceil(cells / rows))
  return {
    widthPx: Math.max(2 * marginPx + columns * stepX - gapPx, 720),
    heightPx: 2 * marginPx + headPx + rows * stepY - gapPx,
    marginPx,
    captionPx,
    cell,
    placeOf: (place) => ({
      left: marginPx + (place % columns) * stepX,
      top: marginPx + headPx + Math.floor(place / columns) * stepY,
    }),
  }
}
