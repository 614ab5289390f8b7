# The command with all that the scanning service needs. It runs as nobody in particular, on a root that is read-only.
ARG NODE=20.20.2-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build \
  && node deploy/only-needed.mjs \
  && npm prune --ignore-scripts --omit=dev --no-audit --no-fund

FROM node:${NODE}
ENV NODE_ENV=production
WORKDIR /app
# Owned by root, so that nothing that runs can change it.
COPY --from=build /src/package.json ./
COPY --from=build /src/deploy/healthy.mjs ./
COPY --from=build /src/dist ./dist
COPY --from=build /src/node_modules ./node_modules
RUN install --directory --owner=node --group=node --mode=0700 /data
USER node
ENV PORTSCAN_DATA=/data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["node", "/app/dist/cli/main.cjs"]
CMD ["serve"]
