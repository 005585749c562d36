import { useBlocker } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Button } from './button';
import { Modal } from './modal';

/** Somebody else signed in: what the one before typed leaves the screen, and nobody is asked. */
let isGivenUp = false;
export const giveUpUnsaved = (): void => void (isGivenUp = true);

/** Asks before a page is left on which something was typed that is not saved. Mounted is unsaved. */
export function Unsaved() {
  const t = useTranslations('common');
  const leaving = useBlocker({
    // Filters and the like change a page's address, not the page.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    enableBeforeUnload: () => !isGivenUp,
    withResolver: true,
  });
  if (leaving.status !== 'blocked') return null;
  return (
    <Modal title={t('unsaved.title')} onClose={leaving.reset}>
      <p>{t('unsaved.detail')}</p>
      <div className="actions">
        <Button look="primary" onClick={leaving.reset}>
          {t('unsaved.stay')}
        </Button>
        <Button look="danger" onClick={leaving.proceed}>
          {t('unsaved.leave')}
        </Button>
      </div>
    </Modal>
  );
}
