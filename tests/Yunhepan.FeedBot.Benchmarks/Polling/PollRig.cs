using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

/// <summary>Runs the polling stages, composed like in the host, on a SQLite file of their own.</summary>
internal sealed class PollRig : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("feedbot-bench-").FullName;

    private PollRig(SourceCatalogue catalogue, TimeProvider time, HostLookup lookup, params (string Key, string Value)[] settings)
    {
        Catalogue = catalogue;
        var location = new DatabaseLocation.SqliteFile(Path.Combine(_folder, "feedbot.db"));
        var values = new Dictionary<string, string?> { ["Fetching:AllowedPrivateHosts:0"] = "127.0.0.0/8" };
        foreach (var (key, value) in settings)
            values[key] = value;
        Services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton(lookup)
            .AddSingleton<ICronExpressions, NoCron>()
            .AddCatalogue("none.json")
            .AddFetching()
            .AddPolling(location)
            .AddArticles(location, _ => () => Catalogue)
            .BuildServiceProvider();
        Location = location;
    }

    public ServiceProvider Services { get; }

    public SourceCatalogue Catalogue { get; }

    private DatabaseLocation Location { get; }

    public static Task<PollRig> StartAsync(SourceCatalogue catalogue, TimeProvider time, params (string Key, string Value)[] settings) =>
        StartAsync(catalogue, time, HostLookup.System, settings);

    public static async Task<PollRig> StartAsync(SourceCatalogue catalogue, TimeProvider time, HostLookup lookup, params (string Key, string Value)[] settings)
    {
        var rig = new PollRig(catalogue, time, lookup, settings);
        await rig.MigrateAsync<ArticlesDb>();
        await rig.MigrateAsync<IngestionDb>();
        return rig;
    }

    public Task<int> PollAsync(CancellationToken cancellationToken = default) => Services.GetRequiredService<SourcePolling>().PollDueAsync(cancellationToken);

    public Task SyncAsync() => InScopeAsync(s => s.GetRequiredService<CatalogueSync>().SyncAsync(Catalogue, CancellationToken.None));

    public Task ExecuteAsync(FormattableString sql) => InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Database.ExecuteSqlAsync(sql));

    public async Task InScopeAsync(Func<IServiceProvider, Task> action)
    {
        await using var scope = Services.CreateAsyncScope();
        await action(scope.ServiceProvider);
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> action)
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider);
    }

    private Task MigrateAsync<TContext>()
        where TContext : DbContext =>
        InScopeAsync(s => DatabaseMigrator.MigrateAsync(s.GetRequiredService<TContext>(), Location, TimeProvider.System, CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Gives each host its own loopback address; all of 127.0.0.0/8 leads to this machine.</summary>
    public static string Host(int number) => $"127.{1 + (number / 62_500)}.{number / 250 % 250}.{1 + (number % 250)}";

    private sealed class NoCron : ICronExpressions
    {
        public string? Validate(string expression) => "no cron here";

        public DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) => null;
    }
}
