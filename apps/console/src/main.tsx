import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connection } from './api/connection';
import { credentials } from './api/client';
import { NoAnswer, Problem } from './api/problem';
import { Words } from './messages/provider';
import { consoleRouter } from './router';
import { followOtherTabs, forgetSession } from './session/session';
import { applyTheme } from './shell/theme';

/** Only what the server may answer better in a moment is asked again. */
const isPassing = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof Problem && (error.status === 503 || error.status === 429));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Reading is recorded: nothing is read again unless somebody asks, or news of a change came.
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) => isPassing(error) && failures < 3,
    },
    mutations: { networkMode: 'always' },
  },
});
credentials.onExpired = () => forgetSession(client);
followOtherTabs(client);
connection.subscribe(() => {
  if (connection.isUp) void client.refetchQueries({ predicate: ({ state }) => state.error !== null });
});
applyTheme();
const router = consoleRouter();
// The page's own script comes while it is asked who is signed in.
void router.load();

const root = document.getElementById('console');
if (root === null) throw new Error('index.html has no place for the console');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Words>
        <RouterProvider router={router} />
      </Words>
    </QueryClientProvider>
  </StrictMode>,
);
