import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** Every third still picture of the sample cases, by path: so many that no shot comes often, so few that they are read in a minute. */
export async function listPictures(): Promise<readonly string[]> {
  const folder = new URL('../../fixtures/cases', import.meta.url).pathname
  const files = await readdir(folder, { recursive: true })
  return files
    .filter((file) => /evidence.*\.(png|jpe?g)$/.test(file))
    .sort()
    .filter((_, at) => at % 3 === 0)
    .map((file) => path.join(folder, file))
}
