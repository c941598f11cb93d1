using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Publishing.WebSub;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

/// <summary>Callbacks that accept requests without answering do not affect other subscribers.</summary>
public sealed class SilentSubscriberTests(TestDatabases databases)
{
    private static Task Forever => new TaskCompletionSource().Task;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Callbacks_that_never_answer_delay_neither_verification_nor_delivery_of_others(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        // The hub works by itself, and waits for an answer longer than the test may last.
        await using var app = await PublishingApp.StartAsync(location: database.Location, services: s =>
        {
            s.AddSingleton(TimeProvider.System);
            s.Configure<HubOptions>(o => (o.Concurrency, o.TimeoutSeconds) = (4, 120));
            s.AddHostedService(p => p.GetRequiredService<HubWorker>());
        });
        await using var silent = await TestSubscriber.StartAsync();
        await using var other = await TestSubscriber.StartAsync(2);
        var all = app.BaseUrl + "/feeds/all.rss";
        var health = app.BaseUrl + "/feeds/category/health.rss";

        // More subscriptions than there are places, and then more requests.
        for (var i = 0; i < 10; i++)
            await app.AskHubAsync(silent.Callback + "&subscription=" + i, all);
        await Eventually.TrueAsync(async () => await app.CountSubscriptionsAsync() == 10);
        silent.Silence = Forever;
        await StoreAsync(app, Sample.Article(1));
        await Eventually.TrueAsync(() => silent.Deliveries.Count == 2);
        for (var i = 0; i < 10; i++)
            await app.AskHubAsync(silent.Callback + "&request=" + i, all);
        await Eventually.TrueAsync(() => silent.Verifications.Count == 12);

        await app.AskHubAsync(other.Callback, all);
        await app.AskHubAsync(other.Callback, health);
        await Eventually.TrueAsync(async () => await app.CountSubscriptionsAsync() == 12);
        await StoreAsync(app, Sample.Article(2, "health"));
        await Eventually.TrueAsync(() => other.Deliveries.Count == 2);
        await StoreAsync(app, Sample.Article(3));
        await Eventually.TrueAsync(() => other.Deliveries.Count == 3);

        // Each of the two loops uses at most two places per host.
        Assert.Equal((2, 12), (silent.Deliveries.Count, silent.Verifications.Count));
    }

    [Fact]
    public async Task Callbacks_that_failed_before_wait_for_one_another_and_nobody_for_them()
    {
        await using var app = await StartWithOnePlaceAsync();
        await using var oneDead = await TestSubscriber.StartAsync();
        await using var otherDead = await TestSubscriber.StartAsync(2);
        await using var healthy = await TestSubscriber.StartAsync(3);
        TestSubscriber[] dead = [oneDead, otherDead];
        await SubscribeAsync(app, [.. dead, healthy]);
        foreach (var subscriber in dead)
            subscriber.OnDelivery = () => 503;
        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();
        Assert.All([.. dead, healthy], s => Assert.Single(s.Deliveries));

        // Now they do not even answer.
        var silence = new TaskCompletionSource();
        foreach (var subscriber in dead)
            (subscriber.OnDelivery, subscriber.Silence) = (() => 204, silence.Task);
        app.Time.Advance(TimeSpan.FromSeconds(11));
        await app.StoreAsync(Sample.Article(2));
        var round = app.HubRoundAsync();
        await Eventually.TrueAsync(() => healthy.Deliveries.Count == 2 && dead.Sum(s => s.Deliveries.Count) == 3);
        await app.StoreAsync(Sample.Article(3));
        await app.HubRoundAsync();
        await Eventually.TrueAsync(() => healthy.Deliveries.Count == 3);
        Assert.Equal(3, dead.Sum(s => s.Deliveries.Count));

        // The callbacks answer again: each gets everything in the end, including what arrived during its delivery.
        silence.SetResult();
        await round;
        Assert.All([.. dead, healthy], s => Assert.Equal(3, ItemsOfLast(s)));
    }

    [Fact]
    public async Task Whoever_takes_long_waits_with_those_that_failed()
    {
        await using var app = await StartWithOnePlaceAsync();
        await using var slow = await TestSubscriber.StartAsync();
        await using var healthy = await TestSubscriber.StartAsync(3);
        await SubscribeAsync(app, slow, healthy);
        var answer = new TaskCompletionSource();
        slow.Silence = answer.Task;
        await app.StoreAsync(Sample.Article(1));
        var round = app.HubRoundAsync();
        await Eventually.TrueAsync(() => slow.Deliveries.Count == 1);
        app.Time.Advance(TimeSpan.FromSeconds(6));
        answer.SetResult();
        await round;
        Assert.All([slow, healthy], s => Assert.Single(s.Deliveries));

        answer = new TaskCompletionSource();
        slow.Silence = answer.Task;
        await app.StoreAsync(Sample.Article(2));
        round = app.HubRoundAsync();
        await Eventually.TrueAsync(() => slow.Deliveries.Count == 2 && healthy.Deliveries.Count == 2);
        answer.SetResult();
        await round;

        Assert.All([slow, healthy], s => Assert.Equal(2, ItemsOfLast(s)));
    }

    private static Task<PublishingApp> StartWithOnePlaceAsync() =>
        PublishingApp.StartAsync(services: s => s.Configure<HubOptions>(o => (o.Concurrency, o.FailingConcurrency) = (1, 1)));

    private static async Task SubscribeAsync(PublishingApp app, params TestSubscriber[] subscribers)
    {
        foreach (var subscriber in subscribers)
            await app.AskHubAsync(subscriber.Callback, app.BaseUrl + "/feeds/all.rss");
        await app.HubRoundAsync();
        Assert.Equal(subscribers.Length, await app.CountSubscriptionsAsync());
    }

    private static async Task StoreAsync(PublishingApp app, Article article)
    {
        await app.StoreAsync(article);
        app.Services.GetRequiredService<RevisionBell>().Ring();
    }

    private static int ItemsOfLast(TestSubscriber subscriber) =>
        XDocument.Parse(Encoding.UTF8.GetString(subscriber.Deliveries[^1].Body)).Descendants("item").Count();
}
