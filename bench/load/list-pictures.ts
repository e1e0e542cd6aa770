import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** Still pictures of the sample cases, so many that no shot comes often; by path. */
export async function listPictures(): Promise<readonly string[]> {
  const folder = new URL('../../fixtures/cases', import.meta.url).pathname
  const files = await readdir(folder, { recursive: true })
  return files
    .filter((file) => /evidence.*\.(png|jpe?g)$/.test(file))
    .sort()
    .map((file) => path.join(folder, file))
}
