import { common } from './en/common';
import { nav } from './en/nav';
import { terms } from './en/terms';

/** English, and the shape of every other catalogue. One file an area; ICU message syntax. */
export const en = { common, nav, terms } as const;
