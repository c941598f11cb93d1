using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Publishing.WebSub;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

/// <summary>Tests the hub by the rules of https://www.w3.org/TR/websub/ with a real subscriber.</summary>
public sealed class WebSubTests(TestDatabases databases)
{
    private const string Secret = "s3cret-键";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_names_its_hub_and_itself_in_headers_and_document()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        foreach (var extension in (string[])["rss", "atom", "json"])
        {
            using var response = await app.GetAsync($"/feeds/all.{extension}");
            var link = string.Join(", ", response.Headers.GetValues("Link"));
            Assert.Equal($"<{app.BaseUrl}/websub>; rel=\"hub\", <{app.BaseUrl}/feeds/all.{extension}>; rel=\"self\", <{app.BaseUrl}/feeds/all>; rel=\"alternate\"; type=\"text/html\"", link);
            Assert.Contains(app.BaseUrl + "/websub", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Subscribes_after_verification_and_delivers_the_feed_signed(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var app = await PublishingApp.StartAsync(location: database.Location);
        await using var subscriber = await TestSubscriber.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        var topic = app.BaseUrl + "/feeds/all.atom";

        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, subscriber, topic, ("hub.secret", Secret), ("hub.lease_seconds", "7200")));
        await app.HubRoundAsync();
        var verification = Assert.Single(subscriber.Verifications);
        Assert.StartsWith("/callback?mine=1&hub.mode=subscribe&", verification.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(topic, verification.Query["hub.topic"]);
        Assert.Equal("7200", verification.Query["hub.lease_seconds"]);
        Assert.True(verification.Query["hub.challenge"].ToString().Length >= 32);
        Assert.Empty(subscriber.Deliveries);

        await app.StoreAsync(Sample.Article(2));
        await app.HubRoundAsync();
        await app.HubRoundAsync();

        var delivery = Assert.Single(subscriber.Deliveries);
        Assert.Equal("application/atom+xml; charset=utf-8", delivery.Headers.ContentType);
        Assert.Equal($"<{app.BaseUrl}/websub>; rel=\"hub\", <{topic}>; rel=\"self\", <{app.BaseUrl}/feeds/all>; rel=\"alternate\"; type=\"text/html\"", delivery.Headers.Link);
        Assert.Equal(await app.Client.GetByteArrayAsync(topic, Cancellation), delivery.Body);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), delivery.Body)), delivery.Headers["X-Hub-Signature"]);
        Assert.Equal(2, XDocument.Parse(Encoding.UTF8.GetString(delivery.Body)).Descendants("{http://www.w3.org/2005/Atom}entry").Count());
    }

    [Fact]
    public async Task Only_the_feeds_that_changed_are_delivered_and_without_a_secret_unsigned()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/category/health.rss");
        await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/category/news.json");

        await app.StoreAsync(Sample.Article(1, "news"));
        await app.HubRoundAsync();

        var delivery = Assert.Single(subscriber.Deliveries);
        Assert.Equal("application/feed+json; charset=utf-8", delivery.Headers.ContentType);
        Assert.False(delivery.Headers.ContainsKey("X-Hub-Signature"));
    }

    [Fact]
    public async Task Nothing_is_subscribed_that_the_callback_does_not_confirm()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        foreach (var answer in (Func<ReceivedRequest, (int, string)>[])
            [_ => (200, "something else"), _ => (404, ""), r => (500, r.Query["hub.challenge"].ToString()), r => (200, r.Query["hub.challenge"] + "\n"), _ => (200, new string('x', 100_000))])
        {
            subscriber.OnVerification = answer;
            await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/all.rss");
        }

        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();

        Assert.Equal(5, subscriber.Verifications.Count);
        Assert.Equal(5, subscriber.Verifications.Select(v => v.Query["hub.challenge"].ToString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(subscriber.Deliveries);
    }

    [Fact]
    public async Task A_callback_that_is_down_is_asked_again_later()
    {
        await using var app = await PublishingApp.StartAsync();
        var subscriber = await TestSubscriber.StartAsync();
        var (callback, address) = (subscriber.Callback, new Uri(subscriber.Callback));
        await subscriber.DisposeAsync();
        await app.AskHubAsync(callback, app.BaseUrl + "/feeds/all.rss");
        await app.HubRoundAsync();

        Assert.Equal(1, await app.CountHubRequestsAsync());
        for (var attempt = 0; attempt < 4; attempt++)
        {
            app.Time.Advance(TimeSpan.FromHours(2));
            await app.HubRoundAsync();
        }

        Assert.Equal(0, await app.CountHubRequestsAsync());
        Assert.Equal(0, await app.CountSubscriptionsAsync());
        Assert.True(address.IsLoopback);
    }

    [Fact]
    public async Task Unsubscribing_is_verified_too()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        var topic = app.BaseUrl + "/feeds/all.rss";
        await SubscribeAsync(app, subscriber, topic);

        subscriber.OnVerification = _ => (404, "");
        await app.AskHubAsync(subscriber.Callback, topic, "unsubscribe");
        await app.HubRoundAsync();
        Assert.Equal("unsubscribe", subscriber.Verifications[^1].Query["hub.mode"]);
        Assert.False(subscriber.Verifications[^1].Query.ContainsKey("hub.lease_seconds"));
        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();
        Assert.Single(subscriber.Deliveries);

        subscriber.OnVerification = r => (200, r.Query["hub.challenge"].ToString());
        await app.AskHubAsync(subscriber.Callback, topic, "unsubscribe");
        await app.HubRoundAsync();
        await app.StoreAsync(Sample.Article(2));
        await app.HubRoundAsync();
        Assert.Single(subscriber.Deliveries);
    }

    [Fact]
    public async Task Of_two_requests_of_one_callback_the_later_holds()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        var topic = app.BaseUrl + "/feeds/all.rss";

        await app.AskHubAsync(subscriber.Callback, topic);
        await app.AskHubAsync(subscriber.Callback, topic, "unsubscribe");
        // The callback is silent at first: the earlier request waits for its next attempt, and the later request waits for the earlier.
        var silence = new TaskCompletionSource();
        subscriber.Silence = silence.Task;
        var round = app.HubRoundAsync();
        await Eventually.TrueAsync(() => subscriber.Verifications.Count == 1);
        app.Time.Advance(TimeSpan.FromSeconds(11));
        await round;
        Assert.Equal(["subscribe"], Modes());
        silence.SetResult();
        app.Time.Advance(TimeSpan.FromSeconds(11));
        await app.HubRoundAsync();

        Assert.Equal(["subscribe", "subscribe", "unsubscribe"], Modes());
        Assert.Equal(0, await app.CountSubscriptionsAsync());

        string[] Modes() => [.. subscriber.Verifications.Select(v => v.Query["hub.mode"].ToString())];
    }

    [Fact]
    public async Task A_lease_ends_and_a_renewal_takes_effect_once_verified()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        var topic = app.BaseUrl + "/feeds/all.rss";
        await SubscribeAsync(app, subscriber, topic, ("hub.lease_seconds", "3600"), ("hub.secret", "one"));
        app.Time.Advance(TimeSpan.FromMinutes(50));

        // The renewal is refused, so the first secret and the first lease remain.
        subscriber.OnVerification = _ => (404, "");
        await SubscribeAsync(app, subscriber, topic, ("hub.lease_seconds", "7200"), ("hub.secret", "two"));
        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();
        Assert.Equal(Signature("one", subscriber.Deliveries[0].Body), subscriber.Deliveries[0].Headers["X-Hub-Signature"]);

        subscriber.OnVerification = r => (200, r.Query["hub.challenge"].ToString());
        await SubscribeAsync(app, subscriber, topic, ("hub.lease_seconds", "7200"), ("hub.secret", "two"));
        app.Time.Advance(TimeSpan.FromMinutes(100));
        await app.StoreAsync(Sample.Article(2));
        await app.HubRoundAsync();
        Assert.Equal(Signature("two", subscriber.Deliveries[1].Body), subscriber.Deliveries[1].Headers["X-Hub-Signature"]);
        Assert.Equal(1, await app.CountSubscriptionsAsync());

        app.Time.Advance(TimeSpan.FromMinutes(30));
        await app.StoreAsync(Sample.Article(3));
        await app.HubRoundAsync();
        Assert.Equal(2, subscriber.Deliveries.Count);
        Assert.Equal(0, await app.CountSubscriptionsAsync());
    }

    [Theory]
    [InlineData(null, "864000")]
    [InlineData("1", "60")]
    [InlineData("999999999999", "2592000")]
    public async Task No_lease_is_perpetual(string? asked, string given)
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();

        await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/all.rss", asked is null ? [] : [("hub.lease_seconds", asked)]);

        Assert.Equal(given, subscriber.Verifications.Single().Query["hub.lease_seconds"]);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_repeated_with_what_the_feed_then_holds()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/all.rss");
        var answers = new Queue<int>([503, 307, 200]);
        subscriber.OnDelivery = () => answers.Dequeue();

        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();
        await app.HubRoundAsync();
        Assert.Single(subscriber.Deliveries);
        app.Time.Advance(TimeSpan.FromSeconds(11));
        await app.HubRoundAsync();
        Assert.Equal(2, subscriber.Deliveries.Count);
        await app.StoreAsync(Sample.Article(2));
        app.Time.Advance(TimeSpan.FromSeconds(21));
        await app.HubRoundAsync();
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.HubRoundAsync();

        Assert.Equal(3, subscriber.Deliveries.Count);
        Assert.DoesNotContain(subscriber.Received, r => r.PathAndQuery.StartsWith("/elsewhere", StringComparison.Ordinal));
        Assert.Equal(2, XDocument.Parse(Encoding.UTF8.GetString(subscriber.Deliveries[2].Body)).Descendants("item").Count());
    }

    [Fact]
    public async Task A_callback_that_is_gone_is_forgotten()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();
        await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/all.rss");
        subscriber.OnDelivery = () => 410;

        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();

        Assert.Equal(0, await app.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task What_cannot_be_had_is_denied_with_a_reason()
    {
        await using var app = await PublishingApp.StartAsync();
        await using var subscriber = await TestSubscriber.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, subscriber, app.BaseUrl + "/feeds/category/nonsense.rss"));
        await app.HubRoundAsync();
        var denied = Assert.Single(subscriber.Verifications);

        Assert.Equal("denied", denied.Query["hub.mode"]);
        Assert.Equal(app.BaseUrl + "/feeds/category/nonsense.rss", denied.Query["hub.topic"]);
        Assert.Contains("nonsense", denied.Query["hub.reason"].ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await app.CountHubRequestsAsync());
    }

    [Fact]
    public async Task Subscribers_of_a_feed_that_ends_are_told()
    {
        var tree = Sample.Taxonomy();
        await using var app = await PublishingApp.StartAsync(services: s => s.AddSingleton(_ => new CurrentTopics(() => tree)));
        await using var subscriber = await TestSubscriber.StartAsync();
        await SubscribeAsync(app, subscriber, app.BaseUrl + "/feeds/category/health.rss");

        tree = new TopicTree(tree.Site, tree.Nodes.Where(n => n.Id != "health"));
        await app.HubRoundAsync();

        Assert.Equal("denied", subscriber.Verifications[^1].Query["hub.mode"]);
        Assert.Equal(0, await app.CountSubscriptionsAsync());
    }

    [Theory]
    [InlineData("hub.mode", "listen")]
    [InlineData("hub.callback", "ftp://x.example/")]
    [InlineData("hub.callback", "http://user:pass@x.example/")]
    [InlineData("hub.callback", "")]
    [InlineData("hub.topic", "http://elsewhere.example/feed.xml")]
    [InlineData("hub.topic", "")]
    [InlineData("hub.lease_seconds", "-5")]
    [InlineData("hub.secret", "long")]
    public async Task A_request_that_makes_no_sense_is_refused_at_once(string name, string value)
    {
        await using var app = await PublishingApp.StartAsync();
        var form = new Dictionary<string, string>
        {
            ["hub.mode"] = "subscribe",
            ["hub.topic"] = app.BaseUrl + "/feeds/all.rss",
            ["hub.callback"] = "http://reader.example/callback",
        };
        form[name] = value == "long" ? new string('x', 200) : value;

        using var response = await app.Client.PostAsync("/websub", new FormUrlEncodedContent(form), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("hub.", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_private_network_is_not_reached()
    {
        await using var app = await PublishingApp.StartAsync(services: s =>
        {
            s.AddOptions<FetchingOptions>();
            s.AddHttpClient(SubscriberClient.ClientName).OnlyPublicAddresses();
        });
        await using var subscriber = await TestSubscriber.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, subscriber, app.BaseUrl + "/feeds/all.rss"));
        await app.HubRoundAsync();

        Assert.Empty(subscriber.Received);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_restart_loses_neither_requests_nor_subscriptions_nor_changes(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var subscriber = await TestSubscriber.StartAsync();
        // The address stays the same when the process changes, as behind a proxy.
        const string BaseUrl = "https://feeds.example";
        Action<IServiceCollection> site = s => s.AddSingleton(_ => new CurrentTopics(Sample.Taxonomy(BaseUrl)));
        await using (var first = await PublishingApp.StartAsync(location: database.Location, services: site))
            Assert.Equal(HttpStatusCode.Accepted, await AskAsync(first, subscriber, BaseUrl + "/feeds/all.rss"));
        await using (var second = await PublishingApp.StartAsync(location: database.Location, services: site))
        {
            await second.HubRoundAsync();
            Assert.Single(subscriber.Verifications);
            await second.StoreAsync(Sample.Article(1));
        }

        await using var third = await PublishingApp.StartAsync(location: database.Location, services: site);
        await third.HubRoundAsync();
        await third.HubRoundAsync();

        Assert.Single(subscriber.Deliveries);
    }

    [Fact]
    public async Task The_worker_delivers_by_itself_when_articles_come()
    {
        await using var app = await PublishingApp.StartAsync(services: s =>
        {
            s.AddSingleton(TimeProvider.System);
            s.AddHostedService(p => p.GetRequiredService<HubWorker>());
        });
        await using var subscriber = await TestSubscriber.StartAsync();
        await AskAsync(app, subscriber, app.BaseUrl + "/feeds/all.rss");
        await Eventually.TrueAsync(() => subscriber.Verifications.Count == 1);
        await Eventually.TrueAsync(async () => await app.CountSubscriptionsAsync() == 1);

        await app.StoreAsync(Sample.Article(1));
        app.Services.GetRequiredService<FeedBot.Articles.Log.RevisionBell>().Ring();

        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1);
    }

    private static string Signature(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static async Task SubscribeAsync(PublishingApp app, TestSubscriber subscriber, string topic, params (string, string)[] more)
    {
        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, subscriber, topic, more));
        await app.HubRoundAsync();
    }

    private static Task<HttpStatusCode> AskAsync(PublishingApp app, TestSubscriber subscriber, string topic, params (string, string)[] more) =>
        app.AskHubAsync(subscriber.Callback, topic, more: more);
}
