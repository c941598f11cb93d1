using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Sent messages follow the operator's take-downs and restores, however long ago they were sent.</summary>
public sealed class TakedownTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task ActAsync(AlertsRig rig, Article article, RevisionKind kind, Action<Article> change) => rig.InDbAsync<ArticlesDb, int>(async db =>
    {
        var stored = await db.Articles.SingleAsync(a => a.Id == article.Id, Cancel);
        change(stored);
        var number = await db.Revisions.MaxAsync(r => r.Number, Cancel) + 1;
        stored.Revision = number;
        db.Revisions.Add(new Revision { Number = number, ArticleId = article.Id, Kind = kind, At = rig.Time.GetUtcNow(), Alerting = kind != RevisionKind.Story, IsOperators = true, Changes = kind == RevisionKind.Corrected ? [new ArticleChange(ChangedField.Restored, "", "")] : [] });
        return await db.SaveChangesAsync(Cancel);
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Messages_of_a_month_ago_are_struck_with_the_reason_and_come_back_with_a_restore(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var reader = await rig.FollowerAsync("c1", AlertsRig.News);
        var article = await rig.PublishAsync("面馆后厨脏乱");
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromDays(31));

        await ActAsync(rig, article, RevisionKind.Withdrawn, a =>
            (a.WithdrawnAt, a.WithdrawnReason, a.IsTakenDown, a.Summary, a.ImageUrl) = (rig.Time.GetUtcNow(), "应当事人要求", true, "摘要", "https://portal.example/face.jpg"));
        await rig.RunAsync();

        var struck = rig.Platform.Lines[^1];
        Assert.Equal((AlertKind.Withdrawn, "m1"), (struck.Kind, struck.EditedId));
        Assert.Equal("应当事人要求", struck.Message.TakenDownBecause);
        Assert.Equal((null, null, null), (struck.Message.Summary, struck.Message.ImageUrl, struck.Message.Url));

        await ActAsync(rig, article, RevisionKind.Corrected, a => (a.WithdrawnAt, a.WithdrawnReason, a.IsTakenDown) = (null, null, false));
        await rig.RunAsync();

        Assert.Equal((3, "m1"), (rig.Platform.Lines.Count, rig.Platform.Lines[^1].EditedId));
        Assert.Equal((AlertKind.Restored, 0), (rig.Platform.Lines[^1].Kind, rig.Platform.Lines[^1].Message.Changes.Count(c => c.Contains('→', StringComparison.Ordinal))));
        var why = await rig.InDbAsync<Explanations, Explanation?>(all => all.FindAsync(reader, article.PublicId, Cancel));
        Assert.Equal([AlertKind.New, AlertKind.Withdrawn, AlertKind.Restored], why!.Steps.Select(step => step.Kind));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_message_deleted_because_it_could_not_be_struck_is_sent_again_on_restore_and_then_edited(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        await rig.FollowerAsync("c2", AlertsRig.News);
        var article = await rig.PublishAsync("面馆后厨脏乱");
        await rig.RunAsync();
        // The message of c1 was a photo.
        rig.Platform.Answer = (chat, message) => Task.FromResult<SendResult?>(
            message.Kind == AlertKind.Withdrawn && chat.ChatId == "c1" ? new SendResult.Sent("m1") { Deleted = true } : null);
        await ActAsync(rig, article, RevisionKind.Withdrawn, a => (a.WithdrawnAt, a.IsTakenDown) = (rig.Time.GetUtcNow(), true));
        await rig.RunAsync();
        // A second retraction finds no message to strike there and sends nothing.
        await ActAsync(rig, article, RevisionKind.Withdrawn, _ => { });
        await rig.RunAsync();
        Assert.DoesNotContain(rig.Platform.Lines, line => line is { Chat: "c1", Kind: AlertKind.Withdrawn });

        await ActAsync(rig, article, RevisionKind.Corrected, a => (a.WithdrawnAt, a.IsTakenDown) = (null, false));
        await rig.RunAsync();

        var again = rig.Platform.Lines.Last(line => line.Chat == "c1");
        Assert.Equal((AlertKind.Restored, null, false), (again.Kind, again.EditedId, again.Message.MayBeUnseen));
        Assert.Equal((AlertKind.Restored, "m2"), rig.Platform.Lines.Where(line => line.Chat == "c2").Select(line => (line.Kind, line.EditedId)).Last());

        var id = $"m{rig.Platform.Lines.ToList().IndexOf(again) + 1}";
        await rig.CorrectAsync(article, "面馆后厨整改");
        await rig.RunAsync();
        var edit = rig.Platform.Lines.Last(line => line.Chat == "c1");
        Assert.Equal((AlertKind.Corrected, id), (edit.Kind, edit.EditedId));
        await ActAsync(rig, article, RevisionKind.Withdrawn, a => (a.WithdrawnAt, a.IsTakenDown) = (rig.Time.GetUtcNow(), true));
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAsync();
        Assert.Equal((AlertKind.Withdrawn, id), rig.Platform.Lines.Where(line => line.Chat == "c1").Select(line => (line.Kind, line.EditedId)).Last());
    }

    [Fact]
    public async Task A_restore_is_shown_however_often_the_message_was_corrected_before()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxCorrectionEdits = 1);
        await rig.FollowerAsync("c1", AlertsRig.News);
        var article = await rig.PublishAsync("面馆后厨脏乱");
        await rig.RunAsync();
        await rig.CorrectAsync(article, "面馆后厨很脏");
        await rig.RunAsync();
        await ActAsync(rig, article, RevisionKind.Withdrawn, a => (a.WithdrawnAt, a.IsTakenDown) = (rig.Time.GetUtcNow(), true));
        await rig.RunAsync();

        await ActAsync(rig, article, RevisionKind.Corrected, a => (a.WithdrawnAt, a.IsTakenDown) = (null, false));
        await rig.RunAsync();

        Assert.NotEqual(AlertKind.Withdrawn, rig.Platform.Lines[^1].Kind);
        Assert.Contains("此前撤回或撤下，现已恢复", rig.Platform.Lines[^1].Message.Changes);
    }

    [Fact]
    public async Task An_article_taken_down_before_sending_is_not_sent()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        var article = await rig.PublishAsync("面馆后厨脏乱");
        await ActAsync(rig, article, RevisionKind.Withdrawn, a => (a.WithdrawnAt, a.IsTakenDown) = (rig.Time.GetUtcNow(), true));

        await rig.RunAsync();

        Assert.Empty(rig.Platform.Lines);
    }

    [Fact]
    public async Task A_takedown_of_one_article_leaves_the_messages_of_another_of_its_story_unchanged()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        var first = await rig.PublishAsync("面馆后厨脏乱");
        await rig.RunAsync();
        var repost = await rig.RepostAsync(first, "面馆脏乱", "evening");
        await rig.RunAsync();
        Assert.Single(rig.Platform.Lines[^1].Message.AlsoAt);
        rig.Time.Advance(TimeSpan.FromDays(20));

        await ActAsync(rig, repost, RevisionKind.Withdrawn, a => (a.WithdrawnAt, a.IsTakenDown) = (rig.Time.GetUtcNow(), true));
        await ActAsync(rig, first, RevisionKind.Story, _ => { });
        await rig.RunAsync();

        Assert.Equal("m1", rig.Platform.Lines[^1].EditedId);
        Assert.Empty(rig.Platform.Lines[^1].Message.AlsoAt);
    }
}
