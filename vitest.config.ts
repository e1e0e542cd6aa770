import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/servers/share-run.ts',
    testTimeout: 120_000,
    // A service and a browser that start while all cores are busy.
    hookTimeout: 300_000,
    // How long `expect.poll` looks for what is to come; under load a second is short.
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
  },
})
