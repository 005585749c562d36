import { useTranslations } from 'use-intl';
import { differencesOf } from './differences';
import { Value } from './value';

/** What is different, field by field. */
export function Changes({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const t = useTranslations('audit.asOf');
  const found = differencesOf(before, after);
  if (found.length === 0) return <p>{t('same')}</p>;
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ path, ...sides }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
            </th>
            <td>
              <del>
                <Value of={sides.before} field={path} />
              </del>
            </td>
            <td>
              <ins>
                <Value of={sides.after} field={path} />
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
