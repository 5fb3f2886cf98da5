# Build:  docker build -t fastpath-checks .
# Use:    docker run --rm --network none --read-only --volume "$PWD:/src:ro" fastpath-checks scan .
#
# The base is named by its tag, so that a build gets its security fixes; a pipeline that wants the same bytes each time
# adds the digest: --build-arg PYTHON=3.13-slim@sha256:...
ARG PYTHON=3.13-slim

FROM python:${PYTHON} AS builder
COPY LICENSE README.md pyproject.toml setup.cfg setup.py /build/
COPY policies /build/policies
COPY fastpath_checks /build/fastpath_checks
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels /build \
    && python -m venv --without-pip /opt/fastpath-checks \
    && python -m pip --python /opt/fastpath-checks/bin/python install --no-cache-dir /wheels/*.whl

# Nothing is installed here, and nothing runs as root. There is no git: `gate` is to be run beside a checkout.
FROM python:${PYTHON}
LABEL org.opencontainers.image.title="fastpath-checks" \
    org.opencontainers.image.description="Find Azure ExpressRoute FastPath misconfigurations before they are deployed" \
    org.opencontainers.image.licenses="MIT"
COPY --from=builder /opt/fastpath-checks /opt/fastpath-checks
ENV PATH="/opt/fastpath-checks/bin:$PATH"
WORKDIR /src
USER 65532:65532
ENTRYPOINT ["fastpath-checks"]
