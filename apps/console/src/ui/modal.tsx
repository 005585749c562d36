import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { focusContent } from './focus';

type Props = {
  readonly title: ReactNode;
  /** Escape, the cross, or a press outside. */
  readonly onClose: () => void;
  readonly onInput?: () => void;
  readonly frame?: RefObject<HTMLDialogElement | null>;
  readonly children: ReactNode;
};

/** The platform's own modal dialog: it keeps the focus, gives it back, and Escape closes it. Mounted is open. */
export function Modal({ title, onClose, onInput, frame, children }: Props) {
  const t = useTranslations('common');
  const own = useRef<HTMLDialogElement>(null);
  const element = frame ?? own;
  const titleId = useId();
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
  }, [element]);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onInput={onInput}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="cross" aria-label={t('close')} onClick={onClose}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
