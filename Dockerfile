# Builds and runs the HTTP service. The image's own Node is used, so the one that the packages carry is left out.
FROM node:24-slim AS build
WORKDIR /outturn
COPY package.json package-lock.json .npmrc ./
COPY apps/cli/package.json apps/cli/package.json
RUN npm ci --omit=optional
COPY nest-cli.json tsconfig.json ./
COPY apps apps
COPY libs libs
RUN node_modules/.bin/nest build server

FROM node:24-slim AS packages
WORKDIR /outturn
COPY package.json package-lock.json .npmrc ./
COPY apps/cli/package.json apps/cli/package.json
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    OUTTURN_DATA=/data \
    OUTTURN_TOKENS=/run/secrets/outturn_tokens
WORKDIR /outturn
# A named volume takes over the owner of the folder that it is mounted on.
RUN mkdir /data && chown node:node /data
COPY --from=packages /outturn/node_modules node_modules
COPY --from=build /outturn/dist dist
# Templates, styles and scripts of the pages are read where they lie beside their sources.
COPY --from=build /outturn/apps/server/src/web apps/server/src/web
COPY package.json ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/server/src/main.js"]
