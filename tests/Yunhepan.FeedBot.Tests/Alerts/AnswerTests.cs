using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Every result of a platform is handled.</summary>
public sealed class AnswerTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_closed_chat_gets_nothing_until_it_returns(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("gone", AlertsRig.News);
        Answer(rig, new SendResult.ChatGone("blocked by the user"));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Answer(rig, null);
        await rig.PublishAsync("二");
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Lines);

        var back = await rig.FollowerAsync("gone");
        await rig.PublishAsync("三");
        await rig.RunAsync();

        Assert.Equal(SubscriberState.Active, back.State);
        Assert.Equal(["gone: 三"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_moved_gets_the_message_at_its_new_place_once(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("g-old", AlertsRig.News);
        await rig.FollowerAsync("g-known", AlertsRig.Missing);
        await rig.FollowerAsync("g-merged", AlertsRig.News);
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(chat.ChatId switch
        {
            "g-old" => new SendResult.ChatMoved("g-new"),
            "g-merged" => new SendResult.ChatMoved("g-known"),
            _ => null,
        });
        await rig.PublishAsync("新闻");

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(["g-known: 新闻", "g-new: 新闻"], rig.Platform.Arrived.Order());
        var merged = await rig.FollowerAsync("g-known");
        await rig.InScopeAsync(async s => Assert.Equal(
            ["alerts/missing", "news"],
            (await s.GetRequiredService<Subscriptions>().ListAsync(merged, Cancel)).Select(t => t.Key.Id).Order()));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_rejected_message_is_not_tried_again_and_its_reason_is_kept(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        Answer(rig, new SendResult.Rejected("message is too long"));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Answer(rig, null);

        await rig.RunAfterAsync(3600);

        Assert.Empty(rig.Platform.Lines);
        Assert.Equal((DeliveryOutcome.Rejected, "message is too long"), await OnlyReceiptAsync(rig));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_failing_message_is_retried_with_growing_delays_and_becomes_a_dead_letter(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxAttempts = 3);
        await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.FollowerAsync("other", AlertsRig.AlertsRoot);
        var (tries, others) = (0, 0);
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(chat.ChatId == "chat" ? new SendResult.Failed($"502, time {++tries}") : null);
        await rig.PublishAsync("一");

        foreach (var seconds in (double[])[0, 4, 2, 14, 2, 3600])
        {
            // The account works, so the message itself is the cause.
            await rig.PublishAsync($"另{++others}", "alerts");
            await rig.RunAfterAsync(seconds);
        }

        Assert.Equal(3, tries);
        var letter = Assert.Single(await rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter(), 10, Cancel)));
        Assert.Equal((DeliveryOutcome.GivenUp, "502, time 3"), (letter.Outcome, letter.Reason));
    }

    [Theory]
    [InlineData(true, 1, DeliveryOutcome.Sent)]
    [InlineData(false, 0, DeliveryOutcome.InDoubt)]
    public async Task A_send_whose_answer_never_came_is_repeated_unless_told_otherwise(bool resend, int arrivals, DeliveryOutcome outcome)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.ResendWhenInDoubt = resend);
        await rig.FollowerAsync("chat", AlertsRig.News);
        Answer(rig, new SendResult.Unknown("no answer within 30 s"));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Answer(rig, null);

        await rig.RunAfterAsync(10);

        Assert.Equal(arrivals, rig.Platform.Lines.Count);
        Assert.Equal(outcome, (await OnlyReceiptAsync(rig)).Outcome);
    }

    [Fact]
    public async Task A_refused_account_stops_reports_it_and_continues_once_accepted_again()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("a", AlertsRig.News);
        await rig.FollowerAsync("b", AlertsRig.News);
        Answer(rig, new SendResult.AccountRefused("401"));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        var lanes = await rig.InDbAsync<LaneBoard, IReadOnlyList<LaneStatus>>(board => Task.FromResult(board.Lanes));
        Assert.Equal((LaneState.Refused, "401"), (lanes[0].State, lanes[0].Reason));

        Answer(rig, null);
        await rig.RunAfterAsync(61);

        Assert.Equal(["a: 一", "b: 一"], rig.Platform.Arrived.Order());
    }

    [Fact]
    public async Task Dead_letters_of_every_kind_are_counted()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => (o.MaxAttempts, o.ResendWhenInDoubt) = (1, false));
        Dictionary<string, SendResult> answers = new()
        {
            ["rejected"] = new SendResult.Rejected("empty"),
            ["failed"] = new SendResult.Failed("refused"),
            ["doubtful"] = new SendResult.Unknown("time-out"),
            ["gone"] = new SendResult.ChatGone("blocked"),
        };
        foreach (var chat in answers.Keys.Append("good"))
            await rig.FollowerAsync(chat, AlertsRig.News);
        rig.Platform.Answer = (chat, _) => Task.FromResult(answers.GetValueOrDefault(chat.ChatId));
        await rig.PublishAsync("一");
        await rig.RunAsync();

        Assert.Equal(4, await rig.InDbAsync<DeadLetters, int>(letters => letters.CountAsync(new DeadLetterFilter(), Cancel)));
    }

    [Fact]
    public async Task An_outage_of_the_platform_turns_no_message_into_a_dead_letter()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxAttempts = 3);
        foreach (var number in Enumerable.Range(0, 5))
            await rig.FollowerAsync($"c{number}", AlertsRig.News);
        Answer(rig, new SendResult.Failed("connection refused"));
        await rig.PublishAsync("一");
        foreach (var _ in Enumerable.Range(0, 30))
            await rig.RunAfterAsync(120);
        Answer(rig, null);

        await rig.RunAfterAsync(3600);
        await rig.RunAfterAsync(3600);

        Assert.Equal(5, rig.Platform.Lines.Select(l => l.Chat).Distinct().Count());
    }

    private static void Answer(AlertsRig rig, SendResult? answer) => rig.Platform.Answer = (_, _) => Task.FromResult(answer);

    private static Task<(DeliveryOutcome Outcome, string? Reason)> OnlyReceiptAsync(AlertsRig rig) =>
        rig.InDbAsync<AlertsDb, (DeliveryOutcome, string?)>(async db =>
        {
            var receipt = await db.Receipts.SingleAsync(Cancel);
            return (receipt.Outcome, receipt.Reason);
        });
}
