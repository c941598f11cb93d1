using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// Runs the real articles stage over the real ingestion stage, a scripted origin, a real database and a clock that the test
/// advances.
/// </summary>
internal sealed class ArticlesRig : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private ArticlesRig(TestDatabase database, ScriptedOrigin origin, ServiceProvider services, FakeTimeProvider time)
    {
        _database = database;
        _services = services;
        Origin = origin;
        Time = time;
    }

    public ScriptedOrigin Origin { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>What feeds.json says; a test may replace it.</summary>
    public SourceCatalogue Catalogue { get; set; } = new() { Site = new Site() };

    /// <param name="databases">Gives the database.</param>
    /// <param name="engine">Of this kind.</param>
    /// <param name="settings">As appsettings.json would have them.</param>
    public static async Task<ArticlesRig> StartAsync(TestDatabases databases, DatabaseEngine engine, params (string Key, string Value)[] settings)
    {
        var database = await databases.CreateAsync(engine);
        var origin = await ScriptedOrigin.StartAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        ArticlesRig? rig = null;
        var values = new Dictionary<string, string?>
        {
            ["Fetching:AllowedPrivateHosts:0"] = origin.Authority,
            ["Fetching:PerHostSpacing"] = "00:00:00",
            ["Polling:StartSpread"] = "00:00:00",
            ["Refreshing:LookAgainAfter:0"] = "00:10:00",
            ["Refreshing:LookAgainAfter:1"] = "01:00:00",
        };
        foreach (var (key, value) in settings)
            values[key] = value;
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<ICronExpressions, QuartzCron>()
            .AddCatalogue("no-such-feeds.json")
            .AddFetching()
            .AddPolling(database.Location)
            .AddArticles(database.Location, _ => () => rig!.Catalogue)
            .BuildServiceProvider(validateScopes: true);
        rig = new ArticlesRig(database, origin, services, time);
        return rig;
    }

    /// <summary>A source at a path of the origin.</summary>
    public Source Source(string path, string id = "s", SourceKind kind = SourceKind.Auto, string? category = null) => new()
    {
        Id = id,
        Url = Origin.Url(path),
        Name = new LocalisedName("来源", "Source"),
        Kind = kind,
        CategoryId = category,
        Every = TimeSpan.FromMinutes(5),
    };

    public void Follow(params Source[] sources) => Catalogue = Catalogue with { Sources = sources };

    /// <summary>Polls what is due after letting time pass.</summary>
    public async Task<int> PollAsync(TimeSpan? after = null)
    {
        Time.Advance(after ?? TimeSpan.FromMinutes(6));
        return await _services.GetRequiredService<SourcePolling>().PollDueAsync(TestContext.Current.CancellationToken);
    }

    public Task<ArticleChanges> AppendAsync(Source source, params ArticleDraft[] items) => InScopeAsync(s => s.GetRequiredService<ArticleStore>()
        .AppendAsync(source, items, TestContext.Current.CancellationToken));

    public Task<IReadOnlyList<Article>> LatestAsync(ArticleFilter? filter = null) =>
        InScopeAsync(s => s.GetRequiredService<ArticleReader>().LatestAsync(filter ?? ArticleFilter.All, 100, TestContext.Current.CancellationToken));

    public Task<IReadOnlyList<Article>> WithdrawnAsync(ArticleFilter filter) =>
        InScopeAsync(s => s.GetRequiredService<ArticleReader>().WithdrawnAsync(filter, 100, TestContext.Current.CancellationToken));

    /// <summary>Withdraws the only article of a source.</summary>
    public Task<int> WithdrawAsync(string sourceId) => InScopeAsync(async s =>
    {
        var article = await s.GetRequiredService<ArticlesDb>().Articles.SingleAsync(a => a.SourceId == sourceId, TestContext.Current.CancellationToken);
        await s.GetRequiredService<ArticleStore>().WithdrawAsync(article, new Withdrawal.PageGone("404"), TestContext.Current.CancellationToken);
        return 0;
    });

    public Task<ArticleMark> MarkAsync(ArticleFilter filter) =>
        InScopeAsync(s => s.GetRequiredService<ArticleReader>().MarkAsync(filter, TestContext.Current.CancellationToken));

    public Task<IReadOnlyList<LoggedRevision>> LogAsync(long after = 0) =>
        InScopeAsync(s => s.GetRequiredService<RevisionLog>().ReadAfterAsync(after, 1_000, TestContext.Current.CancellationToken));

    public Task<SourceState> StateAsync(string id = "s") =>
        InScopeAsync(s => s.GetRequiredService<IngestionDb>().SourceStates.AsNoTracking().SingleAsync(x => x.SourceId == id, TestContext.Current.CancellationToken));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> action)
    {
        await using var scope = _services.CreateAsyncScope();
        return await action(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Origin.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>An RSS feed with full texts.</summary>
    public static string Rss(params (string Title, string Path, string Text)[] items) =>
        "<rss version=\"2.0\"><channel><title>测试源</title><link>http://portal.example/</link><description>-</description>"
        + string.Concat(items.Select(i =>
            $"<item><title>{i.Title}</title><link>http://portal.example{i.Path}</link><description>{i.Text}</description></item>"))
        + "</channel></rss>";
}
