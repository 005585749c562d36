import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { say } from '../../ui/toasts';
import { signalCopy } from './copy-signal';

type Props = {
  readonly customerId: string;
  /** `<kind>.<field>`. */
  readonly name: string;
  readonly label: string;
  readonly value: string | { readonly masked: string };
  readonly revealed: string | undefined;
  readonly canReveal: boolean;
  readonly isBusy: boolean;
  readonly onReveal: () => void;
  readonly onHide: () => void;
};

/** One detail: in clear with a copy button, or masked with a reveal button where that is granted. */
export function DetailField({ customerId, name, label, value, revealed, canReveal, isBusy, onReveal, onHide }: Props) {
  const t = useTranslations('customers');
  const common = useTranslations('common');
  const clear = typeof value === 'string' ? value : revealed;
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    await signalCopy(customerId, [name]);
    say(t('copied'));
  };
  return (
    <div>
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd className="detail">
        {clear === undefined ? (
          <span className="masked">
            <bdi>{typeof value === 'string' ? value : value.masked}</bdi>{' '}
            <span className="visually-hidden">{t('masked')}</span>
          </span>
        ) : (
          <bdi className="words" data-field={name}>
            {clear}
          </bdi>
        )}
        {clear === undefined && canReveal ? (
          <Button busy={isBusy} onClick={onReveal} aria-label={t('revealField', { field: label })}>
            {t('reveal')}
          </Button>
        ) : null}
        {clear === undefined ? null : (
          <Button look="quiet" onClick={() => void copy(clear)} aria-label={t('copyField', { field: label })}>
            {common('copy')}
          </Button>
        )}
        {revealed === undefined ? null : (
          <Button look="quiet" onClick={onHide} aria-label={t('hideField', { field: label })}>
            {t('hide')}
          </Button>
        )}
      </dd>
    </div>
  );
}
