using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.WebSub;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

/// <summary>The next process takes over the work of a dead one.</summary>
public sealed class HubCrashTests(TestDatabases databases)
{
    // The address stays the same when the process changes, as behind a proxy.
    private const string BaseUrl = "https://feeds.example";

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
            // The contents arrive, but the process that waits for the answer is gone.
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

    private static Task<PublishingApp> StartAsync(TestDatabase database) =>
        PublishingApp.StartAsync(location: database.Location, services: s => s.AddSingleton(_ => new CurrentTopics(Sample.Taxonomy(BaseUrl))));
}
