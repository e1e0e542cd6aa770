const phoneLongSidePx = 960
const desktopLongSidePx = 1280
/** Beyond this shape a picture is a long screenshot: its scale is that of a phone screen of its width. */
const tallestScreen = 2.2

/** The scale at which text is looked for, by the shape of the picture; small pictures are enlarged. */
export function detectionScale(widthPx: number, heightPx: number): number {
  const isUpright = heightPx > widthPx
  const longSidePx = isUpright ? Math.min(heightPx, widthPx * tallestScreen) : widthPx
  const wanted = (isUpright ? phoneLongSidePx : desktopLongSidePx) / longSidePx
  return Math.min(1, wanted)
}
