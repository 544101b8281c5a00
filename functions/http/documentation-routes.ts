import * as z from 'zod';
import type { Route } from './route.ts';

/** Of documents that change with a deployment only. */
const SHORT = 'public, max-age=300';
/** Of a file whose address changes with its content. */
const FOREVER = 'public, max-age=31536000, immutable';

const document = {
  method: 'GET',
  auth: 'none',
  cors: 'anyone',
  cache: SHORT,
  tag: 'Documentation',
  errors: [],
} as const;

/** The part of the table of routes (routes.ts) that tells of the others. */
export const documentationRoutes = {
  getRoot: {
    ...document,
    path: '/',
    isPagePart: true,
    summary: 'Go to the reference',
    description: 'Leads to `/docs`.',
    answers: {
      302: {
        description: 'The reference is at `Location`.',
        headers: { Location: 'The address of `/docs`.' },
      },
    },
  },
  getDocs: {
    ...document,
    path: '/docs',
    summary: 'Read the reference',
    description: 'This document as a page, with samples in several languages.',
    answers: { 200: { description: 'The page.', mediaTypes: ['text/html'] } },
  },
  getDocsScript: {
    ...document,
    path: '/docs/reference.js',
    isPagePart: true,
    cache: FOREVER,
    summary: 'The program of the reference page',
    description: 'What renders `/docs` in the browser; nothing of it comes from another host.',
    answers: { 200: { description: 'The program.', mediaTypes: ['text/javascript'] } },
  },
  getOpenapiYaml: {
    ...document,
    path: '/openapi.yaml',
    summary: 'This document as YAML',
    description: 'OpenAPI 3.1, with the address of this deployment.',
    answers: { 200: { description: 'The document.', mediaTypes: ['application/yaml'] } },
  },
  getOpenapiJson: {
    ...document,
    path: '/openapi.json',
    summary: 'This document as JSON',
    description: 'OpenAPI 3.1, with the address of this deployment.',
    answers: {
      200: {
        description: 'The document.',
        mediaTypes: ['application/json'],
        schema: z.looseObject({ openapi: z.string().meta({ description: 'The version of OpenAPI.' }) }),
      },
    },
  },
} as const satisfies Record<string, Route>;
