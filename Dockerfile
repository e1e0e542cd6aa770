# The service: `docker build -t swiftproof .`, then compose.yaml. One image for every role.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The CPU library of onnxruntime is in the package; its install step would fetch GPU libraries.
RUN ONNXRUNTIME_NODE_INSTALL=skip npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workers workers
RUN npx tsc -p tsconfig.build.json && npx vite build --config src/console/vite.config.ts && ONNXRUNTIME_NODE_INSTALL=skip npm prune --omit=dev \
  && rm -rf node_modules/onnxruntime-node/bin/*/darwin node_modules/onnxruntime-node/bin/*/win32

FROM node:22-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY migrations migrations
RUN mkdir /data && chown node:node /data
USER node
# The memory settings are those of the first line of src/main.ts, which nobody reads when node is called by name.
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=8388608 MALLOC_TRIM_THRESHOLD_=134217728
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["node", "dist/src/main.js"]
CMD ["serve"]
