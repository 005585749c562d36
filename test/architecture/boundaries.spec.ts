import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** For every rule of `.dependency-cruiser.js`: a file that breaks it. A rule without a case here fails the suite. */
const violations: Record<string, { file: string; text: string }> = {
  'no-cycles': { file: 'libs/platform/src/a.ts', text: `import { b } from './b.js'; export const a = () => b;` },
  'domain-is-pure': { file: 'libs/domain/src/impure.ts', text: `import pino from 'pino'; export const log = pino();` },
  'detection-is-pure': {
    file: 'libs/detection/src/impure.ts',
    text: `import { b } from '../../platform/src/b.js'; export const c = b;`,
  },
  'libs-know-no-apps': {
    file: 'libs/jobs/src/upwards.ts',
    text: `import { m } from '../../../apps/worker/src/m.js'; export const c = m;`,
  },
  'apps-stand-alone': {
    file: 'apps/api/src/sideways.ts',
    text: `import { m } from '../../worker/src/m.js'; export const c = m;`,
  },
  'console-speaks-http-only': {
    file: 'apps/console/src/behind.ts',
    text: `import { b } from '../../../libs/platform/src/b.js'; export const c = b;`,
  },
  'nest-in-apps-only': {
    file: 'libs/read-model/src/nest.ts',
    text: `import { Injectable } from '@nestjs/common'; export const c = Injectable;`,
  },
  'one-importer-of-eventstoredb': {
    file: 'libs/platform/src/es.ts',
    text: `import { EventStoreDBClient } from '@eventstore/db-client'; export const c = EventStoreDBClient;`,
  },
  'one-importer-of-the-queue': {
    file: 'apps/worker/src/queue.ts',
    text: `import { Queue } from 'bullmq'; export const c = Queue;`,
  },
  'sql-behind-three-libs': { file: 'apps/worker/src/sql.ts', text: `import pg from 'pg'; export const c = pg;` },
  'adapters-apart': {
    file: 'libs/event-store/src/postgres/x.ts',
    text: `import { y } from '../eventstoredb/y.js'; export const x = () => y;`,
  },
  'adapters-apart-too': {
    file: 'libs/event-store/src/eventstoredb/z.ts',
    text: `import { w } from '../postgres/w.js'; export const z = w;`,
  },
  'specs-are-leaves': {
    file: 'libs/jobs/src/leaf.ts',
    text: `import { s } from './some.spec.js'; export const c = s;`,
  },
  'no-test-support-in-production': {
    file: 'libs/jobs/src/support.ts',
    text: `import { t } from '../../../test/support/t.js'; export const c = t;`,
  },
  'declared-dependencies': {
    file: 'libs/platform/src/undeclared.ts',
    text: `import fc from 'fast-check'; export const c = fc;`,
  },
  resolvable: {
    file: 'libs/platform/src/nowhere.ts',
    text: `import { n } from './nowhere-at-all.js'; export const c = n;`,
  },
};
const innocent: Record<string, string> = {
  'libs/platform/src/b.ts': `import { a } from './a.js'; export const b = () => a;`,
  'apps/worker/src/m.ts': 'export const m = 1;',
  'libs/event-store/src/eventstoredb/y.ts': 'export const y = 1;',
  'libs/event-store/src/postgres/w.ts': 'export const w = 1;',
  'libs/jobs/src/some.spec.ts': 'export const s = 1;',
  'test/support/t.ts': 'export const t = 1;',
};

type Violation = { readonly rule: { readonly name: string }; readonly from: string };
const root = resolve('.');

describe('The boundaries of the house', () => {
  let tree: string;
  let found: readonly Violation[];
  let rules: readonly string[];

  beforeAll(async () => {
    tree = mkdtempSync(join(tmpdir(), 'bookward-boundaries-'));
    for (const name of [
      'node_modules',
      'package.json',
      'tsconfig.json',
      'tsconfig.base.json',
      '.dependency-cruiser.js',
    ]) {
      symlinkSync(join(root, name), join(tree, name));
    }
    const files = {
      ...innocent,
      ...Object.fromEntries(Object.values(violations).map(({ file, text }) => [file, text])),
    };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
    const config = (await import(join(root, '.dependency-cruiser.js'))) as {
      default: { forbidden: { name: string }[] };
    };
    rules = config.default.forbidden.map(({ name }) => name);
    found = cruise(tree);
  }, 60_000);
  afterAll(() => rmSync(tree, { recursive: true }));

  it('has a case that must fail for every rule', () => {
    expect(Object.keys(violations).toSorted()).toEqual([...rules].toSorted());
  });

  it.each(Object.entries(violations))('refuses what breaks %s', (rule, { file }) => {
    expect(found.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(
      rule,
    );
  });
});

/** The command line exits non-zero when it finds violations, which is what is wanted here. */
function cruise(cwd: string): readonly Violation[] {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = (): string => {
    try {
      return execFileSync(process.execPath, [bin, '--output-type', 'json', 'apps', 'libs', 'test'], {
        cwd,
        encoding: 'utf8',
        maxBuffer: 1e8,
      });
    } catch (error) {
      if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '')
        return error.stdout;
      throw error;
    }
  };
  return (JSON.parse(run()) as { summary: { violations: readonly Violation[] } }).summary.violations;
}
