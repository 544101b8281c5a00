import * as z from 'zod';
import type { Accepted } from './accepted.ts';
import type { Lock } from './dependency-files.ts';

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
const severity = z.enum(severities);

/** The answer of `npm audit --json`; of a package that only depends on one with an advisory, `via` has the name. */
const auditReport = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      name: z.string(),
      nodes: z.array(z.string()),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string(), severity })])),
    }),
  ),
});

/** What came of an audit: `findings` as sentences, or why there was none. */
export type Audited = { readonly findings: readonly string[] } | { readonly notAudited: string };

interface Facts {
  readonly lock: Lock;
  readonly shipped: ReadonlySet<string>;
  readonly advisories: Accepted['advisories'];
  /** As `2026-11-28`. */
  readonly today: string;
  /** That there was no audit is a finding, too. */
  readonly isRequired: boolean;
}

/** From here on an advisory counts: in what callers' requests and pages reach earlier than in what builds and tests it. */
const least = { production: 'moderate', development: 'high' } as const;

/** What npm writes in place of a report when it could not ask. */
const refusal = z.object({
  message: z.string(),
  vulnerabilities: z.undefined().optional(),
  auditReportVersion: z.undefined().optional(),
});

const withoutReport = (answer: unknown, error: z.ZodError, isRequired: boolean): Audited => {
  const { success, data } = refusal.safeParse(answer);
  if (!success) return { findings: [`npm audit's report is not understood:\n${z.prettifyError(error)}`] };
  return isRequired
    ? { findings: [`NOT AUDITED, which AUDIT=required does not let pass: ${data.message}`] }
    : { notAudited: data.message };
};

/**
 * Judges what npm says of known advisories. Only its own word that it could not ask is no audit: whatever else is no report
 * as it is known here is a finding, since an advisory may stand in it. One that is accepted counts again from the day after
 * its last.
 */
export const judgeAudit = (
  answer: unknown,
  { lock, shipped, advisories, today, isRequired }: Facts,
): Audited => {
  const report = auditReport.safeParse(answer);
  if (!report.success) return withoutReport(answer, report.error, isRequired);
  const isProduction = (path: string): boolean => {
    const { dev, devOptional } = lock.packages[path] ?? {};
    return shipped.has(path) || (dev !== true && devOptional !== true);
  };
  const known = new Set<string>();
  const findings = Object.values(report.data.vulnerabilities).flatMap(({ name, nodes, via }) => {
    const kind = nodes.length === 0 || nodes.some(isProduction) ? 'production' : 'development';
    return via.flatMap((one) => {
      if (typeof one === 'string') return [];
      const id = one.url.split('/').at(-1) ?? one.url;
      known.add(id);
      const until = advisories[id]?.until;
      if (until !== undefined && today <= until) return [];
      if (severities.indexOf(one.severity) < severities.indexOf(least[kind])) return [];
      const over = until === undefined ? '' : `, which was accepted until ${until}`;
      return [`${name} (${kind}): ${one.title}, ${one.severity}, ${one.url}${over}.`];
    });
  });
  const idle = Object.keys(advisories).filter((id) => !known.has(id));
  return {
    findings: [
      ...findings,
      ...idle.map((id) => `bin/dependencies/accepted.ts has ${id}, which is needed no more.`),
    ],
  };
};
