/** A picture's brightness, 0-255 a pixel, rows from the top, no padding. */
export interface GrayPlane {
  readonly widthPx: number
  readonly heightPx: number
  readonly levels: Uint8Array
}
