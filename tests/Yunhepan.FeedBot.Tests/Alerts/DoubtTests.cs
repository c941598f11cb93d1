using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A message without an answer may have arrived, so its reader receives corrections and retractions too.</summary>
public sealed class DoubtTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, true)]
    [InlineData(DatabaseEngine.Sqlite, false)]
    [InlineData(DatabaseEngine.Postgres, true)]
    public async Task The_reader_is_told_when_the_article_is_withdrawn_before_the_outcome_is_known(DatabaseEngine engine, bool resends)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.ResendWhenInDoubt = resends);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("误报");
        await LoseAnswersAsync(rig);
        await rig.WithdrawAsync(article);
        await rig.RunAsync();
        await rig.RunAfterAsync(3600);

        var told = Assert.Single(rig.Platform.Lines);
        Assert.Equal(("误报", AlertKind.Withdrawn, null, true), (told.Title, told.Kind, told.EditedId, told.Message.MayBeUnseen));
        var receipt = await ReceiptAsync(rig);
        Assert.Equal(DeliveryOutcome.InDoubt, receipt.Outcome);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, true, false)]
    [InlineData(DatabaseEngine.Sqlite, false, false)]
    [InlineData(DatabaseEngine.Postgres, true, false)]
    [InlineData(DatabaseEngine.Sqlite, true, true)]
    public async Task The_reader_is_told_aloud_that_the_subject_has_ended_before_the_outcome_is_known(DatabaseEngine engine, bool resends, bool isForgotten)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.ResendWhenInDoubt = resends);
        await rig.FollowerAsync("chat", AlertsRig.Missing);
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await LoseAnswersAsync(rig);
        await rig.EndAsync(article, AlertEnd.Found);
        if (isForgotten)
            await rig.ForgetAsync(article, "寻人信息（已找到）");
        await rig.RunAsync();
        await rig.RunAfterAsync(3600);

        Assert.Empty(rig.Platform.Lines);
        var (chat, _, told) = Assert.Single(rig.Platform.Announced);
        Assert.Equal(("chat", AlertKind.Ended, AlertEnd.Found, false), (chat, told.Kind, told.EndedAs, told.IsSilent));

        // What was told is what later changes edit.
        await rig.EndAsync(article, null);
        await rig.RunAfterAsync(60);
        var again = Assert.Single(rig.Platform.Lines);
        Assert.Equal((AlertKind.Corrected, Priority.Urgent, "a"), (again.Kind, again.Message.Priority, again.EditedId));
        Assert.Equal(2, rig.Platform.Announced.Count);
    }

    [Fact]
    public async Task A_repetition_that_the_platform_recognises_is_made_even_where_no_message_may_arrive_twice()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.ResendWhenInDoubt = false);
        await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Unknown("no answer") { MayRepeat = true });
        await rig.PublishAsync("停水三小时");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        await rig.RunAfterAsync(60);

        Assert.Equal("停水三小时", Assert.Single(rig.Platform.Lines).Title);
    }

    [Fact]
    public async Task A_message_resent_after_a_correction_says_what_was_corrected()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("停水三小时");
        await LoseAnswersAsync(rig);
        await rig.CorrectAsync(article, "停水五小时");
        await rig.RunAfterAsync(60);

        var again = Assert.Single(rig.Platform.Lines);
        Assert.Equal(("停水五小时", AlertKind.Corrected), (again.Title, again.Kind));
        Assert.NotEmpty(again.Message.Changes);
    }

    [Fact]
    public async Task A_message_that_was_not_resent_is_corrected_by_a_new_message_that_later_corrections_edit()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.ResendWhenInDoubt = false);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("停水三小时");
        await LoseAnswersAsync(rig);
        await rig.CorrectAsync(article, "停水五小时");
        await rig.RunAsync();
        await rig.WithdrawAsync(article);
        await rig.RunAsync();

        Assert.Equal(
            [("停水五小时", AlertKind.Corrected, null), ("停水五小时", AlertKind.Withdrawn, "m1")],
            rig.Platform.Lines.Select(line => (line.Title, line.Kind, line.EditedId)));
        Assert.Equal([true, false], rig.Platform.Lines.Select(line => line.Message.MayBeUnseen));
    }

    [Fact]
    public async Task A_message_given_up_with_unknown_outcome_is_still_withdrawn()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxAttempts = 1);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("误报");
        await LoseAnswersAsync(rig);
        Assert.Equal(DeliveryOutcome.GivenUp, (await ReceiptAsync(rig)).Outcome);
        await rig.WithdrawAsync(article);
        await rig.RunAsync();

        Assert.Equal((AlertKind.Withdrawn, true), (rig.Platform.Lines[0].Kind, rig.Platform.Lines[0].Message.MayBeUnseen));
    }

    [Fact]
    public async Task A_message_requeued_by_the_operator_after_a_correction_says_what_was_corrected()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxAttempts = 1);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("停水三小时");
        await LoseAnswersAsync(rig);
        await rig.InScopeAsync(s => s.GetRequiredService<DeadLetters>().RequeueAsync(new DeadLetterFilter(), Cancel));
        await rig.CorrectAsync(article, "停水五小时");
        await rig.RunAsync();

        var again = Assert.Single(rig.Platform.Lines);
        Assert.Equal(("停水五小时", AlertKind.Corrected), (again.Title, again.Kind));
    }

    [Fact]
    public async Task For_a_digest_with_unknown_outcome_the_withdrawn_article_is_reported_and_the_others_are_resent()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().PauseAsync(chat, rig.Time.GetUtcNow().AddMinutes(10), Cancel));
        var withdrawn = await rig.PublishAsync("误报");
        await rig.PublishAsync("新闻一");
        await rig.PublishAsync("新闻二");
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(11));
        await LoseAnswersAsync(rig);
        await rig.WithdrawAsync(withdrawn);
        await rig.RunAfterAsync(60);
        await rig.RunAfterAsync(60);

        Assert.Equal(
            [("AfterQuiet 2: 新闻 新闻二、新闻一", AlertKind.New), ("误报", AlertKind.Withdrawn)],
            rig.Platform.Lines.Select(line => (line.Title, line.Kind)).OrderBy(line => line.Title, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_was_certainly_not_sent_is_withdrawn_silently()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var article = await rig.PublishAsync("误报");
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Failed("no connection"));
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.WithdrawAsync(article);
        await rig.RunAfterAsync(600);

        Assert.Empty(rig.Platform.Lines);
        Assert.Equal(DeliveryOutcome.Dropped, (await ReceiptAsync(rig)).Outcome);
    }

    private static async Task LoseAnswersAsync(AlertsRig rig)
    {
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Unknown("no answer"));
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
    }

    private static Task<Receipt> ReceiptAsync(AlertsRig rig) =>
        rig.InDbAsync<AlertsDb, Receipt>(db => db.Receipts.AsNoTracking().SingleAsync(r => r.Kind == AlertKind.New, Cancel));
}
