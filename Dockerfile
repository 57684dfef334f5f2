# One node of the merchant backend. Built and run by operators; the project's checks have no Docker and never ran it.
FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts of packages are for the till and for the embedded PostgreSQL; a node needs neither.
RUN npm ci --ignore-scripts --omit=optional && npm cache clean --force
COPY tsconfig.json ./
COPY app app
COPY adapters adapters
COPY backend backend
USER node
EXPOSE 8700 9464
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:8700/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "backend/main.ts", "--host", "0.0.0.0", "--metrics-host", "0.0.0.0", "--metrics-port", "9464", "--trust-proxy", "uniquelocal"]
