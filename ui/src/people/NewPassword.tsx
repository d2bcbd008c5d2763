import { PasswordInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { lengthOf } from '../parts/characters';
import { strings } from './strings';

const LEAST = 10;
const MOST = 200;

export interface Chosen {
  password: string;
  again: string;
}

/** Returns what is wrong with a new password that was typed twice. */
export const chosenFaults = ({ password, again }: Chosen) => ({
  password:
    lengthOf(password) < LEAST || lengthOf(password) > MOST
      ? strings.passwordLength(LEAST, MOST)
      : null,
  again: password === again ? null : strings.passwordsDiffer,
});

/** The two fields for a new password. */
export function NewPassword<D extends Chosen>({
  form,
  autoFocus,
}: {
  form: UseFormReturnType<D>;
  autoFocus?: boolean;
}) {
  return (
    <>
      <PasswordInput
        label={strings.newPassword}
        description={strings.passwordHelp(LEAST)}
        autoComplete="new-password"
        autoFocus={autoFocus ?? false}
        {...form.getInputProps('password')}
      />
      <PasswordInput
        label={strings.newPasswordAgain}
        autoComplete="new-password"
        {...form.getInputProps('again')}
      />
    </>
  );
}
