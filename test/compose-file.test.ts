import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig, variableNames } from '../src/config.js'

it('sets in compose.yaml only what the service knows, and nothing it refuses', async () => {
  const { services } = parse(await readFile(new URL('../compose.yaml', import.meta.url), 'utf8'), { merge: true })
  const set: Record<string, string> = services.api.environment
  expect(variableNames).toEqual(expect.arrayContaining(Object.keys(set)))
  expect(services.worker.environment).toEqual(set)
  // What is left out takes its default; the secret is asked for.
  const filled = Object.fromEntries(
    Object.entries(set).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:\?[^}]*\}/, 's'.repeat(32)).replace(/\$\{\w+:-([^}]*)\}/, '$1'),
    ]),
  )
  expect(readConfig(filled)).toMatchObject({ s3: { bucket: 'evidence' }, redisUrl: 'redis://redis', adminKey: null, logLevel: 'info' })
})
