using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>
/// Runs the whole service as the host composes it, in this process, with its public endpoints but without background work.
/// </summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly WebApplication _app;

    private ServiceHost(DatabaseLocation? database, string? baseUrl, (string Key, string Value)[] settings, HostLookup? lookup)
    {
        var site = baseUrl is null ? "" : $$""" "baseUrl": "{{baseUrl}}", """;
        var feeds = _folder.Write("feeds.json", $$"""
            {
              "site": { {{site}} "title": "Test site", "contact": "mailto:operator@site.example" },
              "categories": [ { "id": "news", "name": { "zh": "新闻", "en": "News" } } ],
              "sources": [ { "id": "portal", "url": "http://127.0.0.1:9/feed", "category": "news" } ]
            }
            """);
        var overrides = settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal);
        if (database is DatabaseLocation.Postgres postgres)
            overrides["ConnectionStrings:FeedBot"] = postgres.ConnectionString;
        _app = FeedBotHost.Build(
            new FeedBotSettings { DataFolder = _folder.PathOf("data"), FeedsFile = feeds, Urls = "http://127.0.0.1:0", Overrides = overrides },
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(new LogLines(Log));
                // Nothing polls, sends or prunes: only the server itself is started.
                foreach (var worker in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name != "GenericWebHostService").ToList())
                    builder.Services.Remove(worker);
                if (lookup is not null)
                    builder.Services.AddSingleton(lookup);
            });
    }

    /// <summary>Every line logged, with its exception.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public Uri BaseUrl => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public string FeedsFile => _folder.PathOf("feeds.json");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<ServiceHost> StartAsync(DatabaseLocation? database = null, string? baseUrl = null, params (string Key, string Value)[] settings) =>
        StartAsync(null, database, baseUrl, settings);

    public static async Task<ServiceHost> StartAsync(HostLookup? lookup, DatabaseLocation? database, string? baseUrl, (string Key, string Value)[] settings)
    {
        var host = new ServiceHost(database, baseUrl, settings, lookup);
        await FeedBotHost.PrepareAsync(host._app, Cancel);
        await host._app.StartAsync(Cancel);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private sealed class LogLines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
