import * as crypto from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import type { EdgeConfig } from '../edge/edge-data.ts';
import { viewerRequest } from '../edge/edge-functions.ts';
import type { EdgeResponse, EdgeValue, ViewerRequest } from '../edge/edge-request.ts';

/** A request to the edge, as far as it differs from a GET without a query and without headers. */
export interface EdgeVisit {
  readonly method?: string;
  readonly querystring?: Readonly<Record<string, EdgeValue>>;
  readonly headers?: Readonly<Record<string, EdgeValue>>;
}

/** The answer of the edge: a request that passes, with the path that it gets, or the response. */
export type EdgeAnswer = ViewerRequest | EdgeResponse;

/** Visits a path. */
export type VisitEdge = (uri: string, visit?: EdgeVisit) => Promise<EdgeAnswer>;

/**
 * The text that is sent to CloudFront, run where there is nothing but the language and the two modules that it imports.
 * The store has these keys.
 */
export function edgeOf(config: EdgeConfig, keys: Readonly<Record<string, string>> = {}): VisitEdge {
  const stored = new Map(Object.entries(keys));
  const store = {
    exists: (id: string) => Promise.resolve(stored.has(id)),
    get: (id: string) =>
      stored.has(id) ? Promise.resolve(stored.get(id)) : Promise.reject(new Error('no such key')),
  };
  const code = viewerRequest(config);
  const modules = {
    ...(code.includes("from 'cloudfront'") && { cf: { kvs: () => store } }),
    ...(code.includes("from 'crypto'") && { crypto: { createHmac: crypto.createHmac } }),
  };
  const io = { input: '', output: Promise.resolve('') };
  const context = createContext({ ...modules, io });
  runInContext(code.replaceAll(/^import .*$/gm, ''), context);
  return async (uri, { method = 'GET', querystring = {}, headers = {} } = {}) => {
    io.input = JSON.stringify({ request: { method, uri, querystring, headers } });
    runInContext(
      'io.output = (async () => JSON.stringify(await handler(JSON.parse(io.input))))()',
      context,
    );
    return readAnswer(await io.output);
  };
}

const readAnswer: (text: string) => EdgeAnswer = JSON.parse;
const readProblem: (text: string) => Readonly<Record<string, unknown>> = JSON.parse;

/** The path that a request passes with, or the status of the response. */
export const outcomeOf = (answer: EdgeAnswer): string | number =>
  'statusCode' in answer ? answer.statusCode : answer.uri;

/** The problem details of a response. */
export function problemOf(answer: EdgeAnswer): Readonly<Record<string, unknown>> {
  if (!('statusCode' in answer)) throw new Error(`passes as ${answer.uri}`);
  return readProblem(answer.body ?? '{}');
}
