import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '#api/http/openapi';

export const consoleTypesFile = fileURLToPath(new URL('../../apps/console/src/api/schema.ts', import.meta.url));

/** The console's types of the api, from its OpenAPI document. */
export async function consoleTypes(): Promise<string> {
  // Declares every route, which the document is made of.
  await import('#api/api.module');
  const document = JSON.parse(JSON.stringify(openApiDocument())) as OpenAPI3;
  return `// Written by \`npm run api-types\` from the OpenAPI document: never by hand.\n${astToString(await openapiTS(document))}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(consoleTypesFile, await consoleTypes());
