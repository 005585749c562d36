import { employeeHired } from '#domain/employee/employee.events';
import type { EventNamed } from '#domain/events';

type Hired = EventNamed<'EmployeeHired'>;

/** Somebody's first day; what a spec is about it says itself. */
export const hired = (
  employeeId: string,
  data: Partial<Hired['data']> = {},
  personal: Partial<Hired['personal']> = {},
): Hired =>
  employeeHired.of(
    {
      employeeId,
      team: 'North',
      role: 'Sales',
      region: 'EU',
      timezone: 'Europe/Berlin',
      rank: 3,
      performance: 'normal',
      hiredOn: '2024-01-01',
      ...data,
    },
    { name: 'Ann Lee', email: 'ann@firm.example', externalIds: {}, ...personal },
  );
