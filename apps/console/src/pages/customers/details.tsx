import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { TextField } from '../../ui/field';
import { Panel } from '../../ui/page';
import { Failed } from '../../ui/states';
import { signalCopy } from './copy-signal';
import { DetailField } from './detail-field';
import { ConfirmReveal, useReveal } from './reveal';

type Grants = components['schemas']['Tier']['kinds'];
/** From the least to the most telling. */
const order = ['basic', 'contact', 'quote', 'transaction', 'preference', 'contract', 'special_terms'] as const;

type Props = {
  readonly customerId: string;
  readonly details: NonNullable<components['schemas']['Customer']['details']>;
  readonly grants: Grants;
};

/** A customer's details by kind, masked as my grants say; each masked one can be revealed where they allow it. */
export function Details({ customerId, details, grants }: Props) {
  const t = useTranslations('customers');
  const terms = useTranslations('terms');
  const purpose = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const { revealed, hide, reveal, busyWith, error, left, mustConfirm } = useReveal(customerId, () => {
    const words = purpose.current?.value.trim() ?? '';
    return words === '' ? undefined : words;
  });
  const kinds = order.filter((kind) => details[kind] !== undefined);
  const canReveal = kinds.some((kind) => grants[kind] === 'reveal');
  return (
    <div ref={panel} onCopy={() => void signalCopy(customerId, fieldsInSelection(panel.current))} className="details">
      {canReveal ? (
        <TextField ref={purpose} label={t('purpose')} hint={t('purposeHint')} maxLength={2_000} autoComplete="off" />
      ) : null}
      <Failed error={error} />
      <div className="columns">
        {kinds.map((kind) => (
          <Panel key={kind} title={terms(`kind.${kind}`)}>
            <dl className="facts">
              {Object.entries(details[kind] ?? {}).map(([field, value]) => {
                const name = `${kind}.${field}`;
                return (
                  <DetailField
                    key={name}
                    customerId={customerId}
                    name={name}
                    label={field}
                    value={value}
                    revealed={revealed[name]}
                    canReveal={grants[kind] === 'reveal' && left !== 0}
                    isBusy={busyWith === name}
                    onReveal={() => (mustConfirm ? setAsking(name) : reveal(name))}
                    onHide={() => hide(name)}
                  />
                );
              })}
            </dl>
          </Panel>
        ))}
      </div>
      <p className="hint">{t('copyRecorded')}</p>
      {asking === null || left === null ? null : (
        <ConfirmReveal
          field={asking}
          left={left}
          onClose={() => setAsking(null)}
          onReveal={() => {
            setAsking(null);
            reveal(asking);
          }}
        />
      )}
    </div>
  );
}

/** The values in clear that are about to be copied with the keyboard or the menu. */
function fieldsInSelection(panel: HTMLElement | null): readonly string[] {
  const selection = window.getSelection();
  if (panel === null || selection === null) return [];
  return [...panel.querySelectorAll<HTMLElement>('[data-field]')]
    .filter((element) => selection.containsNode(element, true))
    .flatMap((element) => element.dataset['field'] ?? []);
}
