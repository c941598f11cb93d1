using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>When an unreachable chat comes back, it receives what it missed, or a dead letter says why not.</summary>
public sealed class AbsenceTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Missed_alerts_arrive_as_one_message_with_the_newest_few_and_the_total(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.FollowerAsync("other", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await LostAsync(rig, chat);
        for (var n = 1; n <= 7; n++)
            await rig.PublishAsync($"新闻{n}");
        await rig.RunAfterAsync(60);
        await AssertBalancedAsync(rig);

        await BackAsync(rig, chat);
        await AssertBalancedAsync(rig);
        await rig.RunAfterAsync(30);

        Assert.Equal(["CatchUp 7: 新闻 新闻7、新闻6、新闻5、新闻4、新闻3"], ArrivedAt(rig, "chat"));
        await AssertBalancedAsync(rig);
        await rig.PublishAsync("新闻8");
        await rig.RunAfterAsync(30);
        Assert.Equal("新闻8", ArrivedAt(rig, "chat").Last());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Its_messages_are_corrected_and_struck_through_when_the_chat_returns(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var corrected = await rig.PublishAsync("停水三小时");
        var withdrawn = await rig.PublishAsync("误报");
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await LostAsync(rig, chat);
        await rig.CorrectAsync(corrected, "停水四小时");
        await rig.CorrectAsync(corrected, "停水五小时");
        await rig.WithdrawAsync(withdrawn);
        await rig.RunAfterAsync(60);
        await AssertBalancedAsync(rig);

        await rig.FollowerAsync("chat");
        await rig.RunAfterAsync(30);

        Assert.Equal(
            [("停水五小时", AlertKind.Corrected, "m1"), ("误报", AlertKind.Withdrawn, "m2")],
            rig.Platform.Lines.Skip(2).Select(line => (line.Title, line.Kind, line.EditedId ?? "")));
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [InlineData("", AlertKind.Ended)]
    [InlineData("corrected", AlertKind.Ended)]
    [InlineData("reposted", AlertKind.Ended)]
    [InlineData("forgotten", AlertKind.Ended)]
    [InlineData("withdrawn", AlertKind.Withdrawn)]
    public async Task That_the_subject_has_ended_is_announced_when_the_chat_returns_whatever_came_after_it(string then, AlertKind shown)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.Missing);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await LostAsync(rig, chat);
        await rig.EndAsync(article, AlertEnd.Found);
        await rig.RunAfterAsync(60);
        await (then switch
        {
            "corrected" => rig.CorrectAsync(article, "寻人：陈小舟走失（已找到）"),
            "reposted" => rig.RepostAsync(article, "转发", "evening"),
            "forgotten" => rig.ForgetAsync(article, "寻人信息（已找到）"),
            "withdrawn" => rig.WithdrawAsync(article),
            _ => Task.CompletedTask,
        });
        await rig.RunAfterAsync(60);

        await BackAsync(rig, chat);
        await rig.RunAfterAsync(30);

        Assert.Equal((shown, "m1"), (rig.Platform.Lines[^1].Kind, rig.Platform.Lines[^1].EditedId));
        Assert.Equal(shown == AlertKind.Ended ? ["m1"] : [], rig.Platform.Announced.Select(a => a.MessageId));
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_retraction_that_waited_when_the_chat_closed_strikes_the_message_when_it_returns(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("误报");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromMinutes(5), WholeAccount: false));
        await rig.WithdrawAsync(article);
        await rig.RunAsync();
        await LostAsync(rig, chat);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAfterAsync(600);
        Assert.Single(rig.Platform.Lines);

        await BackAsync(rig, chat);
        await rig.RunAsync();

        Assert.Equal((AlertKind.Withdrawn, "m1"), (rig.Platform.Lines[^1].Kind, rig.Platform.Lines[^1].EditedId));
        Assert.Empty(await LettersAsync(rig));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_message_in_flight_when_the_chat_closed_is_caught_up_too(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("first", AlertsRig.News);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Platform.Answer = async (address, _) =>
        {
            if (address.ChatId == "first")
            {
                rig.Time.Advance(TimeSpan.FromSeconds(1));
                await LostAsync(rig, chat);
            }

            return null;
        };
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.RunAfterAsync(5);
        await AssertBalancedAsync(rig);

        await BackAsync(rig, chat);
        await rig.RunAfterAsync(30);

        Assert.Equal(["一"], ArrivedAt(rig, "chat"));
        await AssertBalancedAsync(rig);
    }

    [Fact]
    public async Task Urgent_alerts_arrive_whole_and_outdated_ones_become_dead_letters_with_a_reason()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News, AlertsRig.Missing);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await LostAsync(rig, chat);
        await rig.PublishAsync("旧闻");
        await rig.RunAsync();
        await rig.RunAfterAsync(3 * 24 * 3600);
        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);
        await rig.PublishAsync("新闻一");
        await rig.PublishAsync("新闻二");
        var gone = await rig.PublishAsync("撤了");
        await rig.RunAfterAsync(60);
        await rig.WithdrawAsync(gone);
        await rig.RunAfterAsync(60);

        await BackAsync(rig, chat);
        await rig.RunAfterAsync(30);

        Assert.Equal(["寻找老人", "CatchUp 2: 新闻 新闻二、新闻一"], ArrivedAt(rig, "chat"));
        var letter = Assert.Single(await LettersAsync(rig));
        Assert.Equal(("旧闻", DeliveryOutcome.Unreachable, "blocked or removed"), (letter.Title, letter.Outcome, letter.Reason));
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_stopped_chat_gets_nothing_and_the_audit_reports_nothing_missing(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.InScopeAsync(s => s.GetRequiredService<SubscriberStore>().StopAsync(chat, Cancel));
        await rig.PublishAsync("一");
        await rig.RunAfterAsync(60);

        await rig.FollowerAsync("chat");
        await rig.RunAfterAsync(60);

        Assert.Empty(rig.Platform.Lines);
        await AssertBalancedAsync(rig);
    }

    private static Task LostAsync(AlertsRig rig, Subscriber chat) =>
        rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().LostAsync(chat.Address, "blocked or removed", Cancel));

    private static Task BackAsync(AlertsRig rig, Subscriber chat) => rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().BackAsync(chat.Address, Cancel));

    private static IEnumerable<string> ArrivedAt(AlertsRig rig, string chat) => rig.Platform.Lines.Where(line => line.Chat == chat).Select(line => line.Title);

    private static Task<IReadOnlyList<DeadLetter>> LettersAsync(AlertsRig rig) =>
        rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter(), 10, Cancel));

    private static async Task AssertBalancedAsync(AlertsRig rig)
    {
        var report = await rig.InDbAsync<AlertAudit, AuditReport>(
            audit => audit.ReadAsync(rig.Time.GetUtcNow().AddDays(-9), rig.Time.GetUtcNow().AddHours(1), Cancel));
        Assert.All(report.Alerts, alert => Assert.Empty(alert.Missing));
    }
}
