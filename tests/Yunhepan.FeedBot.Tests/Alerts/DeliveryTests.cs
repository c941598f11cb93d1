using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class DeliveryTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_new_article_reaches_each_follower_of_its_category_or_a_parent_once(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("exact", AlertsRig.Missing);
        await rig.FollowerAsync("above", AlertsRig.AlertsRoot);
        await rig.FollowerAsync("twice", AlertsRig.Missing, AlertsRig.AlertsRoot, new TopicKey(TopicKind.Source, "portal"));
        await rig.FollowerAsync("other", AlertsRig.News);
        await rig.PublishAsync("寻找走失老人", "alerts/missing", Priority.Urgent);

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(["exact", "above", "twice"], rig.Platform.Lines.Select(l => l.Chat));
        var message = rig.Platform.Lines[0].Message;
        Assert.Equal(("运河门户", Priority.Urgent), (message.SourceName, message.Priority));
        Assert.Equal(["寻人"], message.Categories);
    }

    [Fact]
    public async Task A_clock_that_goes_on_between_two_looks_holds_nobody_back()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(new SendLimits(30, 1, 20)));
        await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        await rig.PublishAsync("通车");
        await rig.PublishAsync("涨水");

        // A delivery that is held for a moment that never comes would be looked at for ever.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await rig.Worker.RunOnceAsync(limit.Token);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.Worker.RunOnceAsync(limit.Token);

        Assert.Equal(["通车", "涨水"], rig.Platform.Lines.Select(l => l.Title));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_first_poll_old_news_and_withdrawn_articles_are_silent(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.PublishAsync("首次抓取", alerting: false);
        await rig.PublishAsync("上个月的旧闻", age: TimeSpan.FromDays(30));
        await rig.WithdrawAsync(await rig.PublishAsync("误发"));

        await rig.RunAsync();
        await rig.PublishAsync("今天的新闻");
        await rig.RunAsync();

        Assert.Equal(["chat: 今天的新闻"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_urgent_alert_overtakes_a_backlog_of_ten_thousand(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(new SendLimits(30, 1, 20)));
        await CrowdAsync(rig, 10_000);
        await rig.FollowerAsync("last", AlertsRig.Missing);
        await rig.PublishAsync("普通新闻");
        await rig.RunAsync();
        Assert.Equal(30, rig.Platform.Lines.Count);

        await rig.PublishAsync("紧急寻人", "alerts/missing", Priority.Urgent);
        await rig.RunAfterAsync(2);

        Assert.Equal(60, rig.Platform.Lines.Count);
        Assert.Equal("last: 紧急寻人", rig.Platform.Arrived.ElementAt(30));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_throttled_chat_delays_only_itself_and_keeps_its_order_urgent_first(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("slow", AlertsRig.News, AlertsRig.Missing);
        await rig.FollowerAsync("fast", AlertsRig.News);
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(
            chat.ChatId == "slow" ? new SendResult.Throttled(TimeSpan.FromSeconds(30), WholeAccount: false) : null);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.PublishAsync("二");
        await rig.PublishAsync("急", "alerts/missing", Priority.Urgent);
        await rig.RunAfterAsync(10);
        Assert.Equal(["fast: 一", "fast: 二"], rig.Platform.Arrived);

        await rig.RunAfterAsync(21);

        Assert.Equal(["slow: 急", "slow: 一", "slow: 二"], rig.Platform.Arrived.Skip(2));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_without_budget_waits_for_its_turn_while_others_go_on(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(new SendLimits(1000, 1, 20)));
        await rig.FollowerAsync("busy", AlertsRig.News);
        foreach (var number in Enumerable.Range(1, 5))
            await rig.PublishAsync($"第{number}条");
        await rig.RunAsync();
        Assert.Equal(3, rig.Platform.Lines.Count);
        await rig.FollowerAsync("new", AlertsRig.News);
        await rig.PublishAsync("第6条");
        await rig.RunAsync();
        Assert.Equal("new: 第6条", rig.Platform.Arrived.Last());

        await rig.RunAfterAsync(4);

        Assert.Equal(["busy: 第4条", "busy: 第5条", "busy: 第6条"], rig.Platform.Arrived.Skip(4));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_edits_what_was_sent_and_a_withdrawal_strikes_it(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var article = await rig.PublishAsync("十大公安微薄");
        await rig.RunAsync();
        await rig.FollowerAsync("newcomer", AlertsRig.News);

        await rig.CorrectAsync(article, "十大公安微博");
        await rig.RunAsync();
        await rig.WithdrawAsync(article);
        await rig.RunAsync();

        Assert.Equal([AlertKind.New, AlertKind.Corrected, AlertKind.Withdrawn], rig.Platform.Lines.Select(l => l.Kind));
        Assert.Equal([null, "m1", "m1"], rig.Platform.Lines.Select(l => l.EditedId));
        Assert.Equal(["原标题：十大公安微薄"], rig.Platform.Lines[1].Message.Changes);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_unfollows_during_a_fan_out_does_not_get_the_alert(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("first", AlertsRig.News);
        var second = await rig.FollowerAsync("second", AlertsRig.News);
        await rig.FollowerAsync("third", AlertsRig.News);
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId == "first")
                await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().UnfollowAsync(second, AlertsRig.News, Cancel));
            return null;
        };
        await rig.PublishAsync("新闻");

        await rig.RunAsync();

        Assert.Equal(["first: 新闻", "third: 新闻"], rig.Platform.Arrived);
    }

    private static Task CrowdAsync(AlertsRig rig, int count) => rig.InDbAsync<AlertsDb, int>(async db =>
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var crowd = Enumerable.Range(0, count).Select(n => new Subscriber
        {
            Platform = rig.Platform.Platform,
            Account = rig.Platform.Account,
            ChatId = $"c{n}",
            CreatedAt = rig.Time.GetUtcNow(),
        }).ToList();
        db.Subscribers.AddRange(crowd);
        await db.SaveChangesAsync(Cancel);
        db.Subscriptions.AddRange(crowd.Select(s => new Subscription { SubscriberId = s.Id, TopicKind = TopicKind.Category, TopicId = "news" }));
        return await db.SaveChangesAsync(Cancel);
    });
}
