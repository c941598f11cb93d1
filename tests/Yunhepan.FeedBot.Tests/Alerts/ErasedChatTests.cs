using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Privacy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A chat that is erased while alerts are on their way to it does not come back through what is recorded about them.</summary>
public sealed class ErasedChatTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "sent")]
    [InlineData(DatabaseEngine.Sqlite, "failed")]
    [InlineData(DatabaseEngine.Sqlite, "unknown")]
    [InlineData(DatabaseEngine.Sqlite, "gone")]
    [InlineData(DatabaseEngine.Postgres, "sent")]
    [InlineData(DatabaseEngine.Postgres, "throttled")]
    public async Task What_was_on_its_way_is_not_recorded_and_others_receive_theirs(DatabaseEngine engine, string result)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var own = await rig.FollowerAsync("own", AlertsRig.News);
        var other = await rig.FollowerAsync("other", AlertsRig.News);
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId != "own")
                return null;
            await EraseAsync(rig, own);
            return result switch
            {
                "failed" => new SendResult.Failed("no connection"),
                "unknown" => new SendResult.Unknown("no answer"),
                "gone" => new SendResult.ChatGone("blocked"),
                "throttled" => new SendResult.Throttled(TimeSpan.FromSeconds(1), WholeAccount: false),
                _ => null,
            };
        };

        await rig.PublishAsync("一条新闻");
        await rig.Worker.RunOnceAsync(Cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.PublishAsync("又一条新闻");
        await rig.Worker.RunOnceAsync(Cancel);

        Assert.Equal(["other: 一条新闻", "other: 又一条新闻"], rig.Platform.Arrived.Where(a => a.StartsWith("other", StringComparison.Ordinal)));
        Assert.Equal([other.Id], await rig.InDbAsync<AlertsDb, List<long>>(db => db.Subscribers.Select(s => s.Id).ToListAsync(Cancel)));
        Assert.Equal([other.Id], await rig.InDbAsync<AlertsDb, List<long>>(db => db.Receipts.Select(r => r.SubscriberId).Distinct().ToListAsync(Cancel)));
        Assert.Empty(await rig.InDbAsync<AlertsDb, List<long>>(db => db.Deferred.Select(d => d.SubscriberId).ToListAsync(Cancel)));
        Assert.Empty(await rig.InDbAsync<AlertsDb, List<long>>(db => db.Absences.Select(a => a.SubscriberId).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task When_chats_were_first_told_of_an_article_is_known_and_not_guessed()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var (one, two) = (await rig.FollowerAsync("one", AlertsRig.News), await rig.FollowerAsync("two", AlertsRig.News));
        var (told, untold) = (await rig.PublishAsync("一条新闻"), await rig.PublishAsync("没有人关注", "alerts"));
        var first = rig.Time.GetUtcNow();
        await rig.Worker.RunOnceAsync(Cancel);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.CorrectAsync(told, "一条更正的新闻");
        await rig.Worker.RunOnceAsync(Cancel);
        // Chats with lower numbers may come later: those that were paused, or merged.
        await rig.InDbAsync<AlertsDb, int>(async db =>
        {
            var receipt = await db.Receipts.AsNoTracking().FirstAsync(r => r.ArticleId == told.Id && r.Kind == AlertKind.New, Cancel);
            db.Receipts.AddRange(Enumerable.Range(-300, 300).Select(number => new Receipt
            {
                AlertRevision = receipt.AlertRevision, SubscriberId = number, ArticleId = told.Id, Kind = AlertKind.New,
                Outcome = DeliveryOutcome.Sent, SentAt = first + TimeSpan.FromMinutes(30),
            }));
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(first, await rig.InDbAsync<FirstSends, DateTimeOffset?>(sends => sends.FindAsync(told.Id, Cancel)));
        Assert.Null(await rig.InDbAsync<FirstSends, DateTimeOffset?>(sends => sends.FindAsync(untold.Id, Cancel)));

        // That somebody was told then stays true when they leave, and nothing says who.
        await EraseAsync(rig, one);
        await EraseAsync(rig, two);
        Assert.Equal(first, await rig.InDbAsync<FirstSends, DateTimeOffset?>(sends => sends.FindAsync(told.Id, Cancel)));
        Assert.DoesNotContain(one.Id, await rig.InDbAsync<AlertsDb, List<long>>(db => db.Receipts.Select(r => r.SubscriberId).ToListAsync(Cancel)));
    }

    private static Task EraseAsync(AlertsRig rig, Subscriber chat) => rig.InScopeAsync(async services =>
    {
        using var live = new AddedSourceCatalogue(services.GetRequiredService<IServiceScopeFactory>(), new AddedSources(), Options.Create(new AddingOptions()));
        await ActivatorUtilities.CreateInstance<ChatEraser>(services, live).EraseAsync(chat, Cancel);
    });
}
