# syntax=docker/dockerfile:1
# Build:  docker build -t feedbot .
# Run:    docker run -p 127.0.0.1:8080:8080 -v feedbot-data:/data feedbot

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Restored in a separate step, so that a change of code does not fetch packages again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Yunhepan.FeedBot.Extraction/*.csproj src/Yunhepan.FeedBot.Extraction/packages.lock.json src/Yunhepan.FeedBot.Extraction/
COPY src/Yunhepan.FeedBot.Catalogue/*.csproj src/Yunhepan.FeedBot.Catalogue/packages.lock.json src/Yunhepan.FeedBot.Catalogue/
COPY src/Yunhepan.FeedBot.Ingestion/*.csproj src/Yunhepan.FeedBot.Ingestion/packages.lock.json src/Yunhepan.FeedBot.Ingestion/
COPY src/Yunhepan.FeedBot.Articles/*.csproj src/Yunhepan.FeedBot.Articles/packages.lock.json src/Yunhepan.FeedBot.Articles/
COPY src/Yunhepan.FeedBot.Publishing/*.csproj src/Yunhepan.FeedBot.Publishing/packages.lock.json src/Yunhepan.FeedBot.Publishing/
COPY src/Yunhepan.FeedBot.Alerts/*.csproj src/Yunhepan.FeedBot.Alerts/packages.lock.json src/Yunhepan.FeedBot.Alerts/
COPY src/Yunhepan.FeedBot.Chat/*.csproj src/Yunhepan.FeedBot.Chat/packages.lock.json src/Yunhepan.FeedBot.Chat/
COPY src/Yunhepan.FeedBot.SamplePortal/*.csproj src/Yunhepan.FeedBot.SamplePortal/packages.lock.json src/Yunhepan.FeedBot.SamplePortal/
COPY src/Yunhepan.FeedBot/*.csproj src/Yunhepan.FeedBot/packages.lock.json src/Yunhepan.FeedBot/
RUN dotnet restore --locked-mode src/Yunhepan.FeedBot
COPY src/ src/
# The locked packages are restored again for the machine's runtime, so that the code is compiled ahead: commands start in two thirds
# of the time.
ARG TARGETARCH
RUN dotnet publish src/Yunhepan.FeedBot --configuration Release --arch $TARGETARCH --self-contained false --output /app \
 && mkdir /data /config

# Chiselled: no shell, no package manager, a non-root user. "extra" holds ICU and the time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app ./
COPY --from=build --chown=$APP_UID:$APP_UID /config /config
COPY --chown=$APP_UID:$APP_UID feeds.json /config/feeds.json
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV DOTNET_gcServer=0 \
    Logging__Console__FormatterName=json
USER $APP_UID
VOLUME /data /config
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["./feedbot", "health", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["./feedbot"]
CMD ["run", "--urls", "http://0.0.0.0:8080", "--data", "/data", "--feeds", "/config/feeds.json"]
