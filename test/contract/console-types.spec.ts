import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { consoleTypes, consoleTypesFile } from '../support/console-types.js';

it('The console speaks the api that there is (if not: npm run api-types)', async () => {
  expect(readFileSync(consoleTypesFile, 'utf8')).toBe(await consoleTypes());
});
