import type { Messages } from './messages';

/** The console's languages: to add one, write its catalogue and add its line here. */
export const locales = {
  en: { name: 'English', load: () => import('./en').then(({ en }): Messages => en) },
  'zh-CN': { name: '简体中文', load: () => import('./zh').then(({ zh }): Messages => zh) },
} as const;

export type LocaleTag = keyof typeof locales;
export const localeTags = Object.keys(locales) as LocaleTag[];

/** The first language of ours among those wished for, best first; English where there is none. */
export function localeFor(wishes: readonly (string | null)[]): LocaleTag {
  for (const wish of wishes) {
    const found = localeTags.find((tag) => tag === wish || tag.split('-')[0] === wish?.split('-')[0]?.toLowerCase());
    if (found !== undefined) return found;
  }
  return 'en';
}
