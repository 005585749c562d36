import type { Sentence } from '../engine.js';
import { messagesIn } from './catalogues.js';
import type { Messages } from './messages.js';

/**
 * The sentence of an alert in the reader's language, numbers in context: “2026-03-02: 212 records opened; usual: 14,
 * for colleagues 18; also: 61 customers of colleagues touched.”
 * @param locale a BCP 47 tag, such as `en` or `zh-CN`
 */
export function renderSentence({ key, values }: Sentence, locale: string): string {
  const messages = messagesIn(locale);
  const what = messages.indicators[key]?.seen;
  if (what === undefined) return fill(messages.unknown, values);
  const { observed = 0, expectedSelf, also = '', alsoObserved = 0, alsoExpectedSelf } = values;
  // What is expected of a cap is the cap, and of a decoy that it is left alone.
  const clauses = [fill(what, { observed, limit: expectedSelf ?? 0 })];
  if (!isCap(key) && key !== 'canary_touched' && expectedSelf !== undefined) clauses.push(usual(messages, values));
  const more = messages.indicators[String(also)]?.seen;
  if (more !== undefined && !(isCap(String(also)) && alsoExpectedSelf === undefined))
    clauses.push(fill(messages.also, { also: fill(more, { observed: alsoObserved, limit: alsoExpectedSelf ?? 0 }) }));
  const sentence = fill(messages.whole, { date: values['date'] ?? '', what: clauses.join(messages.list) });
  return values['lookBack'] === 1 ? fill(messages.lookBack, { sentence }) : sentence;
}

const isCap = (key: string): boolean => key.startsWith('cap_');

function usual(messages: Messages, values: Sentence['values']): string {
  const self = values['expectedSelf'] ?? 0;
  const peers = values['expectedPeers'];
  return peers === undefined ? fill(messages.usual, { self }) : fill(messages.usualWithPeers, { self, peers });
}

/** Numbers as a person says them: whole from ten on, else to one decimal. */
const said = (value: string | number): string =>
  typeof value === 'string' ? value : String(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);

/** Puts in `{name}`, and of `{name:one|many}` the word that fits the number as it is said. */
const fill = (template: string, values: Sentence['values']): string =>
  template.replaceAll(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = said(values[name] ?? '');
    if (one === undefined || many === undefined) return value;
    return value === '1' ? one : many;
  });
