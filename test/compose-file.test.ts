import { access, readFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { runProgram } from '../src/commands/program.js'
import { readConfig, variableNames } from '../src/config.js'

interface ComposeService {
  readonly command?: string
  readonly build?: string
  readonly environment?: Record<string, string>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Record<string, { readonly condition: string }>
  readonly stop_grace_period?: string
}

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8')
const composed = async (): Promise<{ services: Record<string, ComposeService>; volumes: Record<string, unknown> }> =>
  parse(await read('compose.yaml'), { merge: true })

it('sets in compose.yaml only what the service knows, and nothing it refuses', async () => {
  const { services } = await composed()
  const set: Record<string, string> = services.api?.environment ?? {}
  expect(variableNames).toEqual(expect.arrayContaining(Object.keys(set)))
  expect(services.worker?.environment).toEqual(set)
  // What is left out takes its default; the secret is asked for.
  const filled = Object.fromEntries(
    Object.entries(set).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:\?[^}]*\}/, 's'.repeat(32)).replace(/\$\{\w+:-([^}]*)\}/, '$1'),
    ]),
  )
  expect(readConfig(filled)).toMatchObject({ s3: { bucket: 'evidence' }, redisUrl: 'redis://redis', adminKey: null, logLevel: 'info' })
})

it('names in compose.yaml only services, volumes and commands that there are', async () => {
  const { services, volumes } = await composed()
  for (const [name, { command, build, depends_on, volumes: mounts, ports, healthcheck, stop_grace_period }] of Object.entries(services)) {
    for (const [other, { condition }] of Object.entries(depends_on ?? {})) {
      expect(services, `${name} waits for ${other}`).toHaveProperty(other)
      if (condition === 'service_healthy') expect(services[other]?.healthcheck, `the health of ${other}`).toBeDefined()
      // What never ends would be waited for without end.
      else expect(services[other], `the end of ${other}`).not.toHaveProperty('restart')
    }
    for (const mount of mounts ?? []) expect(volumes, name).toHaveProperty(mount.split(':')[0] ?? '')
    if (!build) continue
    const help = vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
    expect(await runProgram([...(command ?? '').split(' '), '--help']), `${name}: ${command}`).toBe(0)
    help.mockRestore()
    const { port } = readConfig({})
    for (const published of ports ?? []) expect(published).toMatch(new RegExp(`:${port}$`))
    if (healthcheck) expect(healthcheck.test.at(-1)).toContain(`http://127.0.0.1:${port}/readyz`)
    // `serve` ends by force after 25 s.
    if (stop_grace_period) expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(25)
  }
})

it('copies into the image only what is there and is let through, and starts what the build makes', async () => {
  const dockerfile = await read('Dockerfile')
  const letThrough = (await read('.dockerignore')).split('\n').flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => (names ?? '').split(' '))
  expect(copied).toContain('migrations')
  for (const name of copied) {
    await access(new URL(`../${name}`, import.meta.url))
    expect(letThrough).toContain(name)
  }
  const { compilerOptions, include } = JSON.parse(await read('tsconfig.build.json'))
  expect([compilerOptions.outDir, compilerOptions.rootDir, include]).toEqual(['dist', '.', ['src', 'workers']])
  expect(dockerfile).toContain('ENTRYPOINT ["node", "dist/src/main.js"]')
  const { engines } = JSON.parse(await read('package.json'))
  for (const [, major] of dockerfile.matchAll(/^FROM node:(\d+)/gm))
    expect(Number(major)).toBeGreaterThan(Number.parseInt(engines.node.slice(2), 10))
})
