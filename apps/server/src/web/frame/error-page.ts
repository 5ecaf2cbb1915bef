import { capitalised } from '@outturn/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemType } from '../../problem/problem.js';
import { pathOf } from '../../request-path.js';
import type { ToldProblem } from '../../problem/problem-of-error.js';
import { paths } from '../paths.js';
import { layoutView } from './layout.view.js';
import { newNonce, pageHeaders } from './security-headers.js';
import { render } from './templates.js';

const MACHINES = ['/api/', '/health/', '/metrics', '/assets/'];

/** Whether whoever asks is a browser that looks for a page, so that it is told in words what is wrong. */
export const looksForPage = (request: FastifyRequest): boolean =>
  /\btext\/html\b/i.test(request.headers.accept ?? '') &&
  !MACHINES.some((beginning) => `${pathOf(request)}/`.startsWith(beginning));

const titles: Readonly<Record<number, string>> = {
  400: 'This address cannot be understood',
  401: 'You need to sign in',
  403: 'You are not allowed to do this',
  404: 'Page not found',
  405: 'This cannot be done here',
  409: 'Somebody else was here before you',
  413: 'This file is too large',
  500: 'Sorry, something went wrong',
  503: 'Sorry, this is not available now',
};

const advice: Readonly<Record<number, string>> = {
  403: 'If you think that you should be, ask whoever looks after Outturn at your council.',
  404: 'If you typed the address, check that it is right. If you pasted it, check that it is whole.',
  500: 'Nothing that you sent was saved. Try again in a few minutes.',
  503: 'Nothing that you sent was saved. Try again in a minute.',
};

/** Shows a problem as a page. */
export function sendErrorPage(
  { problem, headers, isBug }: ToldProblem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const nonce = newNonce();
  const isExpired = problem.type === problemType('FormExpired');
  const title = isExpired ? 'This form has expired' : (titles[problem.status] ?? 'This cannot be done');
  // Of what is not found and of a bug there is nothing more to say; anything else tells what would be right.
  const detail = problem.status === 404 || isBug ? null : sentenceOf(problem.detail);
  const layout = layoutView({
    content: { title },
    url: paths.councils.to({}),
    council: null,
    knownFrom: null,
    actor: request.principal?.actor ?? null,
    roles: [],
    isDemo: request.session?.identity !== undefined,
  });
  const html = render('frame/error.njk', {
    layout,
    cspNonce: nonce,
    detail,
    advice: isExpired ? 'Nothing was submitted.' : (advice[problem.status] ?? null),
    reference: isBug ? request.id : null,
  });
  reply
    .status(problem.status)
    .headers({ ...pageHeaders(nonce), 'Cache-Control': 'private, no-store', ...headers })
    .send(html);
}

/** A refusal as a sentence of its own: it begins with a capital and ends with a full stop. */
const sentenceOf = (text: string): string => capitalised(text) + (/[.!?]$/.test(text) ? '' : '.');
