#!/usr/bin/env node
// Sets up what a command needs, and nothing twice: packages (npm ci), the compiled program and the console's pages (dist/), and with
// --system the programs the tests drive, with --bench the baselines too. Plain Node: it runs before anything is installed.
// usage: node scripts/setup.mjs [--system] [--bench]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const stampFile = (name) => path.join(root, 'node_modules', '.swiftproof', name)
/** Debian's packages of the fonts that phones, shops and desktops show; another in their place has other shapes of 0 and O. */
const fonts = [
  ['fonts-noto-cjk', 'Noto Sans CJK SC'],
  ['fonts-roboto-unhinted', 'Roboto'],
  ['fonts-liberation', 'Liberation Serif'],
  ['fonts-dejavu-core', 'DejaVu Sans'],
  ['fonts-wqy-zenhei', 'WenQuanYi Zen Hei'],
  ['fonts-wqy-microhei', 'WenQuanYi Micro Hei'],
]

checkNode()
step('packages', hashFiles(['package.json', 'package-lock.json']), installPackages)
step(
  'build',
  hashFiles([
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    ...filesUnder('src').filter((name) => !name.startsWith(path.join('src', 'console'))),
    ...filesUnder('workers'),
  ]),
  build,
)
step('console', hashFiles(['package-lock.json', 'tsconfig.json', ...filesUnder('src/console')]), buildConsole)
await prepareDatabase()
if (process.argv.includes('--system')) installSystemPrograms()

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`SwiftProof needs Node 20.19 or newer; this is ${process.versions.node}.`)
}

/** Runs `work` unless it was done before for the same inputs. */
function step(name, stamp, work) {
  const file = stampFile(name)
  const made = { build: 'dist/src/main.js', console: 'dist/console/desk/index.html' }[name]
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp && (!made || existsSync(path.join(root, made)))) return
  work()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, stamp)
}

function installPackages() {
  say('installing packages (npm ci) …')
  // onnxruntime-node's own install step fetches GPU libraries from elsewhere; the CPU library is in the package.
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { ONNXRUNTIME_NODE_INSTALL: 'skip' })
}

function build() {
  say('compiling …')
  run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'])
  // npx starts the program by its first line.
  chmodSync(path.join(root, 'dist/src/main.js'), 0o755)
}

function buildConsole() {
  say('building the console …')
  run(process.execPath, [
    path.join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--config',
    'src/console/vite.config.ts',
    '--logLevel',
    'warn',
  ])
}

/** An empty embedded database, kept for the first start of the service: making one takes several seconds, unpacking it one. */
async function prepareDatabase() {
  const { makeTemplate } = await import(pathToFileURL(path.join(root, 'dist/src/adapters/embedded/template.js')).href)
  await makeTemplate(() => say('preparing the embedded database …'))
}

/** What the tests drive: real Chromium for the report and the drawn pages, the fonts they are drawn in, the decoder of recordings, and the servers. */
function installSystemPrograms() {
  const needed = [
    { package: 'chromium', present: () => ['/usr/bin/chromium', process.env.CHROMIUM_PATH].some((file) => file && existsSync(file)) },
    ...fonts.map(([name, family]) => ({ package: name, present: () => hasFont(family) })),
    {
      package: 'ffmpeg',
      present: () => /^ffmpeg/.test(output('ffmpeg', ['-version'])) && /^ffprobe/.test(output('ffprobe', ['-version'])),
    },
    // Debian keeps the server's programs out of the path, by version.
    { package: 'postgresql', present: () => debianPostgres() || /^postgres/.test(output('postgres', ['--version'])) },
    { package: 'redis-server', present: () => /^Redis server/.test(output('redis-server', ['--version'])) },
    { package: 'mariadb-server', present: () => /MariaDB/.test(output('mariadbd', ['--version'])) },
  ]
  if (process.argv.includes('--bench')) {
    const languages = () => output('tesseract', ['--list-langs'])
    needed.push({ package: 'tesseract-ocr', present: () => languages() !== '' })
    needed.push({ package: 'tesseract-ocr-chi-sim', present: () => /chi_sim/.test(languages()) })
  }
  const missing = needed.filter((one) => !one.present()).map((one) => one.package)
  if (missing.length === 0) return
  const isDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!isDebian) {
    fail(
      `The tests need: ${missing.join(', ')}.\nOn Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}\n` +
        `Elsewhere: install Chromium (and set CHROMIUM_PATH to its program), the fonts ${fonts.map(([, family]) => family).join(', ')}, ffmpeg 5.1, PostgreSQL 15, Redis 6.2 and MariaDB 10.6 or newer, then run the tests again.`,
    )
  }
  say(`installing ${missing.join(', ')} (apt-get) …`)
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], quiet)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'fontconfig', ...missing], quiet)
}

function hasFont(family) {
  return output('fc-list', [`:family=${family}`, 'family']) !== ''
}

function debianPostgres() {
  const folder = '/usr/lib/postgresql'
  return existsSync(folder) && readdirSync(folder).some((version) => existsSync(path.join(folder, version, 'bin/initdb')))
}

function filesUnder(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((name) => statSync(path.join(root, name)).isFile())
    .sort()
}

function hashFiles(names) {
  const hash = createHash('sha256').update(process.version)
  for (const name of names) hash.update(name).update(existsSync(path.join(root, name)) ? readFileSync(path.join(root, name)) : '')
  return hash.digest('hex')
}

function output(command, args) {
  return String(spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '')
}

/** Runs a command quietly; on failure shows all it printed and stops. */
function run(command, args, env = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (done.status === 0) return
  fail(`${command} ${args.join(' ')} failed:\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`)
}

function say(words) {
  process.stderr.write(`set-up: ${words}\n`)
}

function fail(words) {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}
