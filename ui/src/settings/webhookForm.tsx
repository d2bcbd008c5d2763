import { PasswordInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { strings } from './webhookStrings';

/** The part of a form that says where to post. */
export interface Target {
  url: string;
  headerName: string;
  headerValue: string;
}

interface Known {
  url?: string;
  header?: string;
}

export const targetOf = (item: Known | undefined): Target => ({
  url: item?.url ?? '',
  headerName: item?.header ?? '',
  headerValue: '',
});

export const targetFaults = ({ url, headerName, headerValue }: Target) => ({
  url: url.trim() === '' ? strings.addressMissing : null,
  headerName: headerValue !== '' && headerName.trim() === '' ? strings.headerNameMissing : null,
});

/** Returns the request's part; the header only if it is new, replaced or removed. */
export function targetBody({ url, headerName, headerValue }: Target, item: Known | undefined) {
  const address = url.trim();
  const name = headerName.trim();
  return {
    ...(address !== item?.url && { url: address }),
    ...(headerValue !== ''
      ? { header: { name, value: headerValue } }
      : item?.header && name === ''
        ? { header: { name: '', value: '' } }
        : {}),
  };
}

interface Props<D extends Target> {
  form: UseFormReturnType<D>;
  item: Known | undefined;
}

export function TargetFields<D extends Target>({ form, item }: Props<D>) {
  return (
    <>
      <TextInput
        label={strings.address}
        description={strings.addressHelp}
        withAsterisk
        autoComplete="off"
        {...form.getInputProps('url')}
      />
      <TextInput
        label={strings.headerName}
        description={strings.headerNameHelp}
        autoComplete="off"
        {...form.getInputProps('headerName')}
      />
      <PasswordInput
        label={strings.headerValue}
        description={item?.header ? strings.headerKept : strings.headerValueHelp}
        autoComplete="new-password"
        {...form.getInputProps('headerValue')}
      />
    </>
  );
}
