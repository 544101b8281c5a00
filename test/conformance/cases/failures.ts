import { failsWith } from '../checks/fails-with.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { told } from '../checks/told.ts';
import { casesOf } from '../conformance-case.ts';

const options = {};

export const failureCases = casesOf('failures', [
  {
    name: 'dns_failed: a name that does not exist',
    page: 'http://no-such-name.example/',
    options,
    judge: failsWith('dns_failed'),
    quick: true,
  },
  {
    name: 'dns_failed: a page that leads to such a name',
    page: `/send-on?to=${encodeURIComponent('http://no-such-name.example/')}`,
    options,
    judge: failsWith('dns_failed'),
  },
  {
    name: 'connection_failed: a server that hangs up',
    page: '/hang-up',
    options,
    judge: failsWith('connection_failed'),
  },
  {
    name: 'a server that hangs up once: its page',
    page: '/hangs-up-first',
    options,
    judge: shows(size(1280, 720), told({ title: 'Arrived', httpStatus: 200 })),
    quick: true,
  },
  {
    name: 'tls_failed: a server that does not speak TLS',
    page: ({ host }) => `https://${host}/`,
    options,
    judge: failsWith('tls_failed'),
  },
  {
    name: 'navigation_timeout: a server that never answers',
    page: '/silence',
    options,
    judge: failsWith('navigation_timeout'),
    seconds: 4,
  },
  {
    name: 'too_many_redirects',
    page: '/hop-for-ever?n=0',
    options,
    judge: failsWith('too_many_redirects'),
  },
  {
    name: 'blocked_address: a redirect into a private network',
    page: `/hop?to=${encodeURIComponent('http://10.0.0.1/')}`,
    options,
    judge: failsWith('blocked_address'),
    seconds: 10,
  },
  {
    name: 'blocked_address: a redirect to where clouds keep their keys',
    page: `/hop?to=${encodeURIComponent('http://169.254.169.254/latest/meta-data/')}`,
    options,
    judge: failsWith('blocked_address'),
    seconds: 10,
  },
  {
    name: 'not_a_page: a download',
    page: '/archive.zip',
    options,
    judge: failsWith('not_a_page'),
  },
  {
    name: 'not_a_page: an answer without content',
    page: '/no-content',
    options,
    judge: failsWith('not_a_page'),
  },
  {
    name: 'page_unresponsive: a page that keeps the browser busy for ever',
    page: '/hangs',
    options,
    judge: failsWith('page_unresponsive'),
    seconds: 6,
  },
  {
    name: 'page_too_heavy: more nodes than a page may have',
    page: '/overgrown',
    options: { wait_time: 3 },
    judge: failsWith('page_too_heavy'),
    seconds: 20,
  },
  {
    name: 'page_crashed: elements nested more deeply than the browser bears',
    page: '/bottomless',
    options,
    judge: failsWith('page_crashed'),
    quick: true,
  },
  {
    name: 'result_too_large: an element that no format has room for',
    page: '/vast',
    options: { selector: '#vast', format: 'png' },
    judge: failsWith('result_too_large'),
  },
  {
    name: 'an error page is a page: 404',
    page: '/missing',
    options,
    judge: shows(size(1280, 720), told({ httpStatus: 404 })),
  },
  {
    name: 'an error page is a page: 500',
    page: '/broken',
    options,
    judge: shows(size(1280, 720), told({ httpStatus: 500 })),
  },
]);
