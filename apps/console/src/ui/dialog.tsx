import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Button } from './button';
import { Modal } from './modal';
import { Unsaved } from './unsaved';

type Props = {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

type Loss = 'typed' | 'secret';

/** A modal dialog that asks before Escape, its cross, or a press outside loses something. */
export function Dialog({ title, onClose, children }: Props) {
  const t = useTranslations('common.closing');
  const frame = useRef<HTMLDialogElement>(null);
  const [isTyped, setTyped] = useState(false);
  const [asked, setAsked] = useState<Loss>();
  const look = (): void => setTyped(lossOf(frame.current) === 'typed');
  // What was typed may have been taken, and its fields with it.
  useEffect(look);
  const leave = (): void => {
    const loss = lossOf(frame.current);
    if (loss === undefined) onClose();
    else setAsked(loss);
  };
  return (
    <Modal title={title} frame={frame} onInput={look} onClose={leave}>
      {children}
      {isTyped ? <Unsaved /> : null}
      {asked === undefined ? null : (
        <Modal title={t(`${asked}.title`)} onClose={() => setAsked(undefined)}>
          <p>{t(`${asked}.detail`)}</p>
          <div className="actions">
            <Button look="primary" onClick={() => setAsked(undefined)}>
              {t('stay')}
            </Button>
            <Button
              look="danger"
              onClick={() => {
                // One after the other: what lies behind two can be given no focus.
                flushSync(() => setAsked(undefined));
                onClose();
              }}
            >
              {t('leave')}
            </Button>
          </div>
        </Modal>
      )}
    </Modal>
  );
}

/** What closing it now would lose: words that were sent nowhere, or a secret that was copied nowhere. */
function lossOf(dialog: HTMLDialogElement | null): Loss | undefined {
  if (dialog === null) return undefined;
  if (dialog.querySelector('[data-uncopied]') !== null) return 'secret';
  const fields = dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea, input:not([type=checkbox], [type=radio], [type=file])',
  );
  return [...fields].some(({ value, defaultValue }) => value !== defaultValue) ? 'typed' : undefined;
}
