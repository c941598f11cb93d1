using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>Writes to the database of the service under load: chats before it starts, articles while it runs.</summary>
internal sealed class LoadDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private int _published;

    private LoadDatabase(ServiceProvider services) => _services = services;

    /// <param name="platforms">Only for raising alerts in this process.</param>
    public static async Task<LoadDatabase> CreateAsync(DatabaseLocation location, params IReadOnlyList<IChatPlatform> platforms)
    {
        var collection = new ServiceCollection();
        foreach (var platform in platforms)
            collection.AddSingleton(platform);
        var services = collection
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddArticlesDb(location)
            .AddSingleton(new CurrentTopics(Taxonomy()))
            .AddSingleton(new CurrentCatalogue(() => new SourceCatalogue { Site = new Site() }))
            .AddSingleton<RevisionBell>()
            .AddScoped<ArticleReader>()
            .AddScoped<RevisionLog>()
            .AddScoped<ArticleSearch>()
            .AddScoped<StoryReader>()
            .AddAlerts(location)
            .BuildServiceProvider();
        var database = new LoadDatabase(services);
        await database.InAsync<ArticlesDb>(db => DatabaseMigrator.MigrateAsync(db, location, TimeProvider.System, default));
        await database.InAsync<AlertsDb>(db => DatabaseMigrator.MigrateAsync(db, location, TimeProvider.System, default));
        return database;
    }

    /// <summary>Chats of a Telegram bot that follow a category.</summary>
    public Task FollowAsync(string account, IEnumerable<long> chats, params string[] categories) => InAsync<AlertsDb>(async db =>
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var some in chats.Chunk(20_000))
        {
            var ids = some.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray();
            var known = (await db.Subscribers.AsNoTracking().Where(s => s.Account == account && ids.Contains(s.ChatId)).ToListAsync())
                .ToDictionary(s => s.ChatId);
            var added = ids.Where(id => !known.ContainsKey(id))
                .Select(id => new Subscriber { Platform = "telegram", Account = account, ChatId = id, CreatedAt = Now }).ToList();
            db.Subscribers.AddRange(added);
            await db.SaveChangesAsync();
            db.Subscriptions.AddRange(added.Concat(known.Values).SelectMany(s => categories, (s, category) =>
                new Subscription { SubscriberId = s.Id, TopicKind = TopicKind.Category, TopicId = category, CreatedAt = Now }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    });

    /// <summary>One new article in the log, as the articles' stage would write it.</summary>
    /// <returns>Its title, and when it was stored.</returns>
    public async Task<(string Title, DateTimeOffset StoredAt)> PublishAsync(
        string category, Priority priority, string text = "运河岸边的便民市场今天起恢复营业。")
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"第{++_published:000000}号消息");
        var now = Now;
        await InAsync<ArticlesDb>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.LockLogAsync(default);
            var number = (await db.Revisions.MaxAsync(r => (long?)r.Number) ?? 0) + 1;
            var article = new Article
            {
                PublicId = Guid.NewGuid(),
                SourceId = "load",
                Identity = title + Guid.NewGuid(),
                Title = title,
                ContentHash = title,
                ContentText = text,
                Priority = priority,
                PublishedAt = now,
                PublishedHasTime = true,
                FirstSeenAt = now,
                SortAt = now,
                Revision = number,
                Categories = { new ArticleCategory { CategoryId = category, Reason = "source" } },
            };
            db.Articles.Add(article);
            await db.SaveChangesAsync();
            db.Revisions.Add(new Revision { Number = number, ArticleId = article.Id, Kind = RevisionKind.New, At = now, Alerting = true });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        return (title, Now);
    }

    public async Task<T> AskScopeAsync<T>(Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider);
    }

    public async Task<T> AskAsync<T>(Func<AlertsDb, Task<T>> ask)
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<AlertsDb>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static TopicTree Taxonomy() => new(
        new Site { Title = LocalisedName.Same("Load"), Language = "zh" },
        [
            new TopicNode { Kind = TopicKind.Category, Id = "news", Name = new LocalisedName("新闻", "News") },
            new TopicNode { Kind = TopicKind.Category, Id = "news/city", ParentId = "news", Name = new LocalisedName("城区", "City") },
        ]);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task InAsync<TDb>(Func<TDb, Task> act)
        where TDb : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TDb>());
    }
}
