import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { pages } from './pages';
import { Frame } from './shell/frame';
import { Home } from './shell/home';
import { NotFound } from './shell/not-found';
import { ForRoles } from './shell/for-roles';
import { SignIn } from './shell/sign-in';
import { loaded, reloadOnceUp } from './ui/not-loaded';
import { Failed, Skeleton } from './ui/states';

/** `/sign-in` stands alone; every other page lies in the frame, behind its roles. */
export function consoleRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
  const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignIn });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
  const home = createRoute({ getParentRoute: () => frame, path: '/', component: Home });
  const inFrame = pages.map(({ path, roles, load }) => {
    const Page = lazyRouteComponent(() => loaded(load()), 'Page');
    const component = () => (
      <ForRoles roles={roles}>
        <Page />
      </ForRoles>
    );
    // The router loads what a page is made of before it goes there: a fallback of React's stays for 300 ms at least.
    const preload = () => Page.preload?.();
    return createRoute({ getParentRoute: () => frame, path, component: Object.assign(component, { preload }) });
  });
  // In the frame, too: an address that leads nowhere is answered as one that is not for one's role.
  const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });
  return createRouter({
    routeTree: root.addChildren([signIn, frame.addChildren([home, ...inFrame, nowhere])]),
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Broken,
    defaultPendingComponent: Skeleton,
    defaultPendingMs: 300,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

const Broken = ({ error }: { readonly error: unknown }) => <Failed error={error} onRetry={() => void reloadOnceUp()} />;
