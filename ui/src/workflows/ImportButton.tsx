import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { addresses } from '../frame/addresses';
import { notifyDone, notifyFailure } from '../parts/notify';
import { useImport } from './actions';
import { strings } from './strings';

/** Makes a draft from an exported file, and says what of it is not known here. */
export function ImportButton() {
  const reset = useRef<() => void>(null);
  const navigate = useNavigate();
  const upload = useImport();
  const take = (file: File | null) => {
    if (file) {
      upload.mutate(file, {
        onSuccess: (made) => {
          const { workflow, unmapped: lost } = made;
          notifyDone(strings.imported(workflow.name));
          if (lost.length > 0) {
            notifyFailure(
              strings.importFile,
              strings.importedWithout(lost.map((one) => one.name).join(', ')),
            );
          }
          navigate({ to: addresses.workflow(workflow.id) });
        },
        // The same file can be chosen again.
        onSettled: () => reset.current?.(),
      });
    }
  };
  return (
    <FileButton onChange={take} accept="application/json,.json" resetRef={reset}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          loading={upload.isPending}
          leftSection={<IconUpload size={17} aria-hidden />}
        >
          {strings.importFile}
        </Button>
      )}
    </FileButton>
  );
}
