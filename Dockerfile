# syntax=docker/dockerfile:1

# The image of the service, which is also the command line. Two volumes, kept apart: whoever gets the home folder alone
# has no key to its prints.
#
#   docker build -t rowprint .
#   docker run --rm -v rowprint-home:/var/lib/rowprint -v rowprint-key:/run/secrets rowprint init
#   docker run -d --name rowprint --stop-timeout 60 -p 127.0.0.1:8080:8080 \
#     -v rowprint-home:/var/lib/rowprint -v rowprint-key:/run/secrets:ro rowprint
#   docker logs rowprint    shows the one-time link of the first start
#   docker run --rm -v rowprint-home:/var/lib/rowprint -v rowprint-key:/run/secrets:ro -v "$PWD":/files:ro \
#     --network none rowprint check leak.txt

FROM node:22-bookworm AS build
# better-sqlite3 is compiled here where no ready-made binary can be had.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Of all packages only this one may run an install script; it is the only one that needs to.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="rowprint" \
  org.opencontainers.image.description="Tells a security team whether a leaked file is theirs, how much of it, whose, and from which server it came." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"

# The numbers are fixed, so that volumes keep their owner from one image to the next.
RUN groupadd --gid 10001 rowprint \
  && useradd --uid 10001 --gid rowprint --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin rowprint \
  && install -d -m 0700 -o rowprint -g rowprint /var/lib/rowprint /run/secrets \
  && install -d /files

COPY --from=build /app/package.json /app/LICENSE /app/NOTICE /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/bin /app/bin
COPY --from=build /app/dist /app/dist

ENV NODE_ENV=production \
  ROWPRINT_HOME=/var/lib/rowprint \
  ROWPRINT_KEY_FILE=/run/secrets/rowprint-key
VOLUME /var/lib/rowprint
VOLUME /run/secrets
EXPOSE 8080
# Suspects and table files are mounted here, so that they are named as they are outside.
WORKDIR /files
USER 10001:10001

# Asked by node: nothing else in the image could. Another command than the service answers nothing; where one runs for minutes,
# --no-healthcheck keeps it from being called unhealthy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is the first process: it hears the end of the container itself, and finishes or checkpoints what runs.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/bin/rowprint.js"]
# Within the container every address, or nothing could be published; which one outside, -p says.
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
