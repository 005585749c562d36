import { useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { answerOf, api, credentials } from '../api/client';
import { Problem } from '../api/problem';
import type { components } from '../api/schema';
import { giveUpUnsaved } from '../ui/unsaved';

export type Me = components['schemas']['Me'];
export type Role = Me['roles'][number];

const meKey = ['me'] as const;

const loadMe = async (): Promise<Me | null> => {
  const me = await answerOf(api.GET('/api/v1/me')).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  });
  credentials.csrf = me?.csrf ?? null;
  return me;
};

/** Who is signed in; `null`: nobody. */
export const useMe = () => useQuery({ queryKey: meKey, queryFn: loadMe, staleTime: Infinity });

/** Reads again who is signed in: after a sign-in, or when limits or the language changed. */
export const reloadMe = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: meKey });

/** A reveal was answered with what is left of today's. */
export const noteRevealsLeft = (client: QueryClient, revealsLeftToday: number): void =>
  void client.setQueryData<Me | null>(meKey, (me) =>
    me === null || me === undefined ? me : { ...me, limits: { ...me.limits, revealsLeftToday } },
  );

/** The tabs of a browser share one session: who signs in or out in one of them does so in all. */
const tabs = new BroadcastChannel('bookward-session');
const tellOtherTabs = (): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  tabs.postMessage('changed');
};

/** Somebody signed in: reads who, and tells the other tabs. */
export async function signedIn(client: QueryClient): Promise<void> {
  await reloadMe(client);
  tellOtherTabs();
}

/** What one person had open is not left on the screen for the next, nor when nobody is signed in any more. */
export function followOtherTabs(client: QueryClient): void {
  tabs.addEventListener('message', () => void followSession(client));
}
async function followSession(client: QueryClient): Promise<void> {
  const shown = client.getQueryData<Me | null>(meKey);
  if (shown === undefined || shown === null) return;
  const now = await loadMe().catch(() => null);
  // The same person goes on, with the new session's token and whatever they were typing.
  if (now?.accountId === shown.accountId) client.setQueryData(meKey, now);
  else {
    giveUpUnsaved();
    window.location.reload();
  }
}

/** The session was found to be over: forget everything that it had loaded. */
export function forgetSession(client: QueryClient): void {
  credentials.csrf = null;
  client.setQueryData(meKey, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
}

/** Ends the session on the server, then here. */
export async function signOut(client: QueryClient): Promise<void> {
  await api.DELETE('/api/v1/sessions/current').catch((error: unknown) => {
    if (!(error instanceof Problem && error.status === 401)) throw error;
  });
  forgetSession(client);
  tellOtherTabs();
}
