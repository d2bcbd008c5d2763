import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      '@examples': resolve(
        import.meta.dirname,
        '../shared-model/model/src/main/resources/graphs/examples',
      ),
    },
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    // The policy of the page allows no data: URLs for scripts and styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
            // Small things that nearly every page shows: one answer rather than a dozen.
            { name: 'parts', test: /src\/parts\/|icons\/Icon(Star|CircleCheck)\.mjs/ },
          ],
        },
      },
    },
  },
  server: {
    // Where the sign-in link leads, with another port.
    host: '127.0.0.1',
    // The api refuses an Origin that is not the Host, so the Host stays as the browser sent it.
    proxy: Object.fromEntries(
      ['/api', '/oidc'].map((path) => [
        path,
        { target: `http://127.0.0.1:${process.env.PARLEY_PORT ?? 8080}`, changeOrigin: false },
      ]),
    ),
  },
  test: {
    environment: 'jsdom',
    globals: true,
    setupFiles: ['src/app/vitest.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    restoreMocks: true,
  },
});
