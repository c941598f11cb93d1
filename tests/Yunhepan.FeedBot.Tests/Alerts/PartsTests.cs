using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A long text arrives as several messages: in order, at the chat's pace, each recorded when it has arrived.</summary>
public sealed class PartsTests(TestDatabases databases)
{
    private static readonly SendLimits OneAtATime = new(30, 1, 20) { ChatBurstSeconds = 1 };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_parts_keep_their_order_and_only_what_is_urgent_comes_between_them(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(OneAtATime) { Parts = 3 });
        await rig.FollowerAsync("a", AlertsRig.News, AlertsRig.Missing);
        await rig.PublishAsync("长文");
        await rig.RunAsync();
        await rig.PublishAsync("二");
        rig.Platform.Parts = 3;
        await rig.PublishAsync("寻人", "alerts/missing", Priority.Urgent);
        for (var second = 0; second < 12; second++)
            await rig.RunAfterAsync(1.1);

        string[] expected = ["长文", "寻人", "寻人", "寻人", "长文", "长文", "二", "二", "二"];
        Assert.Equal(expected, rig.Platform.Lines.Select(l => l.Title));
        Assert.Equal(["m1+m5+m6", "m2+m3+m4", "m7+m8+m9"], await MessageIdsAsync(rig));
        Assert.Equal(0, await rig.InDbAsync<AlertsDb, int>(db => db.Deferred.CountAsync()));
    }

    [Fact]
    public async Task A_crash_repeats_only_the_part_in_flight()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using (var first = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform { Parts = 3 }))
        {
            await first.FollowerAsync("a", AlertsRig.News);
            await first.PublishAsync("长文");
            // The second part arrives, but no answer returns, and the process is killed there.
            using var death = new CancellationTokenSource();
            var never = new TaskCompletionSource<SendResult?>();
            first.Platform.Answer = (_, _) =>
            {
                if (first.Platform.Lines.Count < 1)
                    return Task.FromResult<SendResult?>(null);
                death.Cancel();
                return never.Task;
            };
            var dead = new TaskCompletionSource();
            await using var _ = death.Token.Register(dead.SetResult);
            await Task.WhenAny(first.Worker.RunOnceAsync(death.Token), dead.Task);
        }

        await using var second = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform { Parts = 3 });
        await second.RunAsync();

        Assert.Equal(["长文", "长文"], second.Platform.Lines.Select(l => l.Title));
        Assert.Equal(["m1+m1+m2"], await MessageIdsAsync(second));
    }

    [Fact]
    public async Task A_part_that_must_wait_is_sent_later_and_the_others_are_not_sent_again()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform { Parts = 3 });
        await rig.FollowerAsync("a", AlertsRig.News);
        await rig.PublishAsync("长文");
        SendResult?[] answers = [null, new SendResult.Throttled(TimeSpan.FromSeconds(7), false), new SendResult.Failed("no connection"), null, null];
        var asked = 0;
        rig.Platform.Answer = (_, _) => Task.FromResult(answers[asked++]);
        for (var turn = 0; turn < 6; turn++)
            await rig.RunAfterAsync(8);

        Assert.Equal((5, 3), (asked, rig.Platform.Lines.Count));
        Assert.Equal(["m1+m2+m3"], await MessageIdsAsync(rig));
    }

    [Fact]
    public async Task A_part_that_is_refused_ends_the_text_and_its_receipt_says_why()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform { Parts = 3 });
        await rig.FollowerAsync("a", AlertsRig.News);
        await rig.PublishAsync("长文");
        var asked = 0;
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(asked++ == 1 ? new SendResult.Rejected("not this part") : null);
        for (var turn = 0; turn < 4; turn++)
            await rig.RunAfterAsync(8);

        var receipt = await rig.InDbAsync<AlertsDb, Receipt>(db => db.Receipts.SingleAsync());
        Assert.Equal((2, DeliveryOutcome.Sent, "a further part of its text: not this part"), (asked, receipt.Outcome, receipt.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_changes_between_two_parts_is_changed_in_all_that_arrived(bool isWithdrawn)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(OneAtATime) { Parts = 3 });
        await rig.FollowerAsync("a", AlertsRig.News);
        var article = await rig.PublishAsync("长文");
        await rig.RunAsync();
        await rig.RunAfterAsync(1.1);
        await (isWithdrawn ? rig.WithdrawAsync(article) : rig.CorrectAsync(article, "长文（改）"));
        for (var second = 0; second < 6; second++)
            await rig.RunAfterAsync(1.1);

        var last = rig.Platform.Lines[^1];
        Assert.Equal(isWithdrawn ? (2, AlertKind.Withdrawn, "m1+m2") : (3, AlertKind.Corrected, "m1+m2+m3"),
            (rig.Platform.Lines.Count(l => l.EditedId is null), last.Kind, last.EditedId));
    }

    private static Task<List<string?>> MessageIdsAsync(AlertsRig rig) => rig.InDbAsync<AlertsDb, List<string?>>(
        db => db.Receipts.Where(r => r.Kind == AlertKind.New).OrderBy(r => r.MessageId).Select(r => r.MessageId).ToListAsync());
}
