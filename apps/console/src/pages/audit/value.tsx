import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { Day, Time } from '../../ui/time';
import { useMe } from '../../session/session';

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const dayShape = /^\d{4}-\d\d-\d\d$/;
const mostShown = 12;

/** Fields that hold the id of a thing whose past can be looked at. */
const entityOf: Readonly<Record<string, string>> = {
  employeeId: 'employee',
  requestedBy: 'employee',
  developedBy: 'employee',
  assignedTo: 'employee',
  customerId: 'customer',
  customerIds: 'customer',
  approvalId: 'approval',
  exportId: 'export',
  alertId: 'alert',
};

/** One value of an event or a state, readable: hostile text stays text, ids lead on. */
export function Value({ of, field }: { readonly of: unknown; readonly field: string }) {
  const t = useTranslations('common');
  const audit = useTranslations('audit');
  const format = useFormatter();
  const { data: me } = useMe();
  if (of === null || of === undefined || of === '') return <span className="quiet">{t('notAvailable')}</span>;
  if (typeof of === 'boolean') return <>{t(of ? 'yes' : 'no')}</>;
  if (typeof of === 'number') return <>{format.number(of, { maximumFractionDigits: 6 })}</>;
  if (typeof of === 'string') {
    if (instantShape.test(of)) return <Time at={of} to="second" />;
    if (dayShape.test(of)) return <Day on={of} />;
    const entity = entityOf[field];
    return entity !== undefined && me?.roles.includes('auditor') === true ? (
      <Link to="/as-of" search={{ entity: `${entity}:${of}` }}>
        <code>{of}</code>
      </Link>
    ) : (
      <bdi className="value">{of}</bdi>
    );
  }
  if (Array.isArray(of)) {
    const items: readonly unknown[] = of;
    if (items.length === 0) return <span className="quiet">{t('none')}</span>;
    return (
      <ul className="values">
        {items.slice(0, mostShown).map((item, index) => (
          // A recorded list never changes its order.
          <li key={index}>
            <Value of={item} field={field} />
          </li>
        ))}
        {items.length > mostShown ? (
          <li className="quiet">{audit('andMore', { count: items.length - mostShown })}</li>
        ) : null}
      </ul>
    );
  }
  return <Fields of={of as Readonly<Record<string, unknown>>} />;
}

/** Fields by the names that the api gives them. */
export const Fields = ({ of }: { readonly of: Readonly<Record<string, unknown>> }) => (
  <dl className="facts fields">
    {Object.entries(of).map(([name, value]) => (
      <div key={name}>
        <dt>
          <code>{name}</code>
        </dt>
        <dd>
          <Value of={value} field={name} />
        </dd>
      </div>
    ))}
  </dl>
);
