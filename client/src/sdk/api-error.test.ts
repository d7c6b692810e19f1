import type { errors } from '@porchlight/contract/errors';
import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';

const bodies = {
  error: { error: 'Say why' },
  errors: { errors: ['Say why'] },
  failure: { success: false, errors: ['Say why'] },
  validation: { message: 'Say why', attributes: ['email'] },
  message: { message: 'Say why' },
  redirect: { message: 'Say why', redirect_url: '/' },
  framework: { status: 404, error: 'Say why' },
  text: 'Say why\n',
} satisfies Record<(typeof errors)[keyof typeof errors]['shape'], unknown>;

describe('the sentence', () => {
  it.each(Object.entries(bodies))('is found in the shape %s', (_shape, body) => {
    expect(new ApiError(422, body, null).message).toBe('Say why');
  });

  it('is made of several when there are several', () => {
    expect(new ApiError(422, { errors: ['One.', 'Two.'] }, null).message).toBe('One. Two.');
  });

  it.each([undefined, {}, [], { error: { nested: true } }, ''])('is the status when %j has none', (body) => {
    expect(new ApiError(502, body, null).message).toBe('The desk answered 502');
  });
});

it('carries the fields that a validation names, and none otherwise', () => {
  expect(new ApiError(422, bodies.validation, null).attributes).toEqual(['email']);
  expect(new ApiError(422, bodies.error, null).attributes).toEqual([]);
});

it('keeps the body as it came, and the name of the request', () => {
  expect(new ApiError(404, bodies.framework, 'r-1')).toMatchObject({
    name: 'ApiError',
    status: 404,
    body: { status: 404, error: 'Say why' },
    request_id: 'r-1',
  });
});
