import { beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem';
import { tellFaults } from './faults';
import { notifyFailure } from './notify';

vi.mock(import('./notify'));
const form = { setErrors: vi.fn() };
beforeEach(() => {
  vi.mocked(notifyFailure).mockReset();
});

test('a duplicate name is reported at its field, and nowhere else', () => {
  const taken = new Problem(409, { code: 'name-taken', detail: 'There is one already.' });
  tellFaults(form, taken, 'Not saved');
  expect(form.setErrors).toHaveBeenLastCalledWith({ name: 'There is one already.' });
  tellFaults(form, taken, 'Not saved', 'key');
  expect(form.setErrors).toHaveBeenLastCalledWith({ key: 'There is one already.' });
  expect(notifyFailure).not.toHaveBeenCalled();
});

test('an invalid custom field is reported at that field, too', () => {
  const errors = [{ pointer: '/fields/order', code: 'field-value', message: 'It holds a number.' }];
  tellFaults(form, new Problem(422, { errors }), 'Not saved');
  expect(form.setErrors.mock.lastCall?.[0]).toMatchObject({ 'fields.order': 'It holds a number.' });
  expect(notifyFailure).not.toHaveBeenCalled();
});

test('an error that concerns no field is shown in a notification', () => {
  tellFaults(form, new Error('It is away.'), 'Not saved');
  expect(form.setErrors).toHaveBeenLastCalledWith({});
  expect(notifyFailure).toHaveBeenCalledExactlyOnceWith('Not saved', 'It is away.');
});
