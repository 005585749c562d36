import { alerts } from './en/alerts';
import { common } from './en/common';
import { indicators } from './en/indicators';
import { nav } from './en/nav';
import { people } from './en/people';
import { policies } from './en/policies';
import { quality } from './en/quality';
import { terms } from './en/terms';

/** English, and the shape of every other catalogue. One file an area; ICU message syntax. */
export const en = { alerts, common, indicators, nav, people, policies, quality, terms } as const;
