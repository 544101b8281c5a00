/** Parameters of DynamoDB that change what a request means and are not known here. */
const unknown = new Set([
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
  'Segment',
  'TotalSegments',
]);

/** Throws at a request that would be answered wrongly. */
export const rejectUnknown = (input: object): void => {
  for (const name in input) {
    if (unknown.has(name) && input[name as keyof typeof input] !== undefined)
      throw new Error(`memoryDynamo does not know the parameter ${name}.`);
  }
};
