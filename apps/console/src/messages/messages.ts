import type { en } from './en';

type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
/** The wording of one language: a catalogue that lacks a message, or has one too many, does not compile. */
export type Messages = Words<typeof en>;

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en;
    Locale: 'en' | 'zh-CN';
  }
}
