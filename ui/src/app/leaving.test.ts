import { expect, test } from 'vitest';
import { forgetPerson } from './leaving';

test('what was the person’s is forgotten; how the dashboard looks stays', () => {
  for (const store of [localStorage, sessionStorage]) {
    store.setItem('parley.unsent.w1', '{}');
    store.setItem('parley.test.w1.conversation.created', '{}');
    store.setItem('parley.reply.c1 user', 'Dear customer');
    store.setItem('mantine-color-scheme-value', 'dark');
  }
  forgetPerson();
  for (const store of [localStorage, sessionStorage]) {
    expect(Object.keys(store)).toEqual(['mantine-color-scheme-value']);
    store.clear();
  }
});
