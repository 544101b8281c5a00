import type { LocalStack } from './local-stack.ts';

/** What a person needs to use the stack that has just come up; the commands are there to be pasted. */
export function greeting(
  { api, static: staticHost, demo, keys, browser }: LocalStack,
  seconds: number,
): string {
  const capture = (key: string, url: string): string =>
    `    curl -s ${api}/capture -H 'Content-Type: application/json' -d '{"key":"${key}","url":"${url}"}'`;
  return [
    '',
    `Ready in ${seconds.toFixed(0)} s. Ctrl-C stops it.`,
    '',
    `  API         ${api}`,
    `  Reference   ${api}/docs`,
    `  Static      ${staticHost}`,
    `  Free key    ${keys.free}`,
    `  Pro key     ${keys.pro}`,
    `  Demo page   ${demo}`,
    ...(browser === undefined
      ? []
      : [`  Browser     ${browser}, since the packaged one is not used on this machine`]),
    '',
    '  Capture the demo page:',
    '',
    capture(keys.free, `${demo}/`),
    '',
    '  Capture any public page:',
    '',
    capture(keys.free, 'https://example.com/'),
    '',
    '  The answer has a token. Its status, with the address of the picture once it is done:',
    '',
    `    curl -s ${api}/capture/TOKEN`,
    '',
  ].join('\n');
}
