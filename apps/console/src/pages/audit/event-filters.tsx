import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { oneOf } from '../../ui/url-state';
import { localInput, instantOf, ranges } from './event-query';
import type { EventFilters } from './event-query';
import { useEventWords } from './event-words';

type Props = {
  readonly filters: EventFilters;
  readonly change: (part: Partial<EventFilters>) => void;
  /** The server's word on one parameter. */
  readonly fault: (pointer: string) => string | undefined;
};

const none = {
  id: undefined,
  actor: undefined,
  subject: undefined,
  type: undefined,
  stream: undefined,
  range: undefined,
  from: undefined,
  to: undefined,
  asOf: undefined,
};

export function FilterBar({ filters, change, fault }: Props) {
  const t = useTranslations('audit');
  const common = useTranslations('common');
  const words = useEventWords();
  const isFiltered = Object.keys(none).some((name) => filters[name as keyof typeof none] !== undefined);
  return (
    <form
      className="filters"
      role="search"
      aria-label={t('filters.label')}
      onSubmit={(event) => event.preventDefault()}
    >
      <SelectField
        label={t('filters.range')}
        value={filters.range ?? ''}
        options={[
          { value: '', label: t('ranges.all') },
          ...ranges.map((range) => ({ value: range, label: t(`ranges.${range}`) })),
        ]}
        onChange={({ target }) =>
          change({
            range: oneOf(ranges, target.value),
            ...(target.value !== 'custom' && { from: undefined, to: undefined }),
          })
        }
      />
      {filters.range === 'custom' || filters.from !== undefined || filters.to !== undefined ? (
        <>
          <TimeFilter
            label={common('from')}
            value={filters.from}
            onCommit={(from) => change({ range: 'custom', from })}
          />
          <TimeFilter label={common('to')} value={filters.to} onCommit={(to) => change({ range: 'custom', to })} />
        </>
      ) : null}
      <SelectField
        label={t('filters.type')}
        value={filters.type ?? ''}
        options={[{ value: '', label: common('all') }, ...words.all.map(([value, label]) => ({ value, label }))]}
        onChange={({ target }) => change({ type: target.value === '' ? undefined : target.value })}
      />
      {(['actor', 'subject', 'stream', 'id'] as const).map((name) => (
        <IdFilter
          key={name}
          label={t(`filters.${name}`)}
          value={filters[name]}
          fault={fault(`?${name}`)}
          onCommit={(value) => change({ [name]: value })}
        />
      ))}
      {filters.asOf === undefined ? null : (
        <TimeFilter label={t('filters.asOf')} value={filters.asOf} onCommit={(asOf) => change({ asOf })} />
      )}
      {isFiltered ? (
        <Button look="quiet" onClick={() => change(none)}>
          {t('filters.clear')}
        </Button>
      ) : null}
    </form>
  );
}

/** What names things here; words and names of people never reach the address. */
const idShape = /^[A-Za-z0-9_.:-]{1,200}$/;

type IdProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly fault: string | undefined;
  readonly onCommit: (value: string | undefined) => void;
};
function IdFilter({ label, value, fault, onCommit }: IdProps) {
  const t = useTranslations('audit.filters');
  const [draft, setDraft] = useState(value ?? '');
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(value ?? '');
  }
  const given = draft.trim();
  const isId = given === '' || idShape.test(given);
  const commit = (): void => {
    if (isId && given !== (value ?? '')) onCommit(given === '' ? undefined : given);
  };
  return (
    <TextField
      label={label}
      value={draft}
      spellCheck={false}
      autoComplete="off"
      fault={isId ? fault : t('idOnly')}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit();
      }}
    />
  );
}

type TimeProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly onCommit: (value: string | undefined) => void;
};
const TimeFilter = ({ label, value, onCommit }: TimeProps) => (
  <TextField
    // Filled anew when the address changes.
    key={value ?? ''}
    label={label}
    type="datetime-local"
    step={1}
    defaultValue={localInput(value)}
    onBlur={({ target }) => {
      if (target.value !== localInput(value)) onCommit(instantOf(target.value));
    }}
  />
);
