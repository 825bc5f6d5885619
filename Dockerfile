# syntax=docker/dockerfile:1
# The bot in a container: what uv.lock names and nothing else, as a user who may write to /var/lib/adoption only.

FROM python:3.13-slim AS build
# The lock file's format is that of this uv; another one might write it anew instead of reading it.
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore uv==0.13.9
ENV UV_PROJECT_ENVIRONMENT=/opt/adoption UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /src
COPY pyproject.toml uv.lock ./
# What others wrote changes seldom and is kept between builds; ours follows.
RUN uv sync --locked --no-dev --no-install-project
COPY README.md LICENSE ./
COPY bot bot
COPY crm crm
COPY delivery delivery
COPY domain domain
COPY flows flows
COPY handlers handlers
COPY sandbox sandbox
COPY schedules schedules
COPY store store
COPY views views
RUN uv sync --locked --no-dev --no-editable

FROM python:3.13-slim
# A number above those of the system's users, so that a volume's owner reads the same outside.
RUN groupadd --gid 10001 adoption \
    && useradd --uid 10001 --gid adoption --no-create-home --home-dir /var/lib/adoption --shell /usr/sbin/nologin adoption \
    && install -d -o adoption -g adoption -m 0700 /var/lib/adoption \
    && install -d -m 0755 /etc/adoption
COPY --from=build /opt/adoption /opt/adoption
# Nothing is written beside the code, so the root file system may be read-only.
# slack_sdk asks for a home when it is imported, and ends the program when there is none.
ENV PATH=/opt/adoption/bin:$PATH \
    HOME=/var/lib/adoption \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=3000 \
    LOG_FORMAT=json \
    DATABASE_URL=sqlite:////var/lib/adoption/adoption.db \
    ADOPTION_MODEL=/etc/adoption/operating-model.yml
WORKDIR /var/lib/adoption
VOLUME /var/lib/adoption
USER adoption
EXPOSE 3000
# "It lives", not "it is ready": a replica that waits for its store is not mended by a restart.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=2)"]
# In this form a signal reaches the bot itself and no shell.
ENTRYPOINT ["adoption"]
CMD ["serve"]
