import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { dnsResolver } from '../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../functions/adapters/net/egress-proxy.ts';
import { askedOptions } from '../functions/domain/asked-options.ts';
import type { CaptureOptions } from '../functions/domain/capture-options.ts';
import { consentResults } from '../functions/domain/consent.ts';
import { expandPreset } from '../functions/domain/expand-preset.ts';
import { formats } from '../functions/domain/formats.ts';
import { outboundPolicy } from '../functions/domain/outbound-policy.ts';
import { RenderFailure } from '../functions/domain/render-failure.ts';
import { CAPTURE_SECONDS } from '../functions/domain/time-limits.ts';
import type { Picture } from '../functions/ports/renderer.ts';
import { chromiumRenderer } from '../functions/render/chromium-renderer.ts';
import { buildFilters } from '../layers/filters/build.ts';

const help = `Takes a picture of one web page, or prints it into a PDF, with the same renderer as the service and without AWS.

  npm run capture -- URL FILE [options]

FILE ends in .jpg, .png, .webp, .avif or .pdf, which decides the format.

  --width PIXELS     width of the browser window, 280 to 3840 (1280)
  --size PIXELS      width of the file, for example 640 or 1920 (as the window)
  --ratio W:H        shape of the picture, such as 4:3, 1:1 or 9:16 (16:9)
  --fullpage         the whole page from top to bottom
  --paper SIZE       of a PDF: A4, A3, A5, Letter, Legal or Tabloid (A4)
  --margin MM        of a PDF: on each side, 0 to 50 (10)
  --scale FACTOR     of a PDF: 0.1 to 2 (1)
  --landscape        of a PDF: the paper on its long side
  --wait SECONDS     wait after the page has loaded, 0 to 30 (0)
  --cookies ANSWER   answer a cookie banner with accept or reject
  --block-ads        block advertisements and trackers
  --allow HOST:PORT  a host that may be contacted although it is not public; can be repeated
  --help             this text

A public page:            npm run capture -- https://example.com page.png
The same, printed:        npm run capture -- https://example.com page.pdf
Your development server:  npm run capture -- http://localhost:3000 page.png --allow localhost:3000
`;

/** Something about the command line that the person at it can put right. */
class UsageError extends Error {}

const readCommandLine = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        width: { type: 'string' },
        size: { type: 'string' },
        ratio: { type: 'string' },
        fullpage: { type: 'boolean' },
        paper: { type: 'string' },
        margin: { type: 'string' },
        scale: { type: 'string' },
        landscape: { type: 'boolean' },
        wait: { type: 'string', default: '0' },
        cookies: { type: 'string' },
        'block-ads': { type: 'boolean' },
        allow: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** What the options are called on the command line. */
const switches: Readonly<Record<string, string>> = {
  url: 'URL',
  viewport_width: '--width',
  output_size: '--size',
  ratio: '--ratio',
  wait_time: '--wait',
  pdf_page_size: '--paper',
  pdf_margin_mm: '--margin',
  pdf_scale: '--scale',
  dismiss_cookies: '--cookies',
};

const formatOf = (file: string) => {
  const extension = extname(file).slice(1).toLowerCase();
  const names = Object.entries(formats).filter(
    ([, format]) => format.extension === extension.replace('jpeg', 'jpg'),
  );
  if (names[0] !== undefined) return names[0][0];
  throw new UsageError(
    `The ending of ${file} is no format. Name a file that ends in .jpg, .png, .webp, .avif or .pdf.`,
  );
};

const parseOptions = ({ values, positionals }: ReturnType<typeof readCommandLine>) => {
  const [url, file, ...rest] = positionals;
  if (url === undefined || file === undefined || rest.length > 0) {
    throw new UsageError('Give one URL and one FILE; --help shows how.');
  }
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const parsed = askedOptions.safeParse({
    url,
    format: formatOf(file),
    viewport_width: number(values.width),
    output_size: number(values.size),
    ratio: values.ratio,
    fullpage: values.fullpage,
    pdf_page_size: values.paper,
    pdf_margin_mm: number(values.margin),
    pdf_scale: number(values.scale),
    pdf_landscape: values.landscape,
    wait_time: number(values.wait),
    dismiss_cookies: values.cookies,
    block_ads: values['block-ads'],
  });
  if (parsed.success) return { file, options: expandPreset(parsed.data, new Set()) };
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `${switches[String(path[0])] ?? path.join('.')}: ${message}`,
  );
  throw new UsageError(wrong.join('\n'));
};

const policyOf = (allow: readonly string[]) => {
  try {
    return outboundPolicy(allow);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

const sayConsent = ({ consent }: Picture): readonly string[] =>
  consent === undefined ? [] : [`cookies: ${consentResults[consent.result]}`];

const sayBlocked = (
  { checks: { blocked_requests: count } }: Picture,
  { block_ads }: CaptureOptions,
): readonly string[] => (block_ads ? [`${count} requests blocked`] : []);

const capture = async (line: ReturnType<typeof readCommandLine>): Promise<void> => {
  const { file, options } = parseOptions(line);
  const policy = policyOf(line.values.allow);
  const judgement = policy.judgeUrl(options.url);
  if (!judgement.allowed) {
    throw new UsageError(
      `${options.url} may not be contacted (${judgement.verdict}). Give the http(s) address of a public page, or name a host of your own with --allow HOST:PORT.`,
    );
  }
  const renderer = chromiumRenderer({
    egress: createEgress({ policy, resolver: dnsResolver() }),
    chromiumPath: process.env['CHROMIUM_PATH'],
    adFilters: options.block_ads ? buildFilters() : undefined,
  });
  const stop = () => void renderer.close().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const started = Date.now();
  try {
    const deadline = started + (CAPTURE_SECONDS + options.wait_time) * 1_000;
    const picture = await renderer.render(options, { deadline, inputs: { cookies: [] } });
    await writeFile(file, picture.bytes);
    const seconds = ((Date.now() - started) / 1_000).toFixed(1);
    const page = `page status ${picture.pageStatus}`;
    const facts = [
      `${file}: ${picture.width} x ${picture.height}`,
      `${seconds} s`,
      page,
      ...sayConsent(picture),
      ...sayBlocked(picture, options),
      ...picture.warnings,
    ];
    console.log(facts.join(', '));
  } finally {
    await renderer.close();
  }
};

try {
  const line = readCommandLine(process.argv.slice(2));
  if (line.values.help) console.log(help);
  else await capture(line);
} catch (error) {
  if (error instanceof UsageError || error instanceof RenderFailure) console.error(error.message);
  else console.error(error);
  // What went wrong on this side is only in the cause: no browser, for example.
  if (error instanceof RenderFailure && error.code === 'internal') console.error(error.cause);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
