/** Health check of a container without HTTP: `bookward start` touches `/data/<role>.alive` every five seconds. */
import { statSync } from 'node:fs';

const [role] = process.argv.slice(2);
const silentMs = Date.now() - statSync(`/data/${role}.alive`).mtimeMs;
process.exitCode = silentMs < 30_000 ? 0 : 1;
