import '../../styles/hr.css';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '../../api/problem';
import { useProblemWords } from '../../messages/problem-words';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Facts, PageFrame, Panel } from '../../ui/page';
import { Failed, Skeleton } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { csvLines } from './csv-lines';
import type { CsvLine } from './csv-lines';
import { ImportRows } from './import-rows';
import { takeFile } from './take-file';

type Chosen = { readonly file: File; readonly lines: readonly CsvLine[] };

/** A file of HR's: every row is judged before anything is written. */
export function Page() {
  const t = useTranslations('hr.import');
  const common = useTranslations('common');
  const client = useQueryClient();
  const wordsOf = useProblemWords();
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<Chosen>();
  const preview = useSubmit(({ file }: Chosen, key) => takeFile(file, true, key));
  const apply = useSubmit(
    ({ file }: Chosen, key) => takeFile(file, false, key),
    async ({ applied }) => {
      say(t('done', { count: applied }));
      await client.invalidateQueries({ queryKey: ['employees'] });
    },
  );
  const choose = async (file: File | undefined): Promise<void> => {
    preview.reset();
    apply.reset();
    if (file === undefined) return setChosen(undefined);
    const next = { file, lines: csvLines(await file.text()) };
    setChosen(next);
    preview.submit(next);
  };
  const again = (): void => {
    setRound(round + 1);
    void choose(undefined);
  };
  const refused = preview.error instanceof Problem ? preview.error : undefined;
  const report = apply.output ?? preview.output;
  return (
    <PageFrame title={t('title')}>
      <Panel>
        <TextField
          // Another round begins with an empty field.
          key={round}
          label={t('file')}
          hint={t('hint')}
          type="file"
          accept=".csv,text/csv"
          fault={
            refused === undefined ? undefined : common('bracketed', { text: wordsOf(refused), inside: refused.code })
          }
          onChange={({ target }) => void choose(target.files?.[0])}
        />
        <Formats />
      </Panel>
      {refused === undefined ? <Failed error={preview.error} /> : null}
      {preview.isBusy ? <Skeleton lines={5} /> : null}
      {chosen === undefined || report === undefined ? null : (
        <>
          <Panel title={t(apply.output === undefined ? 'preview' : 'result')}>
            <p role="status">{t(apply.output === undefined ? 'nothingYet' : 'written')}</p>
            <Facts
              of={[
                [t('rows'), String(report.rows)],
                [t(apply.output === undefined ? 'wouldApply' : 'applied'), String(report.applied)],
                [t('unchanged'), String(report.unchanged)],
                [t('rejected'), String(report.rejected.length)],
              ]}
            />
            <Failed error={apply.error} />
            <div className="actions">
              {apply.output === undefined ? (
                <Button
                  look="primary"
                  busy={apply.isBusy}
                  disabled={report.applied === 0}
                  onClick={() => apply.submit(chosen)}
                >
                  {t('apply', { count: report.applied })}
                </Button>
              ) : (
                <Link className="button" to="/departures">
                  {t('departures')}
                </Link>
              )}
              <Button look="quiet" onClick={again}>
                {t('another')}
              </Button>
            </div>
            {apply.output === undefined && report.rejected.length > 0 ? <p className="hint">{t('leftOut')}</p> : null}
          </Panel>
          <ImportRows lines={chosen.lines} rejected={report.rejected} />
        </>
      )}
    </PageFrame>
  );
}

const formats = [
  ['resignations', 'EmailAddress,ResignationDate,LastWorkingDate'],
  ['departures', 'username,departure_date'],
  ['people', 'externalId,email,name,team,role,region,timezone,rank,performance,hiredOn'],
] as const;

function Formats() {
  const t = useTranslations('hr.import');
  return (
    <details>
      <summary>{t('formats')}</summary>
      <Facts of={formats.map(([name, header]) => [t(`format.${name}`), <code key={name}>{header}</code>] as const)} />
    </details>
  );
}
