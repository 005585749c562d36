import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './test/support/find-browser.mjs';

const browser = findBrowser();
const withoutBrowser = browser === undefined ? ['<rootDir>/test/console/'] : [];
if (withoutBrowser.length > 0)
  process.stderr.write(
    'the console in a browser: skipped, since CHROMIUM_PATH is not set and chromium is not installed\n',
  );

// What the suites of one run share; workers read it from the environment.
if (process.env['BOOKWARD_TEST_RUN'] === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'bookward-run-'));
  process.env['BOOKWARD_TEST_RUN'] = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** One runner for every level; `.spec.ts` next to its subject, whole-stack scenarios under test/. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/*/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...withoutBrowser],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/test/bench/peers'],
  // Suites run side by side, and one of them may have a browser and a whole firm with it.
  testTimeout: 60_000,
  // One more than the two cores of the smallest machine: whoever waits for a server leaves its core to the third.
  maxWorkers: 3,
};
