import { isProblem, messageOf } from '../api/problem';
import { notifyFailure } from './notify';

interface Form {
  setErrors: (errors: Record<string, string>) => void;
}

/**
 * Shows why a form was refused: at the fields that the API names, or at the one that must be unique;
 * otherwise in a notice.
 */
export function tellFaults(form: Form, thrown: unknown, failed: string, unique = 'name'): void {
  const faults = faultsOf(thrown, unique);
  form.setErrors(faults);
  if (Object.keys(faults).length === 0) {
    notifyFailure(failed, messageOf(thrown));
  }
}

function faultsOf(thrown: unknown, unique: string): Record<string, string> {
  if (!isProblem(thrown)) {
    return {};
  }
  if (thrown.code === 'name-taken') {
    return { [unique]: thrown.message };
  }
  // A form names the field within a field with a dot.
  const within = thrown.faults
    .filter(({ pointer }) => (pointer?.split('/').length ?? 0) > 2)
    .map(({ pointer, message }) => [pointer?.slice(1).replaceAll('/', '.'), message]);
  return { ...thrown.fields, ...Object.fromEntries(within) };
}
