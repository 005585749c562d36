import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { pages } from './pages';
import { Frame } from './shell/frame';
import { Home } from './shell/home';
import { NotFound } from './shell/not-found';
import { ForRoles } from './shell/for-roles';
import { SignIn } from './shell/sign-in';
import { Failed, Skeleton } from './ui/states';

/** `/sign-in` stands alone; every other page lies in the frame, behind its roles. */
export function consoleRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
  const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignIn });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
  const home = createRoute({ getParentRoute: () => frame, path: '/', component: Home });
  const inFrame = pages.map(({ path, roles, load }) => {
    const Page = lazy(() => load().then((module) => ({ default: module.Page })));
    return createRoute({
      getParentRoute: () => frame,
      path,
      component: () => (
        <ForRoles roles={roles}>
          <Suspense fallback={<Skeleton />}>
            <Page />
          </Suspense>
        </ForRoles>
      ),
    });
  });
  return createRouter({
    routeTree: root.addChildren([signIn, frame.addChildren([home, ...inFrame])]),
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  });
}

const Broken = ({ error }: { readonly error: unknown }) => (
  <Failed error={error} onRetry={() => window.location.reload()} />
);
