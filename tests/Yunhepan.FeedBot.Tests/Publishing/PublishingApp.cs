using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Storage;
using Yunhepan.FeedBot.Publishing.WebSub;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Publishing.WebSub;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Serves feeds and pages on a real Kestrel and a real SQLite file.</summary>
internal sealed class PublishingApp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("publishing-").FullName;
    private readonly WebApplication _app;

    private PublishingApp(Action<PublishingOptions>? configure, DatabaseLocation? location, Action<IServiceCollection>? services)
    {
        Location = location ?? new DatabaseLocation.SqliteFile(Path.Combine(_folder, "test.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0);
            RequestHeadLimits.Allow(k.Limits);
        });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddArticlesDb(Location);
        builder.Services.AddSingleton(p => new CurrentTopics(() => Taxonomy));
        builder.Services.AddScoped<ArticleReader>();
        builder.Services.AddScoped<ArticleSearch>();
        builder.Services.AddScoped<StoryReader>();
        builder.Services.AddScoped<ComplaintBox>();
        builder.Services.AddSingleton<RevisionBell>();
        builder.Services.AddPublishing(Location, _ => { });
        builder.Services.AddSingleton<ICallbackNetwork>(Network);
        builder.Services.Configure<PublishingOptions>(o => o.FreshForMilliseconds = 0);
        if (configure is not null)
            builder.Services.Configure(configure);
        // The hub runs only when a test starts it.
        builder.Services.RemoveAll<IHostedService>();
        services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.Use(RequestHeadLimits.Apply);
        _app.UseSitePath();
        _app.UseCachedFeeds();
        _app.UseRequestFaults();
        _app.UseRouting();
        _app.MapFeeds();
        _app.MapWebSub();
        _app.MapSitemaps();
        _app.MapPages();
        _app.MapGet("/failing", string () => throw new InvalidOperationException("secret detail"));
    }

    public DatabaseLocation Location { get; }

    /// <summary>The addresses that the hosts of callbacks resolve to.</summary>
    public TestNetwork Network { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.FromHours(8)));

    public IServiceProvider Services => _app.Services;

    /// <summary>What feeds.json says; a test may replace it.</summary>
    public TopicTree Taxonomy { get; set; } = Sample.Taxonomy();

    /// <summary>Follows no redirects and decodes nothing.</summary>
    public HttpClient Client { get; private set; } = null!;

    public string BaseUrl { get; private set; } = "";

    public static async Task<PublishingApp> StartAsync(
        Action<PublishingOptions>? configure = null, DatabaseLocation? location = null, Action<IServiceCollection>? services = null)
    {
        var app = new PublishingApp(configure, location, services);
        if (location is null && app.Location is DatabaseLocation.SqliteFile file)
            await MigratedDatabase.WriteAsync(file);
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        app.BaseUrl = app._app.Urls.Single();
#pragma warning disable RS0030 // The tests' own client, with no factory behind it.
        app.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.BaseUrl) };
#pragma warning restore RS0030
        return app;
    }

    /// <summary>Stores articles as the store would: a revision for each, in order.</summary>
    public Task StoreAsync(params Article[] articles) => InScopeAsync(async db =>
    {
        foreach (var article in articles)
        {
            article.Revision = await NextRevisionAsync(db);
            db.Articles.Add(article);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            db.Revisions.Add(Log(article, RevisionKind.New));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
    });

    /// <summary>Stores many articles at once, with a revision for each.</summary>
    public Task StoreManyAsync(IReadOnlyList<Article> articles) => InScopeAsync(async db =>
    {
        var number = await NextRevisionAsync(db);
        foreach (var article in articles)
            article.Revision = number++;
        db.Articles.AddRange(articles);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        db.Revisions.AddRange(articles.Select(article => Log(article, RevisionKind.New)));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    public Task ChangeAsync(Guid publicId, RevisionKind kind, Action<Article> change, params ArticleChange[] changes) => InScopeAsync(async db =>
    {
        var article = await db.Articles.SingleAsync(a => a.PublicId == publicId, TestContext.Current.CancellationToken);
        change(article);
        article.Revision = await NextRevisionAsync(db);
        db.Revisions.Add(Log(article, kind, changes));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts a request to the hub, as a subscriber does.</summary>
    public async Task<HttpStatusCode> AskHubAsync(string callback, string topic, string mode = "subscribe", params (string Name, string Value)[] more)
    {
        var form = new Dictionary<string, string> { ["hub.mode"] = mode, ["hub.topic"] = topic, ["hub.callback"] = callback };
        foreach (var (name, value) in more)
            form[name] = value;
        using var response = await Client.PostAsync("/websub", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public async Task<int> CountSubscriptionsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishingDb>().HubSubscriptions.CountAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> CountHubRequestsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishingDb>().HubRequests.CountAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets the hub do what is due now.</summary>
    public Task HubRoundAsync() => Services.GetRequiredService<HubWorker>().RunOnceAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (Location is DatabaseLocation.SqliteFile file)
            MigratedDatabase.LetGo(file);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task InScopeAsync(Func<ArticlesDb, Task> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ArticlesDb>());
    }

    private Revision Log(Article article, RevisionKind kind, params ArticleChange[] changes) =>
        new() { Number = article.Revision, ArticleId = article.Id, Kind = kind, At = Time.GetUtcNow(), Changes = [.. changes] };

    private static async Task<long> NextRevisionAsync(ArticlesDb db) =>
        (await db.Revisions.MaxAsync(r => (long?)r.Number, TestContext.Current.CancellationToken) ?? 0) + 1;
}
