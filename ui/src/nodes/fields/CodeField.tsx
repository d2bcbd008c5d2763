import { Input, Textarea } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';

const CodeEditor = lazy(() => import('./CodeEditor'));

export interface CodeFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  description?: string;
  error?: string | undefined;
  /** Marks what is not JSON. Off for templates, which become JSON only once filled in. */
  strict?: boolean;
  minHeight?: number;
}

/** JSON with colours and brackets that match; the editor is fetched when it is first needed. */
export function CodeField(props: CodeFieldProps) {
  const id = useId();
  return (
    <Input.Wrapper
      label={props.label}
      labelProps={{ id, htmlFor: undefined }}
      labelElement="div"
      description={props.description}
      error={props.error}
    >
      <Suspense
        fallback={
          <Textarea
            aria-labelledby={id}
            value={props.value}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            minRows={5}
          />
        }
      >
        <CodeEditor {...props} labelledBy={id} />
      </Suspense>
    </Input.Wrapper>
  );
}
