using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A message is sent in the format of its subscription, or of its chat, and corrected in the same one.</summary>
public sealed class FormatDeliveryTests(TestDatabases databases)
{
    private static readonly MessageFormat Compact = new() { Text = TextAmount.Compact };
    private static readonly MessageFormat Full = new() { Text = TextAmount.Full, Pictures = PictureAmount.Album };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_looks_as_its_message_was_sent_although_the_chat_has_chosen_anew(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("a", AlertsRig.News);
        await SetAsync(rig, chat, Compact);
        var article = await rig.PublishAsync("一");
        await rig.RunAsync();

        await SetAsync(rig, chat, Full);
        await rig.InScopeAsync(s => s.GetRequiredService<AlertRetention>().PruneAsync(TestContext.Current.CancellationToken));
        await rig.CorrectAsync(article, "一（改）");
        await rig.RunAfterAsync(5);
        await rig.PublishAsync("二");
        await rig.RunAfterAsync(5);

        Assert.Equal([("一", Compact), ("一（改）", Compact), ("二", Full)], rig.Platform.Lines.Select(l => (l.Title, l.Message.Format)));
    }

    [Fact]
    public async Task A_topic_with_its_own_format_is_sent_in_it_and_any_other_in_that_of_the_chat()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("a", AlertsRig.News, AlertsRig.AlertsRoot);
        await SetAsync(rig, chat, Compact);
        await rig.InScopeAsync(async s =>
        {
            var row = await s.GetRequiredService<Subscriptions>().FindAsync(chat, AlertsRig.News, TestContext.Current.CancellationToken);
            await s.GetRequiredService<ChatFormats>().SetAsync(row!, Full, TestContext.Current.CancellationToken);
        });
        await rig.PublishAsync("新闻", "news");
        await rig.RunAsync();
        await rig.PublishAsync("警情", "alerts");
        await rig.RunAfterAsync(5);

        Assert.Equal([("新闻", Full), ("警情", Compact)], rig.Platform.Lines.Select(l => (l.Title, l.Message.Format)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_format_that_nobody_uses_is_forgotten_and_one_that_a_message_has_is_not(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("a", AlertsRig.News);
        await SetAsync(rig, chat, Compact);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await SetAsync(rig, chat, new MessageFormat { Length = 300 });
        await SetAsync(rig, chat, Full);

        await rig.InScopeAsync(s => s.GetRequiredService<AlertRetention>().PruneAsync(TestContext.Current.CancellationToken));

        Assert.Equal([Compact, Full], (await rig.InDbAsync<AlertsDb, List<string>>(
            db => db.Formats.OrderBy(f => f.Id).Select(f => f.Key).ToListAsync())).Select(StoredFormat.Read));
    }

    [Fact]
    public async Task What_can_no_longer_be_undone_is_deleted_also_in_a_chat_that_is_silent()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var (chat, now) = (await rig.FollowerAsync("a", AlertsRig.News), rig.Time.GetUtcNow());
        await rig.InDbAsync<AlertsDb, int>(db =>
        {
            foreach (var days in new[] { 29, 31, 400 })
                db.UndoSteps.Add(new UndoStep { SubscriberId = chat.Id, At = now.AddDays(-days), Before = $"{days}" });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        await rig.InScopeAsync(s => s.GetRequiredService<AlertRetention>().PruneAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["29"], await rig.InDbAsync<AlertsDb, List<string>>(db => db.UndoSteps.Select(step => step.Before).ToListAsync()));
    }

    private static Task SetAsync(AlertsRig rig, Subscriber chat, MessageFormat format) =>
        rig.InScopeAsync(s => s.GetRequiredService<ChatFormats>().SetAsync(chat, format, TestContext.Current.CancellationToken));
}
