import type { Route } from './route.ts';
import { routes } from './routes.ts';

const table: readonly Route[] = Object.values(routes);

/** The methods that a path of the table takes, as its Allow header names them; none for a path that is not in it. */
export const methodsOf = (path: string): readonly string[] => {
  const methods = table.filter((route) => route.path === path).map(({ method }) => method);
  if (methods.length === 0) return [];
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
};

/** Who may call a path from a browser; undefined for a path that is not in the table. */
export const corsOf = (path: string): Route['cors'] | undefined =>
  table.find((route) => route.path === path)?.cors;
