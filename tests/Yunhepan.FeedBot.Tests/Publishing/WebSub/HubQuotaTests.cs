using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Publishing.WebSub;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

/// <summary>Limits what clients can cost the hub: rows, places at callbacks, renderings, log lines.</summary>
public sealed class HubQuotaTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_domain_is_counted_whole_with_all_its_hosts_and_ports(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var app = await StartAsync(o => o.MostSubscriptionsPerHost = 1, database);
        var topic = app.BaseUrl + "/feeds/all.rss";

        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://reader.example.evil/callback", topic));
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://reader.example:8080/callback", topic));
        foreach (var callback in (string[])["http://reader.example?callback", "http://Reader.example/other", "http://a.b.reader.example/", "https://reader.example:8443/"])
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.AskHubAsync(callback, topic));
    }

    [Fact]
    public async Task Names_that_lead_to_one_address_are_counted_together()
    {
        await using var app = await StartAsync(o => o.MostSubscriptionsPerHost = 1);
        foreach (var name in (string[])["one.example", "two.example"])
            app.Network.Names[name] = "192.0.2.1";
        app.Network.Names["three.example"] = "192.0.2.3";
        var topic = app.BaseUrl + "/feeds/all.rss";

        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://one.example/", topic));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.AskHubAsync("http://two.example/", topic));
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://three.example/", topic));
    }

    [Fact]
    public async Task Whoever_asks_has_a_quota_whatever_the_callbacks()
    {
        await using var app = await StartAsync(o => o.MostOpenRequests = 3, unlimited: ["10.0.0.0/8"]);
        var topic = app.BaseUrl + "/feeds/all.rss";

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync($"http://reader{i}.example/", topic));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.AskHubAsync("http://reader3.example/", topic));
        Assert.Equal(3, await app.CountHubRequestsAsync());
    }

    [Fact]
    public async Task Unsubscribing_makes_no_row_where_there_is_nothing_to_end_and_few_where_there_is()
    {
        await using var app = await StartAsync(_ => { });
        await using var subscriber = await TestSubscriber.StartAsync();
        var topic = app.BaseUrl + "/feeds/all.rss";

        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.NotFound, await app.AskHubAsync($"http://reader{i}.example/", topic, "unsubscribe"));
        Assert.Equal(0, await app.CountHubRequestsAsync());

        await app.AskHubAsync(subscriber.Callback, topic);
        await app.HubRoundAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
            answers.Add(await app.AskHubAsync(subscriber.Callback, topic, "unsubscribe"));
        Assert.InRange(await app.CountHubRequestsAsync(), 1, 4);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answers[^1]);
        await app.HubRoundAsync();
        Assert.Equal(0, await app.CountSubscriptionsAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Searches_are_few_for_each_and_few_in_all(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var app = await StartAsync(o => (o.MostSearches, o.MostSearchesPerHost) = (3, 2), database);
        string Search(int n) => $"{app.BaseUrl}/feeds/search.rss?q=word{n}";

        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://one.example/", Search(1)));
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://one.example/", app.BaseUrl + "/feeds/all.rss?n=17"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.AskHubAsync("http://one.example/", Search(3)));
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://one.example/", app.BaseUrl + "/feeds/all.rss"));
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://two.example/", Search(4)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.AskHubAsync("http://three.example/", Search(5)));
        // A feed that is rendered anyway does not count.
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://three.example/", Search(4)));
    }

    [Fact]
    public async Task Searches_are_compared_after_the_feeds_that_all_read_and_some_at_a_time()
    {
        await using var app = await StartAsync(o => (o.MostSearches, o.MostSearchesPerHost, o.Concurrency) = (100, 100, 1));
        await using var subscriber = await TestSubscriber.StartAsync();
        var searches = Enumerable.Range(0, HubComparer.SearchesAtATime + 5).Select(n => $"{app.BaseUrl}/feeds/search.rss?q=%E6%B6%88%E6%81%AF%20-w{n}").ToArray();
        foreach (var topic in searches.Append(app.BaseUrl + "/feeds/all.rss"))
            Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync(subscriber.Callback, topic));
        await app.HubRoundAsync();
        Assert.Equal(searches.Length + 1, await app.CountSubscriptionsAsync());

        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();
        var first = subscriber.Deliveries.Count;
        await app.HubRoundAsync();

        Assert.InRange(first, 1, HubComparer.SearchesAtATime + 1);
        Assert.Contains(subscriber.Deliveries.Take(first), d => d.Headers.Link.ToString().Contains("/feeds/all.rss", StringComparison.Ordinal));
        Assert.InRange(subscriber.Deliveries.Count, first + 1, searches.Length + 1);
    }

    [Fact]
    public async Task Silent_callbacks_on_many_ports_of_one_address_take_two_places_and_delay_nobody()
    {
        await using var app = await StartAsync(o => (o.Concurrency, o.TimeoutSeconds) = (4, 120), work: true);
        var silent = new List<TestSubscriber>();
        try
        {
            for (var i = 0; i < 10; i++)
            {
                var subscriber = await TestSubscriber.StartAsync();
                subscriber.Silence = new TaskCompletionSource().Task;
                silent.Add(subscriber);
                await app.AskHubAsync(subscriber.Callback, app.BaseUrl + "/feeds/all.rss");
            }

            await Eventually.TrueAsync(() => silent.Sum(s => s.Verifications.Count) == 2);
            await using var other = await TestSubscriber.StartAsync(2);
            await app.AskHubAsync(other.Callback, app.BaseUrl + "/feeds/all.rss");
            await Eventually.TrueAsync(() => other.Verifications.Count == 1);
            Assert.Equal(2, silent.Sum(s => s.Verifications.Count));
        }
        finally
        {
            foreach (var subscriber in silent)
                await subscriber.DisposeAsync();
        }
    }

    [Fact]
    public async Task Whoever_names_many_silent_callbacks_of_many_addresses_has_few_places_and_others_their_turn()
    {
        await using var app = await StartAsync(o => (o.Concurrency, o.TimeoutSeconds) = (32, 120), unlimited: ["10.0.0.0/8"], work: true);
        using var stranger = ServingClient.From("127.0.0.77");
        var silent = new List<TestSubscriber>();
        try
        {
            for (byte i = 100; i < 112; i++)
            {
                var subscriber = await TestSubscriber.StartAsync(i);
                subscriber.Silence = new TaskCompletionSource().Task;
                silent.Add(subscriber);
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["hub.mode"] = "subscribe", ["hub.topic"] = app.BaseUrl + "/feeds/all.rss", ["hub.callback"] = subscriber.Callback,
                });
                Assert.Equal(HttpStatusCode.Accepted, (await stranger.PostAsync(app.BaseUrl + "/websub", form, Cancellation)).StatusCode);
            }

            await Eventually.TrueAsync(() => silent.Sum(s => s.Verifications.Count) == 4);
            await using var other = await TestSubscriber.StartAsync(2);
            await app.AskHubAsync(other.Callback, app.BaseUrl + "/feeds/all.rss");
            await Eventually.TrueAsync(() => other.Verifications.Count == 1);
            Assert.Equal(4, silent.Sum(s => s.Verifications.Count));
        }
        finally
        {
            foreach (var subscriber in silent)
                await subscriber.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://10.1.2.3/hook")]
    [InlineData("http://[::1]/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::ffff:192.168.0.1]/")]
    [InlineData("http://intranet.example/")]
    public async Task Callbacks_in_the_private_network_are_refused_at_once(string callback)
    {
        var lookup = new HostLookup((host, _) => Task.FromResult(host == "intranet.example" ? new[] { IPAddress.Parse("192.168.7.7") } : []));
        await using var app = await StartAsync(_ => { }, services: s =>
        {
            s.AddOptions<FetchingOptions>();
            s.AddSingleton(lookup);
            s.AddSingleton<HostPlaces>();
            s.AddSingleton<ICallbackNetwork, FeedBot.Hosting.CallbackNetwork>();
        });

        Assert.Equal(HttpStatusCode.BadRequest, await app.AskHubAsync(callback, app.BaseUrl + "/feeds/all.rss"));
        Assert.Equal(0, await app.CountHubRequestsAsync());
        // A name that does not resolve now may resolve when the callback is verified.
        Assert.Equal(HttpStatusCode.Accepted, await app.AskHubAsync("http://unknown.example/", app.BaseUrl + "/feeds/all.rss"));
    }

    [Fact]
    public async Task The_log_shows_no_secret_and_no_second_line_of_a_callback()
    {
        var log = new Lines();
        await using var app = await StartAsync(_ => { }, services: s => s.AddSingleton<ILoggerProvider>(log));
        await using var subscriber = await TestSubscriber.StartAsync();
        var callback = subscriber.Callback.Replace("/callback?mine=1", "/call\rback?token=s3cret", StringComparison.Ordinal);

        await app.AskHubAsync(callback, app.BaseUrl + "/feeds/all.rss");
        await app.AskHubAsync(callback, app.BaseUrl + "/feeds/category/no%0D%0Asuch.rss");
        await app.HubRoundAsync();
        subscriber.OnDelivery = () => 500;
        await app.StoreAsync(Sample.Article(1));
        await app.HubRoundAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));
        subscriber.OnDelivery = () => 410;
        await app.HubRoundAsync();

        Assert.True(log.All.Count >= 4, string.Join('\n', log.All));
        Assert.All(log.All, line => Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal));
        Assert.All(log.All, line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Fact]
    public async Task Without_an_address_of_its_own_the_site_has_no_hub_for_those_that_clients_make_up()
    {
        await using var app = await StartAsync(_ => { });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/websub")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["hub.mode"] = "subscribe", ["hub.topic"] = "http://invented.example/feeds/all.rss", ["hub.callback"] = "http://reader.example/",
            }),
            Headers = { Host = "invented.example" },
        };

        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client.SendAsync(request, Cancellation)).StatusCode);
    }

    private static Task<PublishingApp> StartAsync(
        Action<HubOptions> configure, TestDatabase? database = null, string[]? unlimited = null, bool work = false, Action<IServiceCollection>? services = null) =>
        PublishingApp.StartAsync(o => o.UnlimitedClients = unlimited, database?.Location, s =>
        {
            s.Configure(configure);
            services?.Invoke(s);
            if (!work)
                return;
            s.AddSingleton(TimeProvider.System);
            s.AddHostedService(p => p.GetRequiredService<HubWorker>());
        });

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> All => [.. _lines];

        public ILogger CreateLogger(string categoryName) => categoryName.Contains("WebSub", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
