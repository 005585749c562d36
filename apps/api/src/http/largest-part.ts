import { escapePointer } from './validate.js';

/** The pointer to the smallest part of a body that still makes up more than half of it; `''` for the whole, or a file. */
export function largestPartOf(body: unknown): string {
  if (body instanceof Uint8Array) return '';
  const most = sizeOf(body) / 2;
  let [part, pointer] = [body, ''];
  for (;;) {
    const inside = Object.entries(isBranch(part) ? part : {}).find(([, each]) => sizeOf(each) > most);
    if (inside === undefined) return pointer;
    pointer += `/${escapePointer(inside[0])}`;
    part = inside[1];
  }
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;
const sizeOf = (value: unknown): number => JSON.stringify(value ?? null).length;
