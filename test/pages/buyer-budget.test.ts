import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = new URL('../../dist/console/', import.meta.url).pathname
const mostBytes = 200_000

/** Every script that the page loads before it can be used, with what those import. */
async function scriptsOf(page: string): Promise<ReadonlySet<string>> {
  const file = path.join(folder, page, 'index.html')
  if (!existsSync(file)) throw new Error('the console is not built: npm run setup')
  const html = await readFile(file, 'utf8')
  const found = new Set<string>()
  const waiting = [...html.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const code = await readFile(path.join(folder, name), 'utf8')
    for (const [, imported = ''] of code.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g)) waiting.push(`assets/${imported}`)
  }
  return found
}

async function gzippedBytes(names: Iterable<string>): Promise<number> {
  const sizes = await Promise.all([...names].map(async (name) => (await readFile(path.join(folder, `${name}.gz`))).length))
  return sizes.reduce((sum, size) => sum + size, 0)
}

describe('the buyer’s page as it was built', () => {
  it('needs at most 200 kB of script, gzipped, to first use', async () => {
    const scripts = await scriptsOf('buyer')
    expect(scripts.size).toBeGreaterThan(1)
    expect(await gzippedBytes(scripts)).toBeLessThanOrEqual(mostBytes)
  })

  it('takes nothing of the desk along', async () => {
    const [own, desk] = [await scriptsOf('buyer'), await scriptsOf('desk')]
    const onlyDesk = [...desk].filter((name) => !own.has(name))
    // The desk's own script is far larger: it would be seen among the page's.
    expect(await gzippedBytes(onlyDesk)).toBeGreaterThan(mostBytes)
    for (const name of own) {
      const code = await readFile(path.join(folder, name), 'utf8')
      expect(code, name).not.toMatch(/ant-btn|echarts|zrender/)
    }
  })
})
