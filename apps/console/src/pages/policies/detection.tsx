import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, taggedAnswerOf } from '../../api/client';
import { useMe } from '../../session/session';
import { PageFrame } from '../../ui/page';
import { Load } from '../../ui/states';
import { draftOf } from './detection-draft';
import type { Catalogue, DetectionBody } from './detection-draft';
import { DetectionFields } from './detection-fields';
import { DetectionHistory } from './detection-history';
import { IndicatorFields } from './indicator-fields';
import { ifMatch, PolicyForm, usePublish } from './policy-frame';
import { Simulation } from './simulation';

/** What is detected, for those who publish it, and for officers who try a draft on the past. */
export function Page() {
  const t = useTranslations('rules.detection');
  const policy = useQuery({
    queryKey: ['policies', 'detection'],
    queryFn: () => taggedAnswerOf(api.GET('/api/v1/policies/detection')),
  });
  return (
    <PageFrame title={t('title')}>
      <Load of={policy} lines={10}>
        {({ body: { current, versions, accounts, catalogue }, etag }) => (
          <>
            <Editor key={current?.version ?? 0} published={current} catalogue={catalogue} etag={etag} />
            <DetectionHistory versions={versions} accounts={accounts} />
          </>
        )}
      </Load>
    </PageFrame>
  );
}

type Props = {
  readonly published: DetectionBody | null;
  readonly catalogue: Catalogue;
  readonly etag: string | null;
};

function Editor({ published, catalogue, etag }: Props) {
  const t = useTranslations('rules.detection');
  const { data: me } = useMe();
  const maySimulate = me?.roles.includes('security_officer') === true;
  const [draft, setDraft] = useState(() => draftOf(published));
  const [isChanged, setChanged] = useState(false);
  const { submit, fault, ...publishing } = usePublish('detection', (body: DetectionBody) =>
    answerOf(api.PUT('/api/v1/policies/detection', { params: ifMatch(etag), body })),
  );
  const change = (part: Partial<DetectionBody>): void => {
    setChanged(true);
    setDraft((before) => ({ ...before, ...part }));
  };
  return (
    <>
      <p className="quiet lead">{maySimulate ? t('draftLead') : t('lead')}</p>
      <PolicyForm
        publishing={publishing}
        isChanged={isChanged}
        isFirst={published === null}
        mayDraft={maySimulate}
        onPublish={() => submit(draft)}
        onDiscard={() => {
          setDraft(draftOf(published));
          setChanged(false);
        }}
      >
        <DetectionFields draft={draft} fault={fault} onChange={change} />
        <IndicatorFields
          catalogue={catalogue}
          indicators={draft.indicators}
          fault={fault}
          onChange={(indicators) => change({ indicators })}
        />
      </PolicyForm>
      {maySimulate ? <Simulation draft={draft} /> : null}
    </>
  );
}
