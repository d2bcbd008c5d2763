# syntax=docker/dockerfile:1
# Two images from one build: docker build --target api . and docker build --target worker .

FROM node:22.21.1-bookworm-slim AS node

FROM eclipse-temurin:25-jdk-noble AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && useradd --create-home --uid 1001 build \
 && mkdir /parley \
 && chown build /parley
# PostgreSQL, from which the build generates classes, does not run as root.
USER 1001
WORKDIR /parley
COPY --chown=1001 . .
RUN --mount=type=cache,target=/home/build/.m2,uid=1001 \
    --mount=type=cache,target=/home/build/.npm,uid=1001 \
    ./mvnw -B -q -DskipTests -Dsbom.skip=false -pl api,worker -am package

FROM eclipse-temurin:25-jre-noble AS runtime
RUN useradd --no-create-home --uid 10001 parley
USER 10001
WORKDIR /parley
ENV PARLEY_BIND=0.0.0.0 PARLEY_LOG_FORMAT=json

FROM runtime AS api
COPY --from=build /parley/api/target/lib lib
COPY --from=build /parley/api/target/parley-api.jar .
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "parley-api.jar"]

FROM runtime AS worker
COPY --from=build /parley/worker/target/lib lib
COPY --from=build /parley/worker/target/parley-worker.jar .
ENV PARLEY_WORKER_PORT=8081
EXPOSE 8081
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "parley-worker.jar"]
