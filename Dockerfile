# Autointel as a service: docs/deploy.md says how to run it. compose.yaml builds and starts it.
FROM node:26-slim

ENV NODE_ENV=production \
    DATA_DIR=/data

WORKDIR /app

# Nothing that is needed here has an install script: SQLite comes compiled. The copies of Node are for machines that have an older one.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && \
    rm -rf node_modules/node-linux-* node_modules/.bin/node

COPY commands commands
COPY drizzle drizzle
COPY scripts scripts
COPY src src
RUN node scripts/make-bundles.ts

# The books lie in a volume that only the bot's user can read.
RUN mkdir --mode=700 /data && chown node:node /data
USER node
VOLUME /data

# Without npm in between, so that the bot itself is told to stop.
CMD ["node", "--import", "./scripts/require-node.mjs", "src/main.ts"]
