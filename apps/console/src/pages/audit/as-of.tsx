import '../../styles/audit.css';
import { useTranslations } from 'use-intl';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { oneOf, textOf, useUrlState } from '../../ui/url-state';
import { instantOf } from './event-query';
import { Past } from './past';
import { entityKinds, entityShape } from './past-query';

/** What one thing was at any moment of its life, and what changed since. */
export function Page() {
  const t = useTranslations('audit');
  const [{ entity, at, against }, change] = useUrlState((raw) => ({
    entity: textOf(raw['entity']),
    at: instantOf(raw['at']),
    against: oneOf(['previous'], raw['against']),
  }));
  const known = entity !== undefined && entityShape.test(entity) ? entity : undefined;
  const [fault, setFault] = useState<string>();
  const [kind = 'employee', id = ''] = (known ?? '').split(':').filter((part) => part !== '');
  return (
    <PageFrame title={t('asOf.title')}>
      <form
        // Filled anew when the address names something else.
        key={known ?? ''}
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          const values = valuesOf(event.currentTarget);
          const asked = `${values['kind'] ?? ''}:${(values['id'] ?? '').trim()}`;
          const isId = entityShape.test(asked);
          setFault(isId ? undefined : t('filters.idOnly'));
          if (isId) change({ entity: asked, at: undefined });
        }}
      >
        <SelectField
          label={t('asOf.kind')}
          name="kind"
          defaultValue={kind}
          options={entityKinds.map((value) => ({ value, label: t(`asOf.kinds.${value}`) }))}
        />
        <TextField
          label={t('asOf.id')}
          name="id"
          type="search"
          defaultValue={id}
          spellCheck={false}
          autoComplete="off"
          required
          fault={fault}
        />
        <Button type="submit" look="primary">
          {t('asOf.show')}
        </Button>
      </form>
      {known === undefined ? (
        <Empty title={t('asOf.empty')}>{t('asOf.emptyHint')}</Empty>
      ) : (
        <Past
          key={`past of ${known}`}
          entity={known}
          at={at}
          against={against ?? 'now'}
          onMove={(moment) => change({ at: moment }, { replace: true })}
          onCompare={(with_) => change({ against: with_ === 'now' ? undefined : with_ }, { replace: true })}
        />
      )}
    </PageFrame>
  );
}
