import { type Answer, html } from './page.ts';
import { css, GREEN, RED, signalPage } from './signal.ts';

/** Who is let in to /members. */
export const member = { user: 'reviewer', pass: 'päss:word' } as const;

const coloured = (title: string, isGreen: boolean): string => signalPage(title, isGreen ? GREEN : RED);

/** Asks for a password, and shows a red page to whoever has none. */
const members: Answer = (visit) => {
  const { authorization = '' } = visit.request.headers;
  const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  if (given === `${member.user}:${member.pass}`) {
    html(() => coloured('Members', true))(visit);
    return;
  }
  visit.response.setHeader('www-authenticate', 'Basic realm="members", charset="UTF-8"');
  html(() => coloured('Who are you?', false), 401)(visit);
};

/** Green for whoever brings all the cookies of `want`, which its scripts see only without `http`. */
const session = html(({ query, request }) => {
  const sent = (request.headers.cookie ?? '').split('; ');
  const wanted = (query.get('want') ?? '').split(',');
  const hidden = query.has('http')
    ? `<script>if(document.cookie!=='')document.body.style.background='${css(RED)}'</script>`
    : '';
  return (
    coloured(
      'Session',
      wanted.every((cookie) => sent.includes(cookie)),
    ) + hidden
  );
});

/** Pages that are not for everybody. */
export const accessPages: Readonly<Record<string, Answer>> = { '/members': members, '/session': session };
