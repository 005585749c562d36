import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, taggedAnswerOf } from '../../api/client';
import { Button } from '../../ui/button';
import { NumberField } from '../../ui/number-field';
import { PageFrame } from '../../ui/page';
import { Load } from '../../ui/states';
import { firstDraft, newLevel } from './chain-draft';
import type { ChainsBody } from './chain-draft';
import { ChainFields } from './chain-fields';
import type { NamedAccounts } from './account-label';
import { ifMatch, moved, PolicyForm, usePublish, Versions, withEntry, withoutEntry } from './policy-frame';

/** Who decides on exports, chain by chain, and every version. */
export function Page() {
  const t = useTranslations('rules.chains');
  const policy = useQuery({
    queryKey: ['policies', 'chains'],
    queryFn: () => taggedAnswerOf(api.GET('/api/v1/policies/approval-chains')),
  });
  return (
    <PageFrame title={t('title')}>
      <p className="quiet lead">{t('lead')}</p>
      <Load of={policy} lines={10}>
        {({ body: { current, versions, accounts }, etag }) => (
          <>
            <Editor key={current?.version ?? 0} published={current} etag={etag} named={accounts} />
            <Versions versions={versions} accounts={accounts} />
          </>
        )}
      </Load>
    </PageFrame>
  );
}

type EditorProps = {
  readonly published: ChainsBody | null;
  readonly etag: string | null;
  /** Accounts that the published chains name. */
  readonly named: NamedAccounts;
};

function Editor({ published, etag, named }: EditorProps) {
  const t = useTranslations('rules.chains');
  const first = (): ChainsBody => {
    if (published === null) return firstDraft(t('newLevel'));
    const { chains, exportRowCap, exportGrantHours } = published;
    return { chains, exportRowCap, exportGrantHours };
  };
  const [draft, setDraft] = useState(first);
  const [isChanged, setChanged] = useState(false);
  const { submit, fault, ...publishing } = usePublish('chains', (body: ChainsBody) =>
    answerOf(api.PUT('/api/v1/policies/approval-chains', { params: ifMatch(etag), body })),
  );
  const { chains } = draft;
  const change = (part: Partial<ChainsBody>): void => {
    setChanged(true);
    setDraft((before) => ({ ...before, ...part }));
  };
  const changeChains = (list: ChainsBody['chains'] | readonly ChainsBody['chains'][number][]): void =>
    change({ chains: [...list] });
  return (
    <PolicyForm
      publishing={publishing}
      isChanged={isChanged}
      isFirst={published === null}
      onPublish={() => submit(draft)}
      onDiscard={() => {
        setDraft(first());
        setChanged(false);
      }}
    >
      <div className="pair wide">
        <NumberField
          label={t('cap')}
          value={draft.exportRowCap}
          min={1}
          fault={fault('/exportRowCap')}
          onValue={(exportRowCap) => change({ exportRowCap })}
        />
        <NumberField
          label={t('grantHours')}
          value={draft.exportGrantHours}
          min={0}
          step="any"
          fault={fault('/exportGrantHours')}
          onValue={(exportGrantHours) => change({ exportGrantHours })}
        />
      </div>
      {fault('/chains') === undefined ? null : <p className="fault">{fault('/chains')}</p>}
      <Button
        onClick={() =>
          changeChains([{ subject: 'export', when: { minRows: 100 }, levels: [newLevel(t('newLevel'))] }, ...chains])
        }
      >
        {t('addChain')}
      </Button>
      {chains.map((chain, at) => (
        <ChainFields
          key={at}
          n={at + 1}
          count={chains.length}
          chain={chain}
          named={named}
          fault={(field) => fault(`/chains/${at}${field}`)}
          onChange={(entry) => changeChains(withEntry(chains, at, entry))}
          onRemove={() => changeChains(withoutEntry(chains, at))}
          onMove={(by) => changeChains(moved(chains, at, by))}
        />
      ))}
    </PolicyForm>
  );
}
