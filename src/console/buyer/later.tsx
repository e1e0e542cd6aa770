import { lazy } from 'react'

const loadActionSheet = () => import('./action-sheet.js')
const loadFilmSheet = () => import('./film-sheet.js')
const loadUploadRow = () => import('./upload-row.js')

// What the first look does not need comes after it, so that a slow line shows the case sooner.

export const ActionSheet = lazy(async () => ({ default: (await loadActionSheet()).ActionSheet }))
export const FilmSheet = lazy(async () => ({ default: (await loadFilmSheet()).FilmSheet }))
export const UploadRow = lazy(async () => ({ default: (await loadUploadRow()).UploadRow }))

/** Fetches it all before it is asked for: the line may be down by then. */
export function fetchTheRest(): void {
  const all = () => {
    for (const load of [loadUploadRow, loadFilmSheet, loadActionSheet]) void load().catch(() => undefined)
  }
  if (document.readyState === 'complete') setTimeout(all, 200)
  else addEventListener('load', () => setTimeout(all, 200), { once: true })
}
