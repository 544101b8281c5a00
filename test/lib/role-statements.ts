import type { Template } from 'aws-cdk-lib/assertions';
import { type Properties, propertiesOf } from './synthesize.ts';

/** What a role allows, as its template says it. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const roleOf = (lambda: Properties): string =>
  (lambda['Role'] as { 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'][0] ?? '';

/**
 * All that the role of a function of the production stage allows. Throws when there is no such function, when it shares its
 * role, or when the role has policies besides its own.
 */
export const roleStatements = (templates: readonly Template[], name: string): readonly Statement[] => {
  const physicalName = `snapstack-prod-${name}`;
  const lambdasOf = (template: Template) => Object.values(propertiesOf(template, 'AWS::Lambda::Function'));
  const home = templates.find((template) =>
    lambdasOf(template).some(({ FunctionName }) => FunctionName === physicalName),
  );
  if (home === undefined) throw new Error(`There is no function ${name}.`);
  const lambdas = lambdasOf(home);
  const roles = lambdas.filter(({ FunctionName }) => FunctionName === physicalName).map(roleOf);
  const [role = ''] = roles;
  if (lambdas.filter((lambda) => roleOf(lambda) === role).length !== 1)
    throw new Error(`${name} shares its role.`);
  const { ManagedPolicyArns, Policies } = propertiesOf(home, 'AWS::IAM::Role')[role] ?? {};
  if (ManagedPolicyArns !== undefined || Policies !== undefined)
    throw new Error(`The role of ${name} has more policies.`);
  return Object.values(propertiesOf(home, 'AWS::IAM::Policy'))
    .filter(({ Roles }) => JSON.stringify(Roles).includes(`"${role}"`))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: readonly Statement[] }).Statement);
};
