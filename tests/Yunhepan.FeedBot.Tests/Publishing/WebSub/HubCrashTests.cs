using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Storage;
using Yunhepan.FeedBot.Publishing.WebSub;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

/// <summary>What one process leaves behind is taken over by the next.</summary>
public sealed class HubCrashTests(TestDatabases databases)
{
    // As behind a proxy: the address stays when the process changes.
    private const string BaseUrl = "https://feeds.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_hub_that_dies_before_it_notes_a_delivery_makes_it_again_when_its_claim_lapses(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var subscriber = await TestSubscriber.StartAsync();
        using var death = new CancellationTokenSource();
        await using (var first = await StartAsync(database))
        {
            await first.AskHubAsync(subscriber.Callback, BaseUrl + "/feeds/all.rss");
            await first.HubRoundAsync();
            await first.StoreAsync(Sample.Article(1));
            // The contents are there, and the answer finds nobody.
            subscriber.OnDelivery = () =>
            {
                death.Cancel();
                return 204;
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Services.GetRequiredService<HubWorker>().RunOnceAsync(death.Token));
        }

        subscriber.OnDelivery = () => 204;
        await using var second = await StartAsync(database);
        await second.HubRoundAsync();
        Assert.Single(subscriber.Deliveries);
        second.Time.Advance(TimeSpan.FromMinutes(3));
        await second.HubRoundAsync();
        second.Time.Advance(TimeSpan.FromMinutes(3));
        await second.HubRoundAsync();

        Assert.Equal(2, subscriber.Deliveries.Count);
        Assert.Equal(subscriber.Deliveries[0].Body, subscriber.Deliveries[1].Body);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_subscription_of_the_first_version_goes_on_and_counts_to_its_host(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var subscriber = await TestSubscriber.StartAsync();
        await using (var old = Open(database))
        {
            await old.GetService<IMigrator>().MigrateAsync(old.Database.GetMigrations().First(), Cancellation);
            var (past, future) = (Stored(old, new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero)), Stored(old, new(2026, 12, 20, 8, 0, 0, TimeSpan.Zero)));
            await old.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO hub_subscriptions ("Topic", "Callback", "ExpiresAt", "DeliveredTag", "NextAttemptAt", "Failures")
                VALUES ({0}, {1}, {2}, 'old', {3}, 0)
                """,
                [BaseUrl + "/feeds/all.rss", subscriber.Callback, future, past],
                Cancellation);
        }

        await using var app = await StartAsync(database, o => o.MostSubscriptionsPerHost = 1);
        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();

        Assert.Single(subscriber.Deliveries);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await app.AskHubAsync(subscriber.Callback + "&another", BaseUrl + "/feeds/all.rss"));
    }

    private static Task<PublishingApp> StartAsync(TestDatabase database, Action<HubOptions>? configure = null) =>
        PublishingApp.StartAsync(location: database.Location, services: s =>
        {
            s.AddSingleton(_ => new CurrentTaxonomy(Sample.Taxonomy(BaseUrl)));
            s.Configure(configure ?? (_ => { }));
        });

    private static PublishingDb Open(TestDatabase database) => database.Location switch
    {
        DatabaseLocation.SqliteFile file =>
            new SqlitePublishingDb(new DbContextOptionsBuilder<SqlitePublishingDb>().UseSqlite(file.ConnectionString, PublishingDatabase.History).Options),
        DatabaseLocation.Postgres postgres =>
            new PostgresPublishingDb(new DbContextOptionsBuilder<PostgresPublishingDb>().UseNpgsql(postgres.ConnectionString, PublishingDatabase.History).Options),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static object Stored(PublishingDb db, DateTimeOffset time) => db is SqlitePublishingDb ? time.ToUnixTimeMilliseconds() : time;
}
