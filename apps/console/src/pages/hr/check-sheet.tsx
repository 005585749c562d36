import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { components, paths } from '../../api/schema';
import { useMe } from '../../session/session';
import { Badge, bandTone } from '../../ui/badge';
import { Facts, Panel } from '../../ui/page';
import { Day, Time } from '../../ui/time';
import { DaysLeft, DepartureBadge } from './departure-badge';

type Check = components['schemas']['DepartureCheck'];
type Portfolio = paths['/api/v1/employees/{id}/portfolio']['get']['responses'][200]['content']['application/json'];
type Props = {
  readonly person: components['schemas']['Employee'];
  readonly check: Check;
  /** Undefined for officers. */
  readonly portfolio: Portfolio | undefined;
};

/** The sheet itself: what goes on paper. */
export function CheckSheet({ person, check, portfolio }: Props) {
  const t = useTranslations('hr');
  const common = useTranslations('common');
  const { departure } = check;
  return (
    <div className="sheet">
      <div className="columns">
        <Panel title={t('check.person')}>
          <Facts
            of={[
              [common('name'), <bdi key="name">{person.label}</bdi>],
              [t('fields.team'), <bdi key="team">{person.team}</bdi>],
              [t('fields.role'), <bdi key="role">{person.role}</bdi>],
              [common('status'), <DepartureBadge key="status" of={departure} />],
              [t('fields.noticeOn'), departure.noticeOn === null ? t('noNotice') : <Day on={departure.noticeOn} />],
              [
                t('fields.lastWorkingDay'),
                departure.lastWorkingDay === null ? common('notAvailable') : <Day on={departure.lastWorkingDay} />,
              ],
              [t('fields.daysLeft'), <DaysLeft key="left" of={departure} />],
            ]}
          />
        </Panel>
        <Finding check={check} />
        <Panel title={t('check.checklist')}>
          <ul className="checklist">
            {check.checklist.map(({ code, done }) => (
              <li key={code} className={done ? 'done' : 'open'}>
                <span aria-hidden>{done ? '☑' : '☐'}</span> {t(`check.tasks.${code}`)}{' '}
                <span className="quiet">{t(done ? 'check.done' : 'check.open')}</span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t('check.handOver')}>
          <Facts
            of={
              portfolio === undefined
                ? [[t('check.customers'), String(check.portfolio.customers)]]
                : [
                    [t('check.customers'), String(portfolio.customers)],
                    [t('check.assigned'), String(portfolio.assigned)],
                    [t('check.developed'), String(portfolio.developed)],
                  ]
            }
          />
          <p className="hint">{t('check.handOverHint')}</p>
        </Panel>
        <OpenApprovals check={check} />
        <Used check={check} />
      </div>
      <Signatures />
    </div>
  );
}

function Finding({ check: { band, reasons, reasonCodes } }: { readonly check: Check }) {
  const t = useTranslations('hr.check');
  const terms = useTranslations('terms.band');
  return (
    <Panel title={t('band')}>
      <p>
        <Badge tone={bandTone[band]}>{terms(band)}</Badge>
      </p>
      <p>{t(`bands.${band}`)}</p>
      {reasons.length === 0 ? (
        <p className="quiet">{t('noReasons')}</p>
      ) : (
        <ul>
          {reasonCodes.map((code) => (
            <li key={code}>{t(`reasons.${code}`)}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** One sheet holds so many; the rest is counted. */
const mostApprovals = 8;

function OpenApprovals({ check: { openApprovals } }: { readonly check: Check }) {
  const t = useTranslations('hr.check');
  const common = useTranslations('common');
  if (openApprovals.length === 0)
    return (
      <Panel title={t('approvals')}>
        <p>{t('noApprovals')}</p>
      </Panel>
    );
  return (
    <Panel title={t('approvals')}>
      <ul>
        {openApprovals.slice(0, mostApprovals).map(({ id, rows, requestedAt }) => (
          <li key={id}>
            {t('approval')} <Time at={requestedAt} /> · {common('rows', { count: rows })}
          </li>
        ))}
      </ul>
      {openApprovals.length > mostApprovals ? (
        <p>{t('moreApprovals', { count: openApprovals.length - mostApprovals })}</p>
      ) : null}
    </Panel>
  );
}

function Used({ check: { summary, window } }: { readonly check: Check }) {
  const t = useTranslations('hr.check');
  const format = useFormatter();
  const names = ['views', 'distinctCustomers', 'reveals', 'prints', 'exports', 'exportedRows', 'denied'] as const;
  return (
    <Panel title={t('used')}>
      <p className="quiet">
        <Time at={window.from} /> – <Time at={window.to} />
      </p>
      <Facts of={names.map((name) => [t(`summary.${name}`), format.number(summary[name])] as const)} />
    </Panel>
  );
}

/** On paper only: when it was printed, by whom, and room to sign. */
function Signatures() {
  const t = useTranslations('hr.check');
  const now = useNow();
  const { data: me } = useMe();
  return (
    <footer className="paper-only">
      <p>
        {t('printed')} <Time at={now.toISOString()} /> · <bdi>{me?.name}</bdi>
      </p>
      <p className="signature">{t('signature')}</p>
    </footer>
  );
}
