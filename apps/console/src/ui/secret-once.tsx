import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button';
import { TextField } from './field';
import { say } from './toasts';

type Props = { readonly label: string; readonly hint: ReactNode; readonly secret: string };

/** A secret that the server tells once: it lives on the page only, selected and ready to be copied. */
export function SecretOnce({ label, hint, secret }: Props) {
  const t = useTranslations('common');
  const [isCopied, setCopied] = useState(false);
  return (
    // A dialog asks before it is closed on one that nobody has copied.
    <div className="secret" data-uncopied={isCopied ? undefined : true} onCopy={() => setCopied(true)}>
      <TextField
        label={label}
        hint={hint}
        readOnly
        value={secret}
        autoComplete="off"
        spellCheck={false}
        onFocus={({ target }) => target.select()}
      />
      <Button
        look="primary"
        onClick={() =>
          void navigator.clipboard.writeText(secret).then(() => {
            setCopied(true);
            say(t('copied'));
          })
        }
      >
        {t('copy')}
      </Button>
    </div>
  );
}
