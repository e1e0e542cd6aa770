const asked = 'case-asked'

/** The key or click that opens a case. */
export function markAsked(): void {
  performance.mark(asked)
}

/** The case stands on the screen: measured to the frame after the one it was drawn in, as `case-opened`. */
export function measureOpened(caseId: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (performance.getEntriesByName(asked, 'mark').length === 0) return
      performance.measure('case-opened', { start: asked, detail: caseId })
      performance.clearMarks(asked)
    }),
  )
}
