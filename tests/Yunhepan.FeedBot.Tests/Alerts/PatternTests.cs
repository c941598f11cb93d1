using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A user's patterns cost a bounded time, whatever they are.</summary>
public sealed class PatternTests(TestDatabases databases)
{
    private const string Huge = "/(.{0,9}.{0,9}){0,30}q/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Huge)]
    [InlineData("title:" + Huge)]
    [InlineData("/((a{0,9}){0,9}){0,9}q/")]
    [InlineData("/(?:(?<n>[ab]?){0,40}c){2}/")]
    [InlineData("/[^]]{65}/")]
    [InlineData("/x{1,99999999999}/")]
    [InlineData("/(a{20}|b{20}|c{30})/")]
    public async Task A_pattern_that_is_large_when_its_repetitions_are_expanded_is_refused(string pattern)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat");
        Assert.Equal(FollowResult.BadFilter, await ChooseAsync(rig, chat, AlertsRig.News, pattern));
    }

    [Theory]
    [InlineData("/第[0-9]+中学/", "第3中学迁址")]
    [InlineData("title:/第[0-9]+中学/", "第3中学迁址")]
    [InlineData(@"/(\d{3,4}-)?\d{7,8}/", "请拨打 0537-1234567")]
    [InlineData(@"/(\d{1,3}\.){3}\d{1,3}/", "地址 192.168.1.20")]
    [InlineData("/失踪.{0,20}(儿童|老人)/", "城北失踪一名七岁儿童")]
    [InlineData(@"/\p{Lu}?lu[-:]?\d{4}/", "车牌 LU-2231")]
    public async Task An_ordinary_pattern_is_accepted_and_matches(string pattern, string title)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat");
        Assert.Equal(FollowResult.Followed, await ChooseAsync(rig, chat, AlertsRig.News, pattern));
        await rig.PublishAsync("无关的消息");
        await rig.PublishAsync(title);

        await rig.RunAsync();

        Assert.Equal([$"chat: {title}"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_pattern_that_takes_too_long_is_switched_off_and_its_owner_is_told(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using (var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.PatternWithin = TimeSpan.FromMilliseconds(1)))
        {
            var chat = await rig.FollowerAsync("chat");
            Assert.Equal(FollowResult.Followed, await ChooseAsync(rig, chat, AlertsRig.News, "/(a.{0,9}b?){5}q/"));
            await rig.PublishAsync(Slow());

            await rig.RunAsync();

            var line = Assert.Single(rig.Platform.Lines);
            Assert.Equal(["/(a.{0,9}b?){5}q/"], line.Message.SwitchedOff);
        }

        await using var next = await AlertsRig.CreateAsync(database.Location);
        var owner = await next.FollowerAsync("chat");
        await next.PublishAsync("一条新闻");
        await next.RunAsync();
        Assert.Single(Assert.Single(next.Platform.Lines).Message.SwitchedOff);
        await next.InScopeAsync(async s =>
        {
            var choice = Assert.Single(await s.GetRequiredService<Subscriptions>().ChoicesAsync(owner, Cancel)).Choice;
            Assert.Equal(["/(a.{0,9}b?){5}q/"], choice.SwitchedOff);
        });
        Assert.Equal(FollowResult.BadFilter, await ChooseAsync(next, owner, AlertsRig.Missing, "/(a.{0,9}b?){5}q/"));
        Assert.Equal(FollowResult.Followed, await ChooseAsync(next, owner, AlertsRig.News, "/别的/"));
        await next.PublishAsync("又一条新闻");
        await next.RunAsync();
        Assert.Single(next.Platform.Lines);
    }

    [Theory]
    [InlineData(true, Huge)]
    [InlineData(false, "/新.*q/")]
    [InlineData(true, "title:" + Huge)]
    [InlineData(false, "title:/新.*q/")]
    public async Task A_stored_pattern_that_is_no_longer_allowed_excludes_nothing_and_matches_nothing(bool allowed, string pattern)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.AllowPatterns = allowed);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        await StoreAsync(rig, new WordFilter { Key = pattern, Include = [pattern], Exclude = [] });
        await rig.PublishAsync("新闻");
        await rig.RunAsync();

        var line = Assert.Single(rig.Platform.Lines);
        Assert.Equal([pattern], line.Message.SwitchedOff);
        Assert.Equal(chat.ChatId, line.Chat);
    }

    [Fact]
    public async Task Twenty_two_of_the_slowest_patterns_in_one_chat_delay_nobody()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("stranger", AlertsRig.News);
        await StoreAsync(rig, new WordFilter { Key = "worst", Include = [.. Enumerable.Range(0, 22).Select(n => $"/(.{{0,9}}.{{0,9}}){{0,30}}q{n}/")], Exclude = [] });
        await rig.FollowerAsync("reader", AlertsRig.News);
        await rig.PublishAsync(Slow());

        await rig.RunAsync();

        Assert.Contains(rig.Platform.Lines, line => line.Chat == "reader");
    }

    [Fact]
    public async Task A_match_that_does_not_end_delays_nobody()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        using var gate = new Gate();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(gate));
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.PatternWithin = TimeSpan.FromMilliseconds(1), loggers: loggers);
        await rig.FollowerAsync("stranger", AlertsRig.News);
        await StoreAsync(rig, new WordFilter { Key = "slow", Include = [.. Enumerable.Range(0, 8).Select(n => $"/(a.{{0,9}}b?){{5}}q{n}/")], Exclude = [] });
        await rig.FollowerAsync("reader", AlertsRig.News);
        await rig.PublishAsync(Slow());

        var run = Task.Run(rig.RunAsync, Cancel);
        try
        {
            await gate.Reached.WaitAsync(Eventually.Patience, Cancel);
            await Eventually.TrueAsync(() =>
            {
                rig.Time.Advance(TimeSpan.FromMilliseconds(100));
                return rig.Platform.Lines.Any(line => line.Chat == "reader");
            });
        }
        finally
        {
            gate.Open();
            await run;
        }
    }

    [Fact]
    public async Task The_patterns_of_a_chat_are_limited()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxPatternsPerChat = 3);
        var chat = await rig.FollowerAsync("chat");
        Assert.Equal(FollowResult.Followed, await ChooseAsync(rig, chat, AlertsRig.News, "/一/", "/二/"));
        Assert.Equal(FollowResult.TooManyPatterns, await ChooseAsync(rig, chat, AlertsRig.Missing, "/三/", "/四/"));
        Assert.Equal(FollowResult.Followed, await ChooseAsync(rig, chat, AlertsRig.Missing, "/一/", "/四/"));
        // A pattern that replaces others does not count in addition to them.
        Assert.Equal(FollowResult.Followed, await ChooseAsync(rig, chat, AlertsRig.News, "/五/", "/四/"));
    }

    [Fact]
    public async Task The_private_feed_skips_patterns_that_are_off_and_limits_the_time_of_the_others()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        await StoreAsync(rig, new WordFilter { Key = "worst", Include = [.. Enumerable.Range(0, 22).Select(n => $"/(.{{0,9}}.{{0,9}}){{0,30}}q{n}/")], Exclude = ["/旧.?闻/"] });
        var news = await rig.PublishAsync(Slow());
        var old = await rig.PublishAsync("旧的新闻");
        var excluded = await rig.PublishAsync("旧 闻");
        await rig.InScopeAsync(async s =>
        {
            var token = await s.GetRequiredService<PrivateFeedTokens>().GetAsync(chat, Cancel);
            var subscriptions = await s.GetRequiredService<ChatSubscriptionReader>().FindAsync(token, Cancel);
            var subscription = Assert.Single(subscriptions!.Subscriptions);
            Assert.True(subscription.Accepts(news));
            Assert.True(subscription.Accepts(old));
            Assert.False(subscription.Accepts(excluded));
        });
    }

    // The text is so random that an automaton state must be built for nearly every character.
    private static string Slow()
    {
        var random = new Random(5);
        return string.Concat(Enumerable.Range(0, 8_000).Select(_ => "ab"[random.Next(2)]));
    }

    /// <summary>A log that holds the matcher when it switches its first pattern off, as if that match had no end.</summary>
    private sealed class Gate : ILoggerProvider, ILogger
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Open() => _open.Set();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!formatter(state, exception).Contains("switched off", StringComparison.Ordinal))
                return;
            _reached.TrySetResult();
            _open.Wait(Eventually.Patience * 2);
        }

        public void Dispose() => _open.Dispose();
    }

    private static Task StoreAsync(AlertsRig rig, WordFilter filter) => rig.InDbAsync<AlertsDb, int>(async db =>
    {
        db.Filters.Add(filter);
        await db.SaveChangesAsync(Cancel);
        return await db.Subscriptions.Where(s => s.SubscriberId == 1).ExecuteUpdateAsync(set => set.SetProperty(s => s.FilterId, filter.Id), Cancel);
    });

    private static async Task<FollowResult> ChooseAsync(AlertsRig rig, Subscriber chat, TopicKey topic, params string[] patterns)
    {
        var result = FollowResult.UnknownTopic;
        await rig.InScopeAsync(async s =>
            result = await s.GetRequiredService<Subscriptions>().ChooseAsync(chat, topic, new SubscriptionChoice { Include = [.. patterns] }, Cancel));
        return result;
    }
}
