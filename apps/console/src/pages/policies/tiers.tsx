import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, taggedAnswerOf } from '../../api/client';
import { Button } from '../../ui/button';
import { PageFrame, Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { BandFields } from './band-fields';
import { ExplainTier } from './explain-tier';
import { ifMatch, PolicyForm, usePublish, Versions, withEntry, withoutEntry } from './policy-frame';
import { bodyOf, draftOf, escaped, hasNamesake, newBand, newTier } from './tier-draft';
import type { TierBody, TierDraft } from './tier-draft';
import { TierFields } from './tier-fields';

/** Tiers and the bands that give them, the answer for one person, and every version. */
export function Page() {
  const t = useTranslations('rules.tiers');
  const policy = useQuery({
    queryKey: ['policies', 'tiers'],
    queryFn: () => taggedAnswerOf(api.GET('/api/v1/policies/tiers')),
  });
  return (
    <PageFrame title={t('title')}>
      <p className="quiet lead">{t('lead')}</p>
      <Load of={policy} lines={10}>
        {({ body: { current, versions, accounts }, etag }) => (
          <>
            <ExplainTier />
            <Editor key={current?.version ?? 0} published={current} etag={etag} />
            <Versions versions={versions} accounts={accounts} />
          </>
        )}
      </Load>
    </PageFrame>
  );
}

function Editor({ published, etag }: { readonly published: TierBody | null; readonly etag: string | null }) {
  const t = useTranslations('rules.tiers');
  const first = (): TierDraft => (published === null ? { tiers: [], bands: [] } : draftOf(published));
  const [{ tiers, bands }, setDraft] = useState(first);
  const [isChanged, setChanged] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { submit, fault, ...publishing } = usePublish('tiers', (body: TierBody) =>
    answerOf(api.PUT('/api/v1/policies/tiers', { params: ifMatch(etag), body })),
  );
  const change = (part: Partial<TierDraft>): void => {
    setChanged(true);
    setDraft((draft) => ({ ...draft, ...part }));
  };
  return (
    <PolicyForm
      publishing={publishing}
      isChanged={isChanged}
      onPublish={() => {
        setAsked(true);
        // By name, one would take the other's place.
        if (!tiers.some((_, at) => hasNamesake(tiers, at))) submit(bodyOf({ tiers, bands }));
      }}
      onDiscard={() => {
        setDraft(first());
        setChanged(false);
        setAsked(false);
      }}
    >
      <Panel title={t('tiers')}>
        {tiers.length === 0 ? <p>{t('none')}</p> : null}
        <div className="cards">
          {tiers.map(({ name, tier }, at) => (
            <TierFields
              // A name that is being typed is still the same tier.
              key={at}
              name={name}
              tier={tier}
              hasNamesake={isAsked && hasNamesake(tiers, at)}
              fault={(field) => fault(`/tiers/${escaped(name)}${field}`)}
              onChange={(entry) => change({ tiers: withEntry(tiers, at, entry) })}
              onRemove={() => change({ tiers: withoutEntry(tiers, at) })}
            />
          ))}
        </div>
        <Button onClick={() => change({ tiers: [...tiers, { name: '', tier: newTier }] })}>{t('add')}</Button>
      </Panel>
      <Panel title={t('bands')}>
        {fault('/bands') === undefined ? null : <p className="fault">{fault('/bands')}</p>}
        {bands.map((band, at) => (
          <BandFields
            key={at}
            n={at + 1}
            band={band}
            tierNames={tiers.map(({ name }) => name)}
            fault={(field) => fault(`/bands/${at}${field}`)}
            onChange={(entry) => change({ bands: withEntry(bands, at, entry) })}
            onRemove={() => change({ bands: withoutEntry(bands, at) })}
          />
        ))}
        <Button onClick={() => change({ bands: [...bands, newBand(tiers[0]?.name ?? '')] })}>{t('addBand')}</Button>
      </Panel>
    </PolicyForm>
  );
}
