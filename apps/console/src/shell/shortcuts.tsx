import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';
import { useHotkeys } from '../ui/hotkeys';

const keys = [
  ['?', 'help'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['/', 'search'],
] as const;

/** `?` shows the keys that work on every page. `/` goes to the page's search field. */
export function Shortcuts() {
  const t = useTranslations('common.shortcuts');
  const [isOpen, setOpen] = useState(false);
  useHotkeys({
    '?': () => setOpen(true),
    '/': () => document.querySelector<HTMLElement>('input[type=search]')?.focus(),
  });
  if (!isOpen) return null;
  return (
    <Dialog title={t('title')} onClose={() => setOpen(false)}>
      <dl className="facts">
        {keys.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
