# One image for every part of the service: docker run … check | serve | poll | worker | schedule | api
#
#   docker build -t shouli .
#   docker run --init -p 8000:8000 -v shouli:/data -e SHOULI_CONFIG=/data/shouli.toml shouli
#   docker run --rm -v "$PWD:/files:ro" shouli check /files/某某公司+新申请劳务派遣行政许可.pdf
#
# --init reaps what a killed sandbox leaves behind. Give it 60 seconds to stop (--stop-timeout 60): workers finish
# the job they are at.

FROM python:3.12-slim AS libraries
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_ONLY_BINARY=:all:
WORKDIR /build
COPY requirements.txt requirements-nodeps.txt ./
# The second file puts OpenCV without windows over the one that paddlex pins; what only the first used is 180 MB.
RUN python -m venv --without-pip /opt/shouli \
    && python -m pip --python /opt/shouli/bin/python install -r requirements.txt \
    && python -m pip --python /opt/shouli/bin/python install --no-deps -r requirements-nodeps.txt \
    && rm -rf /opt/shouli/lib/python3.*/site-packages/opencv_contrib_python.libs \
              /opt/shouli/lib/python3.*/site-packages/cv2/qt \
    && /opt/shouli/bin/python -c "import cv2"

FROM libraries AS project
RUN grep '^setuptools==' requirements.txt > build.txt && python -m pip install -r build.txt
COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY cases cases
COPY casework casework
COPY catalogue catalogue
COPY commands commands
COPY intake intake
COPY judging judging
COPY ocr ocr
COPY papers papers
COPY pipeline pipeline
COPY record record
COPY replies replies
COPY sandbox sandbox
COPY validators validators
COPY views views
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && python -m pip --python /opt/shouli/bin/python install --no-deps --target /opt/project dist/*.whl

FROM python:3.12-slim
RUN useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin shouli \
    && install -d -o shouli -g shouli -m 0700 /data
COPY --from=libraries /opt/shouli /opt/shouli
COPY --from=project /opt/project /opt/project
# Our packages come first: an index has others named validators and intake. No working folder is ever imported from.
ENV PATH=/opt/project/bin:/opt/shouli/bin:$PATH PYTHONPATH=/opt/project PYTHONSAFEPATH=1 PYTHONUNBUFFERED=1 \
    LANG=C.UTF-8 SHOULI_DATA=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
# A mail account that is refused is no reason to start the service anew: status is not asked.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import json, urllib.request as u; h = json.load(u.urlopen('http://127.0.0.1:8000/api/v1/health', timeout=8)); assert h['database'] and h['schema_fits'] and h['queue'] is not False"]
ENTRYPOINT ["shouli"]
CMD ["serve", "--host", "0.0.0.0"]
