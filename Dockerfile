# syntax=docker/dockerfile:1
# Two images from one build: docker build --target api . and docker build --target worker .
# The bases are arguments, for registries of your own. deploy/images.sh makes the same images from
# packages that exist already, in seconds.
ARG NODE_IMAGE=node:22.21.1-bookworm-slim
ARG JDK_IMAGE=eclipse-temurin:25-jdk-noble
ARG BASE_IMAGE=ubuntu:24.04
# Where the packages come from: "built" here, or "packaged", the folder jars of the build context.
ARG JARS=built

FROM ${NODE_IMAGE} AS node

FROM ${JDK_IMAGE} AS build
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
    ./mvnw -B -q -DskipTests -Dsbom.skip=false -pl api,worker -am package \
 && deploy/jars.sh target/jars

FROM scratch AS built
COPY --from=build /parley/target/jars /

FROM scratch AS packaged
COPY jars /

FROM ${JARS} AS jars

# A Java of the modules that the services and their libraries use, without tools.
FROM ${JDK_IMAGE} AS java
RUN "${JAVA_HOME:?}/bin/jlink" --output /opt/java --no-header-files --no-man-pages --compress zip-6 \
      --add-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs \
 && /opt/java/bin/java -Xshare:dump

FROM ${BASE_IMAGE} AS runtime
RUN useradd --no-create-home --uid 10001 parley
COPY --from=java /opt/java /opt/java
WORKDIR /parley
ENV PATH=/opt/java/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    PARLEY_BIND=0.0.0.0 \
    PARLEY_LOG_FORMAT=json

FROM runtime AS api
COPY --from=jars /api/lib lib
COPY --from=jars /api/own lib
COPY --from=jars /api/parley-api.jar .
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "parley-api.jar"]
HEALTHCHECK --interval=10s --timeout=8s --retries=6 --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PARLEY_PORT:-8080} && printf 'GET /api/v1/health HTTP/1.1\\r\\nHost:localhost\\r\\nConnection:close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]

FROM runtime AS worker
COPY --from=jars /worker/lib lib
COPY --from=jars /worker/own lib
COPY --from=jars /worker/parley-worker.jar .
USER 10001
ENV PARLEY_WORKER_PORT=8081 PARLEY_HOME=/tmp/parley
EXPOSE 8081
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "parley-worker.jar"]
HEALTHCHECK --interval=10s --timeout=8s --retries=6 --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PARLEY_WORKER_PORT} && printf 'GET /health HTTP/1.1\\r\\nHost:localhost\\r\\nConnection:close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
