using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Benchmarks.Articles;

/// <summary>
/// Runs the real store over a new database: a SQLite file in a temporary folder, or a given empty PostgreSQL database.
/// </summary>
internal sealed class StoreRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _folder;

    private StoreRig(ServiceProvider services, DatabaseLocation location, string? folder) =>
        (_services, Location, _folder) = (services, location, folder);

    public DatabaseLocation Location { get; }

    public static async Task<StoreRig> StartAsync(string? postgres, SourceCatalogue? catalogue = null)
    {
        var folder = postgres is null ? Directory.CreateTempSubdirectory("feedbot-store-").FullName : null;
        DatabaseLocation location = postgres is null
            ? new DatabaseLocation.SqliteFile(Path.Combine(folder!, "feedbot.db"))
            : new DatabaseLocation.Postgres(postgres);
        var now = catalogue ?? new SourceCatalogue { Site = new Site() };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddArticles(location, _ => () => now)
            .BuildServiceProvider();
        var rig = new StoreRig(services, location, folder);
        await rig.InScopeAsync(s => DatabaseMigrator.MigrateAsync(s.GetRequiredService<ArticlesDb>(), location, TimeProvider.System, default));
        return rig;
    }

    public async Task InScopeAsync(Func<IServiceProvider, Task> action)
    {
        await using var scope = _services.CreateAsyncScope();
        await action(scope.ServiceProvider);
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> action)
    {
        await using var scope = _services.CreateAsyncScope();
        return await action(scope.ServiceProvider);
    }

    public Task<ArticleChanges> AppendAsync(Source source, IEnumerable<ArticleDraft> items) => InScopeAsync(s => s.GetRequiredService<ArticleStore>()
        .AppendAsync(source, [.. items.Select(i => i with { Alerting = false })], default));

    /// <summary>Bytes of the database, its log included.</summary>
    public async Task<long> SizeAsync()
    {
        if (Location is DatabaseLocation.SqliteFile file)
            return new[] { file.Path, file.Path + "-wal" }.Where(File.Exists).Sum(p => new FileInfo(p).Length);
        await using var connection = new NpgsqlConnection(((DatabaseLocation.Postgres)Location).ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static Source Source(string id) => new() { Id = id, Url = $"http://{id}.example/", Name = new LocalisedName(id, id) };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_folder is null)
            return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
