import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Button } from './button';
import { focusContent } from './focus';
import { Unsaved } from './unsaved';

type Props = {
  readonly title: ReactNode;
  /** Escape, the cross, or a press outside; what would be lost by it is asked about first. */
  readonly onClose: () => void;
  readonly children: ReactNode;
};

type Loss = 'typed' | 'secret';

/** The platform's own modal dialog: it keeps the focus, gives it back, and Escape closes it. Mounted is open. */
export function Dialog({ title, onClose, children }: Props) {
  const t = useTranslations('common');
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [isTyped, setTyped] = useState(false);
  const [asked, setAsked] = useState<Loss>();
  // Closed while it is still in the document: a browser gives the focus back only then.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // Who opens a form wants to fill it in, rather than to close it.
    dialog?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => {
      dialog?.close();
      // What opened it may be gone by then.
      if (document.activeElement === document.body) focusContent();
    };
  }, []);
  const look = (): void => setTyped(lossOf(element.current) === 'typed');
  // What was typed may have been taken, and its fields with it.
  useEffect(look);
  const leave = (): void => {
    const loss = lossOf(element.current);
    if (loss === undefined) onClose();
    else setAsked(loss);
  };
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onInput={look}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onMouseDown={(event) => {
        if (event.target === element.current) leave();
      }}
    >
      <div className="dialog-body">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="cross" aria-label={t('close')} onClick={leave}>
            ×
          </button>
        </header>
        {children}
      </div>
      {isTyped ? <Unsaved /> : null}
      {asked === undefined ? null : (
        <Dialog title={t(`closing.${asked}.title`)} onClose={() => setAsked(undefined)}>
          <p>{t(`closing.${asked}.detail`)}</p>
          <div className="actions">
            <Button look="primary" onClick={() => setAsked(undefined)}>
              {t('closing.stay')}
            </Button>
            <Button
              look="danger"
              onClick={() => {
                // One after the other: what lies behind two can be given no focus.
                flushSync(() => setAsked(undefined));
                onClose();
              }}
            >
              {t('closing.leave')}
            </Button>
          </div>
        </Dialog>
      )}
    </dialog>
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
