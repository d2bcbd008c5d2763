import { describe, expect, it } from 'vitest';
import { Problem } from './problem';

describe('a problem', () => {
  it('says the detail, and which field is at fault', () => {
    const problem = new Problem(422, {
      code: 'invalid',
      detail: 'Two things are wrong.',
      errors: [
        { pointer: '/name', code: 'missing', message: 'A name is needed.' },
        { pointer: '/name', code: 'name-length', message: 'Too long.' },
        { pointer: '/config/url', code: 'url', message: 'Not a URL.' },
      ],
    });
    expect(problem.message).toBe('Two things are wrong.');
    expect(problem.fields).toEqual({ name: 'A name is needed.', config: 'Not a URL.' });
  });

  it('has words even when the server had none', () => {
    expect(new Problem(502, {}).message).toBe('The server answered 502.');
  });
});
