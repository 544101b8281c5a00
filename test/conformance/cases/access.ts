import { shows } from '../checks/shows.ts';
import { signals } from '../checks/signals.ts';
import { told } from '../checks/told.ts';
import { casesOf } from '../conformance-case.ts';
import { member } from '../pages/access.ts';
import { GREEN, RED } from '../pages/signal.ts';

const png = { format: 'png' };
const green = shows(signals(GREEN), told({ httpStatus: 200 }));

export const accessCases = casesOf('access', [
  {
    name: 'http_auth',
    page: '/members',
    options: { ...png, http_auth: member },
    judge: green,
    proves: 'http_auth',
    quick: true,
  },
  {
    name: 'http_auth that is wrong: the page says so',
    page: '/members',
    options: { ...png, http_auth: { user: 'nobody', pass: 'wrong' } },
    judge: shows(signals(RED), told({ httpStatus: 401 })),
  },
  {
    name: 'cookies',
    page: '/session?want=session%3Db64f0c,theme%3Ddark',
    options: {
      ...png,
      cookies: [
        { name: 'session', value: 'b64f0c' },
        { name: 'theme', value: 'dark' },
      ],
    },
    judge: green,
    proves: 'cookies',
    quick: true,
  },
  {
    name: 'cookies that scripts do not see',
    page: '/session?want=session%3Db64f0c&http',
    options: { ...png, cookies: [{ name: 'session', value: 'b64f0c', httpOnly: true }] },
    judge: green,
    proves: 'cookies',
  },
  {
    name: 'private: only its token gives the file',
    page: '/colours',
    options: { private: true },
    judge: shows(told({ place: 'held' })),
    proves: 'private',
    needsService: true,
  },
]);
