import { useTranslations } from 'use-intl';
import { CheckField, GroupFault } from '../../ui/field';
import { Skeleton } from '../../ui/states';

const kinds = ['basic', 'contact', 'quote', 'transaction', 'preference', 'contract', 'special_terms'] as const;

type Props = {
  /** `<kind>.<field>`; undefined while it is not known yet. */
  readonly exportable: readonly string[] | undefined;
  /** The selection breaks a rule, so that there is nothing to choose from. */
  readonly isRefused: boolean;
  readonly chosen: readonly string[];
  readonly onChoose: (fields: readonly string[]) => void;
  readonly fault: string | undefined;
};

/** The fields that may be taken out, by data kind. */
export function FieldChoice({ exportable, isRefused, chosen, onChoose, fault }: Props) {
  const t = useTranslations('exports');
  const terms = useTranslations('terms');
  const toggle = (field: string): void =>
    onChoose(chosen.includes(field) ? chosen.filter((one) => one !== field) : [...chosen, field]);
  return (
    <fieldset>
      <legend>{t('fields')}</legend>
      <p className="hint">{t('fieldsHint')}</p>
      <GroupFault>{fault}</GroupFault>
      {exportable === undefined ? isRefused ? <p>{t('fieldsLater')}</p> : <Skeleton /> : null}
      {exportable?.length === 0 ? <p>{t('noFields')}</p> : null}
      {kinds.map((kind) => {
        const fields = (exportable ?? []).filter((name) => name.startsWith(`${kind}.`));
        return fields.length === 0 ? null : (
          <div key={kind} role="group" aria-label={terms(`kind.${kind}`)} className="choices">
            <span className="quiet" aria-hidden>
              {terms(`kind.${kind}`)}
            </span>
            {fields.map((name) => (
              <CheckField
                key={name}
                label={<bdi>{name.slice(kind.length + 1)}</bdi>}
                checked={chosen.includes(name)}
                onChange={() => toggle(name)}
              />
            ))}
          </div>
        );
      })}
    </fieldset>
  );
}
