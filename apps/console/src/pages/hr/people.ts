import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Person = components['schemas']['EmployeeSummary'];
export type Departure = components['schemas']['Departure'];

const mostPages = 10;
const atOnce = 200;

/** Whoever is leaving or has left: all of them, so that they can be put in the order of their days. */
export const useDepartures = (departure: 'declared' | 'left') =>
  useQuery({
    queryKey: ['employees', 'departures', departure],
    queryFn: async () => {
      const people: Person[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const found = await answerOf(
          api.GET('/api/v1/employees', {
            params: { query: { departure, limit: atOnce, ...(cursor !== undefined && { cursor }) } },
          }),
        );
        people.push(...found.items);
        if (found.nextCursor === null) return { people, isWhole: true };
        cursor = found.nextCursor;
      }
      return { people, isWhole: false };
    },
  });
