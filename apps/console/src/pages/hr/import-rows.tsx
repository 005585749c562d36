import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useProblemWords } from '../../messages/problem-words';
import { Badge } from '../../ui/badge';
import { CheckField } from '../../ui/field';
import { wholeList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import type { CsvLine } from './csv-lines';
import type { ImportReport } from './take-file';

type Rejected = ImportReport['rejected'][number];
type Row = CsvLine & { readonly rejected: Rejected | undefined };
type Props = { readonly lines: readonly CsvLine[]; readonly rejected: readonly Rejected[] };

/** The file's rows as they stand in it, each with what the server says of it. */
export function ImportRows({ lines, rejected }: Props) {
  const t = useTranslations('hr.import');
  const wordsOf = useProblemWords();
  const [onlyProblems, setOnlyProblems] = useState(rejected.length > 0);
  const byLine = new Map(rejected.map((row) => [row.line, row]));
  const [, ...body] = lines;
  const rows: readonly Row[] = body.map((row) => ({ ...row, rejected: byLine.get(row.line) }));
  const shown = onlyProblems ? rows.filter((row) => row.rejected !== undefined) : rows;
  const columns: readonly Column<Row>[] = [
    { key: 'line', title: t('line'), width: '4rem', align: 'end', cell: ({ line }) => String(line) },
    {
      key: 'verdict',
      title: t('verdict'),
      width: 'minmax(6rem, 9rem)',
      cell: (row) =>
        row.rejected === undefined ? (
          <Badge tone="good">{t('fine')}</Badge>
        ) : (
          <Badge tone="danger">{t('problem')}</Badge>
        ),
    },
    {
      key: 'text',
      title: t('row'),
      width: 'minmax(8rem, 1fr)',
      cell: ({ text }) => (
        <code>
          <bdi>{text}</bdi>
        </code>
      ),
    },
  ];
  return (
    <>
      <div className="filters">
        <CheckField
          label={t('onlyProblems')}
          checked={onlyProblems}
          onChange={({ target }) => setOnlyProblems(target.checked)}
        />
      </div>
      <ListTable
        key={String(onlyProblems)}
        label={t('rows')}
        list={wholeList(shown)}
        columns={columns}
        rowKey={({ line }) => String(line)}
        startsOpen={(row) => row.rejected !== undefined}
        detail={(row) => (
          <>
            {row.rejected === undefined ? null : (
              <p className="fault">
                {wordsOf(row.rejected)} <code>{row.rejected.code}</code>
              </p>
            )}
            <pre>
              <bdi>{row.text}</bdi>
            </pre>
          </>
        )}
        rowHeight={36}
        empty={<p>{t('noRows')}</p>}
      />
    </>
  );
}
