import { isProblem, messageOf } from '../api/problem';
import { notifyFailure } from './notify';

interface Form {
  setErrors: (errors: Record<string, string>) => void;
}

/**
 * Says why a form was refused: at its fields where the API names them, or at the one that must be
 * unique; else, and only then, in a notice.
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
  return thrown.code === 'name-taken' ? { [unique]: thrown.message } : thrown.fields;
}
