import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/http/app.js'
import { openApiDocument } from '../../src/http/open-api-document.js'
import type { HttpParts } from '../../src/http/parts.js'

const redocly = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url))

/** What the linter finds wrong; it asks nobody outside this machine. */
async function lint(document: object): Promise<readonly { readonly ruleId: string; readonly message: string; readonly at: unknown }[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-openapi-'))
  await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(document))
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const run = promisify(execFile)(process.execPath, [redocly, 'lint', 'openapi.json', '--format=json'], { cwd: folder, env })
  const { stdout } = await run.catch((failed: { readonly stdout: string }) => failed)
  await rm(folder, { recursive: true })
  const found = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    readonly problems: readonly {
      readonly ruleId: string
      readonly message: string
      readonly location: readonly { readonly pointer?: string }[]
    }[]
  }
  return found.problems.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer }))
}

describe('the OpenAPI document', () => {
  const parts = { metrics: new Registry(), queue: { counts: async () => ({}) } } as unknown as HttpParts
  const document = openApiDocument(createApp(parts))

  it('has nothing that the linter finds wrong', async () => {
    expect(await lint(document)).toEqual([])
  })

  it('is looked at by a linter that finds what is wrong', async () => {
    expect(await lint({ ...document, paths: { '/x': { get: { responses: {} } } } })).not.toEqual([])
  })
})
