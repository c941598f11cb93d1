using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>The log tells its operator what happened by names: of the article, of the topic, of the chat.</summary>
public sealed class OperatorLogTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_dead_letter_is_a_warning_with_the_article_the_chat_and_the_reason(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        using var lines = new Lines();
        await using var rig = await RigAsync(database, lines);
        await rig.FollowerAsync("open", AlertsRig.News);
        await NamedAsync(rig, "open", "河边\n读报群");
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Rejected("message is too long"));

        await rig.PublishAsync("渡口明天停航");
        await rig.RunAsync();

        var (_, line) = Assert.Single(lines.Said, l => l.Level == LogLevel.Warning);
        Assert.Equal(
            "Dead letter: alert 1, \"渡口明天停航\", did not reach chat 1 (fake open \"河边 读报群\"): Rejected: message is too long",
            line.Replace(rig.Platform.Platform, "fake", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waited_for_a_chat_that_is_closed_is_told_article_by_article_and_then_by_number()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        using var lines = new Lines();
        await using var rig = await RigAsync(database, lines);
        var chat = await rig.FollowerAsync("night", AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().SetQuietAsync(chat, new TimeOnly(0, 0), new TimeOnly(23, 59), Cancel));
        for (var n = 1; n <= 25; n++)
            await rig.PublishAsync($"第 {n} 条");
        await rig.RunAsync();
        Assert.DoesNotContain(lines.Said, l => l.Level == LogLevel.Warning);

        await rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().LostAsync(chat.Address, "the bot was blocked", Cancel));

        var told = lines.Said.Where(l => l.Level == LogLevel.Warning).Select(l => l.Text).ToList();
        Assert.Equal(21, told.Count);
        Assert.Contains("\"第 1 条\"", told[0], StringComparison.Ordinal);
        Assert.EndsWith("Unreachable: the bot was blocked", told[0], StringComparison.Ordinal);
        Assert.StartsWith("Dead letters: 5 more did not reach chat 1", told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_arrives_later_is_no_warning()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        using var lines = new Lines();
        await using var rig = await RigAsync(database, lines);
        await rig.FollowerAsync("open", AlertsRig.News);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Failed("no connection"));
        await rig.PublishAsync("一");
        await rig.RunAsync();

        Assert.DoesNotContain(lines.Said, l => l.Text.StartsWith("Dead letter", StringComparison.Ordinal));
        Assert.Contains(lines.Said, l => l.Text.Contains("\"一\"", StringComparison.Ordinal) && l.Text.Contains("chat 1 (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mutes_and_filters_name_the_chat_and_the_topic()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        using var lines = new Lines();
        await using var rig = await RigAsync(database, lines);
        await rig.FollowerAsync("room");
        var chat = await NamedAsync(rig, "room", "三年二班");

        await rig.InScopeAsync(async s =>
        {
            var (muted, subscriptions) = (s.GetRequiredService<MutedTopics>(), s.GetRequiredService<Subscriptions>());
            await muted.MuteAsync(chat, AlertsRig.News, null, Cancel);
            await muted.UnmuteAsync(chat, AlertsRig.News, Cancel);
            await muted.UnmuteAsync(chat, AlertsRig.News, Cancel);
            await muted.MuteAsync(chat, AlertsRig.Missing, rig.Time.GetUtcNow().AddHours(2), Cancel);
            await subscriptions.FollowAsync(chat, AlertsRig.Missing, Cancel);
            await subscriptions.ChooseAsync(chat, AlertsRig.News, new SubscriptionChoice { Include = ["停水"], Exclude = ["招聘"] }, Cancel);
        });

        var label = $"chat 1 ({rig.Platform.Platform} room \"三年二班\")";
        Assert.Equal(
            [
                $"{label} mutes Category:news \"News\"",
                $"{label} no longer mutes Category:news \"News\"",
                $"{label} mutes Category:alerts/missing \"Missing persons\" until 2026-11-03T10:00:00Z",
                $"{label} no longer mutes Category:alerts/missing \"Missing persons\"",
                $"{label} filters Category:news \"News\": with any of [停水], with none of [招聘], in language any",
            ],
            lines.Said.Where(l => l.Text.Contains(" mutes ", StringComparison.Ordinal) || l.Text.Contains(" filters ", StringComparison.Ordinal)).Select(l => l.Text));
    }

    [Theory]
    [InlineData(true, "Restored")]
    [InlineData(false, "Corrected")]
    public async Task A_restore_is_logged_and_traced_as_one_and_a_correction_as_a_correction(bool isRestore, string word)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        using var lines = new Lines();
        await using var rig = await RigAsync(database, lines);
        await rig.FollowerAsync("open", AlertsRig.News);
        var article = await rig.PublishAsync("渡口停航");
        await rig.RunAsync();
        if (isRestore)
        {
            await rig.WithdrawAsync(article);
            await rig.RunAsync();
            await rig.RestoreAsync(article);
        }
        else
        {
            await rig.CorrectAsync(article, "渡口今天停航");
        }

        await rig.RunAsync();

        var alert = isRestore ? 3 : 2;
        Assert.Contains(lines.Said, l => l.Text.StartsWith($"Alert {alert}: {word}, ", StringComparison.Ordinal));
        await rig.InScopeAsync(async s =>
        {
            var traced = await s.GetRequiredService<Yunhepan.FeedBot.Alerts.Auditing.AlertTraces>().ReadAsync(article, Cancel);
            Assert.Equal(word, traced[^1].What);
        });
    }

    private static Task<AlertsRig> RigAsync(TestDatabase database, Lines lines) => AlertsRig.CreateAsync(
        database.Location, loggers: LoggerFactory.Create(b => b.AddProvider(lines).SetMinimumLevel(LogLevel.Information)));

    private static async Task<Subscriber> NamedAsync(AlertsRig rig, string chat, string name)
    {
        Subscriber? found = null;
        await rig.InScopeAsync(async s => found = await s.GetRequiredService<SubscriberStore>().ArriveAsync(rig.Platform.Chat(chat), "zh", Cancel, name));
        return found!;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Yunhepan.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
