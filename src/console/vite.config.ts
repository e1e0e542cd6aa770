import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = path.dirname(fileURLToPath(import.meta.url))
const outDir = path.resolve(here, '../../dist/console')

/** Both pages, built into `dist/console`; the service serves them from there (`src/http/routes/pages.ts`). */
export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [react(), compressBuilt()],
  // The service puts a new number in its place with every page; styles that scripts make carry it.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // Small files inlined as data: addresses would need a looser policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: { desk: path.join(here, 'desk/index.html') } },
  },
})

/** Beside each file its compressed forms, so that nothing is compressed twice, or while somebody waits. */
function compressBuilt(): Plugin {
  return {
    name: 'compress-built',
    apply: 'build',
    closeBundle: async () => {
      const folder = path.join(outDir, 'assets')
      const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))
      await Promise.all(
        names.map(async (name) => {
          const content = await readFile(path.join(folder, name))
          await writeFile(path.join(folder, `${name}.br`), await promisify(brotliCompress)(content))
          await writeFile(path.join(folder, `${name}.gz`), await promisify(gzip)(content))
        }),
      )
    },
  }
}
