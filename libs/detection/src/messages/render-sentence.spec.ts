import { describe, expect, it } from '@jest/globals';
import { absoluteIndicators, indicators } from '../indicators.js';
import { en } from './en.js';
import { legitimateWork } from './legitimate-work.js';
import { renderSentence } from './render-sentence.js';
import { zh } from './zh.js';

describe('The sentence of an alert', () => {
  const sentence = {
    key: 'bulk_views',
    values: {
      date: '2026-03-02',
      observed: 212,
      expectedSelf: 14.2,
      expectedPeers: 18,
      also: 'out_of_portfolio',
      alsoObserved: 61,
      lookBack: 0,
    },
  };

  it('puts numbers in context in English', () => {
    expect(renderSentence(sentence, 'en-GB')).toBe(
      '2026-03-02: 212 records opened; usual: 14, for colleagues 18; also: 61 customers of colleagues touched.',
    );
  });

  it('counts one as one', () => {
    const one = { date: '2026-03-02', observed: 1, expectedSelf: 0, also: 'copies', alsoObserved: 1 };
    expect(renderSentence({ key: 'outflow_objects', values: one }, 'en')).toBe(
      '2026-03-02: data of 1 customer left the system; usual: 0; also: 1 copy.',
    );
    const shares = { date: '2026-03-02', observed: 1, also: 'out_of_portfolio_share', alsoObserved: 2 };
    expect(renderSentence({ key: 'first_time_share', values: shares }, 'en')).toBe(
      '2026-03-02: 1 of the customers touched was new to this person; also: 2 of the customers touched belong to colleagues.',
    );
  });

  it('says what a cap is, first or second', () => {
    const cap = { also: 'cap_views_per_hour', alsoObserved: 151, alsoExpectedSelf: 150 };
    expect(renderSentence({ key: sentence.key, values: { ...sentence.values, ...cap } }, 'en')).toMatch(
      /also: 151 records opened within an hour, above the cap of 150\.$/,
    );
    const first = { key: 'cap_views_per_hour', values: { date: '2026-03-02', observed: 151, expectedSelf: 150 } };
    expect(renderSentence(first, 'en')).toBe('2026-03-02: 151 records opened within an hour, above the cap of 150.');
  });

  it('calls nothing usual of a decoy, which is there to be left alone', () => {
    const touched = { key: 'canary_touched', values: { date: '2026-03-02', observed: 1, expectedSelf: 0 } };
    expect(renderSentence(touched, 'en')).toBe('2026-03-02: a guarded decoy record was touched.');
  });

  it('claims no more customers, and no other acts, than were counted', () => {
    const said = (key: string, locale: string): string =>
      renderSentence({ key, values: { date: '2026-03-02', observed: 21 } }, locale);
    // The same customer may be among them on many days.
    expect(said('thin_slice', 'en')).toBe(
      '2026-03-02: customers’ data left 21 times within 30 days, each customer counted once a day.',
    );
    expect(said('thin_slice_fresh', 'zh')).toBe(
      '2026-03-02：30 天内刚认识的客户的数据流出累计 21 次，同一客户每天计一次。',
    );
    // Downloads and shares are counted too.
    expect(said('copy_print_burst', 'en')).toBe('2026-03-02: data left the system 21 times within an hour.');
    expect(said('search_reveal_export', 'zh')).toBe('2026-03-02：搜索并显示隐藏信息之后，数据流出系统 21 次。');
  });

  it('says the same in Chinese', () => {
    expect(renderSentence(sentence, 'zh-CN')).toBe(
      '2026-03-02：打开了 212 条记录；平时：14，同事：18；另外：接触了 61 个属于同事的客户。',
    );
  });

  it('says that a look-back found it', () => {
    const found = { ...sentence, values: { ...sentence.values, lookBack: 1 } };
    expect(renderSentence(found, 'en')).toMatch(/^Found by look-back after the notice: 2026-03-02/);
  });

  it('has words for every registered indicator in every language', () => {
    const codes = [...indicators, ...absoluteIndicators].map(({ code }) => code).sort();
    for (const messages of [en, zh]) expect(Object.keys(messages.indicators).sort()).toEqual(codes);
  });
});

describe('Legitimate work that looks the same', () => {
  it('is told in the reader’s language, and not of an indicator that there is no more', () => {
    expect(legitimateWork('prints', 'en-GB')).toMatch(/^[A-Z].*\.$/);
    expect(legitimateWork('prints', 'zh-CN')).toMatch(/\p{Script=Han}/u);
    expect(legitimateWork('an_old_one', 'en')).toBeNull();
  });
});
