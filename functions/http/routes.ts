import type * as z from 'zod';
import { accountAnswer } from './account-answer.ts';
import { captureStatus } from './capture-status.ts';
import { submitAnswer } from './submit-answer.ts';

/** One operation of the API. Its name is also that of its file in api/, of its function and of its alarms. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** As API Gateway writes it, with path parameters in braces. */
  readonly path: string;
  /** Where the API key is: in the JSON body, in the query or a header, or nowhere. */
  readonly auth: 'body' | 'query' | 'none';
  /** The body schema of each status that is a success. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
}

/** The one table of routes: the gateway is made from it, and every answer is parsed by it on its way out. */
export const routes = {
  createCapture: { method: 'POST', path: '/capture', auth: 'body', answers: { 202: submitAnswer } },
  getCapture: { method: 'GET', path: '/capture/{token}', auth: 'none', answers: { 200: captureStatus } },
  getAccount: { method: 'GET', path: '/account', auth: 'query', answers: { 200: accountAnswer } },
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
