import { useFormatter, useTranslations } from 'use-intl';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { Panel } from '../../ui/page';
import type { DetectionBody } from './detection-draft';

const modes = ['off', 'shadow', 'on'] as const;
const peers = ['role', 'team', 'region'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const caps = ['exportRowsPerDay', 'exportRows', 'viewsPerHour'] as const;

type Props = {
  readonly draft: DetectionBody;
  readonly fault: (pointer: string) => string | undefined;
  readonly onChange: (part: Partial<DetectionBody>) => void;
};

/** Everything of a detection policy but its indicators. */
export function DetectionFields({ draft, fault, onChange }: Props) {
  const t = useTranslations('rules.detection');
  return (
    <div className="columns">
      <Panel>
        <div className="form">
          <SelectField
            label={t('mode')}
            value={draft.mode}
            onChange={({ target }) => onChange({ mode: modes.find((mode) => mode === target.value) ?? 'shadow' })}
            options={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
          />
          <NumberField
            label={t('budget')}
            value={draft.budget.alertsPerMonth}
            min={0}
            step="any"
            fault={fault('/budget/alertsPerMonth')}
            onValue={(alertsPerMonth) => onChange({ budget: { alertsPerMonth } })}
          />
          <NumberField
            label={t('lookBack')}
            value={draft.lookBackDays}
            min={1}
            max={365}
            fault={fault('/lookBackDays')}
            onValue={(lookBackDays) => onChange({ lookBackDays })}
          />
          <fieldset>
            <legend>{t('peers')}</legend>
            <div className="choices">
              {peers.map((peer) => (
                <CheckField
                  key={peer}
                  label={t(`peer.${peer}`)}
                  checked={draft.peers.includes(peer)}
                  onChange={({ target }) =>
                    onChange({
                      peers: peers.filter((each) => (each === peer ? target.checked : draft.peers.includes(each))),
                    })
                  }
                />
              ))}
            </div>
            {fault('/peers') === undefined ? null : <p className="fault">{fault('/peers')}</p>}
          </fieldset>
        </div>
      </Panel>
      <Panel title={t('caps')}>
        <div className="form">
          {caps.map((cap) => (
            <NumberField
              key={cap}
              label={t(cap)}
              value={draft.caps[cap]}
              min={1}
              fault={fault(`/caps/${cap}`)}
              onValue={(value) => onChange({ caps: { ...draft.caps, [cap]: value } })}
            />
          ))}
        </div>
      </Panel>
      <WorkingTime draft={draft} fault={fault} onChange={onChange} />
    </div>
  );
}

function WorkingTime({ draft: { calendar }, fault, onChange }: Props) {
  const t = useTranslations('rules.detection');
  const format = useFormatter();
  const { workingHours } = calendar;
  const change = (part: Partial<DetectionBody['calendar']>): void => onChange({ calendar: { ...calendar, ...part } });
  const changeHours = (part: Partial<typeof workingHours>): void =>
    change({ workingHours: { ...workingHours, ...part } });
  /** The first of January 2024 was a Monday. */
  const nameOf = (day: number): string =>
    format.dateTime(new Date(Date.UTC(2024, 0, day)), { weekday: 'short', timeZone: 'UTC' });
  return (
    <Panel title={t('calendar')}>
      <div className="form">
        <TextField
          label={t('timezone')}
          value={calendar.timezone}
          required
          fault={fault('/calendar/timezone')}
          onChange={({ target }) => change({ timezone: target.value })}
        />
        <div className="pair">
          <TextField
            label={t('workFrom')}
            type="time"
            value={workingHours.from}
            fault={fault('/calendar/workingHours/from')}
            onChange={({ target }) => changeHours({ from: target.value })}
          />
          <TextField
            label={t('workTo')}
            type="time"
            value={workingHours.to}
            fault={fault('/calendar/workingHours/to')}
            onChange={({ target }) => changeHours({ to: target.value })}
          />
        </div>
        <fieldset>
          <legend>{t('days')}</legend>
          <div className="choices">
            {weekdays.map((day) => (
              <CheckField
                key={day}
                label={nameOf(day)}
                checked={workingHours.days.includes(day)}
                onChange={({ target }) =>
                  changeHours({
                    days: weekdays.filter((each) => (each === day ? target.checked : workingHours.days.includes(each))),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
        <TextArea
          label={t('holidays')}
          defaultValue={calendar.holidays.join('\n')}
          fault={firstFault(fault, calendar.holidays.length)}
          onChange={({ target }) =>
            change({ holidays: target.value.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])) })
          }
        />
      </div>
    </Panel>
  );
}

const firstFault = (fault: Props['fault'], lines: number): string | undefined =>
  [...Array(lines).keys()].map((line) => fault(`/calendar/holidays/${line}`)).find((text) => text !== undefined) ??
  fault('/calendar/holidays');
