import type { RenderFailureCode } from '../../../functions/domain/render-failure.ts';

/** One way to have a capture's own page come from where it must not. */
export interface TopVector {
  readonly id: string;
  /** What is submitted: a URL, or a path of the attacker's site. */
  readonly url: string;
  /** How the capture fails; absent when it is a picture of the public page. */
  readonly fails?: RenderFailureCode;
  /** The host and port that must be seen to be denied; absent when the browser itself does not go there. */
  readonly denied?: string;
}

const redirect = (to: string, status = 302): string =>
  `/redirect?${new URLSearchParams({ to, status: `${status}` })}`;
/** A page whose script this is. */
const scripted = (code: string): string => `/scripted?${new URLSearchParams({ code })}`;
/** A page with this in its head. */
const page = (html: string): string => `/page?${new URLSearchParams({ html })}`;

const blocked = (id: string, url: string, denied: string): TopVector => ({
  id,
  url,
  fails: 'blocked_address',
  denied,
});

/** Chromium itself does not go from a web page to any of these: the picture is one of the page. */
const staysOnPage = (id: string, to: string): TopVector => ({
  id,
  url: scripted(`location=${JSON.stringify(to)}`),
});

/** Ways for the page itself, most of which the API refuses before any browser sees them. */
export const topVectors: readonly TopVector[] = [
  // What is submitted
  blocked('private', 'http://10.9.0.1/', '10.9.0.1:80'),
  blocked('private-https', 'https://172.16.9.1/', '172.16.9.1:443'),
  blocked('private-port', 'http://192.168.9.1:8080/', '192.168.9.1:8080'),
  blocked('shared', 'http://100.64.9.1/', '100.64.9.1:80'),
  blocked('benchmark', 'http://198.18.9.1/', '198.18.9.1:80'),
  blocked('loopback', 'http://127.0.0.1/', '127.0.0.1:80'),
  blocked('localhost', 'http://localhost:3000/', 'localhost:3000'),
  blocked('zero', 'http://0.0.0.0/', '0.0.0.0:80'),
  blocked('decimal', 'http://2130706433:8080/', '127.0.0.1:8080'),
  blocked('hexadecimal', 'http://0x7f.2/', '127.0.0.2:80'),
  blocked('octal', 'http://0177.0.0.3/', '127.0.0.3:80'),
  blocked('dot', 'http://127.0.0.4./', '127.0.0.4:80'),
  blocked('wide-digits', 'http://①⑥⑨.②⑤④.①⑥⑨.②⑤④/', '169.254.169.254:80'),
  blocked('metadata-name', 'http://metadata.google.internal/', 'metadata.google.internal:80'),
  blocked('ipv6-loopback', 'http://[::1]/', '[::1]:80'),
  blocked('ipv6-mapped', 'http://[::ffff:169.254.169.253]/', '[::ffff:a9fe:a9fd]:80'),
  blocked('ipv6-unique', 'http://[fd00:ec2::253]/', '[fd00:ec2::253]:80'),
  blocked('ipv6-nat64', 'http://[64:ff9b::a9fe:a9fe]/', '[64:ff9b::a9fe:a9fe]:80'),
  blocked('name-private', 'http://top.private.attacker.example/', 'top.private.attacker.example:80'),
  blocked('name-mixed', 'http://top.mixed.attacker.example/', 'top.mixed.attacker.example:80'),
  blocked('name-alias', 'http://top.alias.attacker.example/', 'top.alias.attacker.example:80'),
  blocked('name-mapped', 'https://top.mapped.attacker.example/', 'top.mapped.attacker.example:443'),
  blocked('name-metadata', 'http://top.metadata.attacker.example/', 'top.metadata.attacker.example:80'),

  // Where it leads
  ...[301, 302, 303, 307, 308].map((status) =>
    blocked(
      `redirect-${status}`,
      redirect(`http://10.9.1.${status - 300}/`, status),
      `10.9.1.${status - 300}:80`,
    ),
  ),
  blocked('redirect-chain', redirect(redirect(redirect('http://10.9.2.1/'))), '10.9.2.1:80'),
  blocked('redirect-to-https', redirect('https://10.9.2.2/'), '10.9.2.2:443'),
  blocked(
    'redirect-from-https',
    `https://www.attacker.example${redirect('http://10.9.2.3/')}`,
    '10.9.2.3:80',
  ),
  blocked(
    'redirect-to-name',
    redirect('http://to.private.attacker.example/'),
    'to.private.attacker.example:80',
  ),
  blocked('redirect-with-user', redirect('http://user:secret@10.9.2.4/'), '10.9.2.4:80'),
  blocked('redirect-to-proxy', redirect('http://PROXY/'), 'PROXY'),
  blocked('refresh-header', '/refresh?to=http://10.9.3.1/', '10.9.3.1:80'),
  blocked(
    'meta-refresh',
    page('<meta http-equiv="refresh" content="0;url=http://10.9.3.2/">'),
    '10.9.3.2:80',
  ),
  blocked('script-location', scripted("location='http://10.9.3.3/'"), '10.9.3.3:80'),
  blocked(
    'script-replace',
    scripted("history.pushState({},'','/x');location.replace('http://10.9.3.4/')"),
    '10.9.3.4:80',
  ),
  blocked(
    'script-form',
    scripted(
      "const f=document.createElement('form');f.method='post';f.action='http://10.9.3.5/';document.body.append(f);f.submit()",
    ),
    '10.9.3.5:80',
  ),
  blocked(
    'script-click',
    scripted(
      "const a=document.createElement('a');a.href='http://10.9.3.6/';document.body.append(a);a.click()",
    ),
    '10.9.3.6:80',
  ),
  { id: 'redirect-to-file', url: redirect('file:///etc/passwd'), fails: 'blocked_address' },
  { id: 'redirect-to-data', url: redirect('data:text/html,x'), fails: 'blocked_address' },
  { id: 'redirect-to-chrome', url: redirect('chrome://version/'), fails: 'blocked_address' },
  { id: 'redirect-to-ftp', url: redirect('ftp://10.9.4.1/'), fails: 'not_a_page' },
  { id: 'redirect-to-bad-port', url: redirect('http://10.9.4.2:22/'), fails: 'blocked_address' },
  staysOnPage('script-to-file', 'file:///etc/passwd'),
  staysOnPage('script-to-chrome', 'chrome://version/'),
  staysOnPage('script-to-view-source', 'view-source:file:///etc/passwd'),
  staysOnPage('script-to-data', 'data:text/html,x'),
  staysOnPage('script-to-devtools', 'devtools://devtools/bundled/inspector.html'),

  // Names that change their minds: the first address stays, for the whole capture
  {
    id: 'rebinding',
    url: `http://top.rebind.attacker.example${page("<script>location.hash||setTimeout(()=>{location='#x';location.reload()})</script>")}`,
  },
  blocked('rebound', 'http://top.rebind.attacker.example/?again', 'top.rebind.attacker.example:80'),
  { id: 'ipv6-public', url: 'http://x.six.attacker.example/page?html=' },
];
