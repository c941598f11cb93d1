using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Each chat receives the alerts that match its choices.</summary>
public sealed class MatchingTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_followed_word_matches_later_articles_of_any_topic(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat");
        await FollowWordAsync(rig, chat, "停水");
        await rig.PublishAsync("城区今晚停水");
        await rig.PublishAsync("今晚有雨");
        await rig.RunAsync();

        await FollowWordAsync(rig, chat, "有雨");
        await rig.PublishAsync("明天也有雨");
        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().UnfollowAsync(chat, WordTopic.Parse("停水")!.Value, Cancel));
        await rig.PublishAsync("停水延长", "alerts/missing");
        await rig.RunAsync();

        Assert.Equal(["chat: 城区今晚停水", "chat: 明天也有雨"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Included_and_excluded_words_patterns_and_language_narrow_a_topic(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await ChooseAsync(rig, "in", new SubscriptionChoice { Include = ["学校", "幼儿园"] });
        await ChooseAsync(rig, "out", new SubscriptionChoice { Exclude = ["招聘"] });
        await ChooseAsync(rig, "both", new SubscriptionChoice { Include = ["學校"], Exclude = ["招聘"] });
        await ChooseAsync(rig, "pattern", new SubscriptionChoice { Include = ["/第[0-9]+中学/"] });
        await ChooseAsync(rig, "english", new SubscriptionChoice { Language = "en" });
        await rig.PublishAsync("学校招聘教师");
        await rig.PublishAsync("学校开放日");
        await rig.PublishAsync("第3中学迁址");

        await rig.RunAsync();

        Assert.Equal(
            [
                "both: 学校开放日", "english: 学校开放日", "english: 学校招聘教师", "english: 第3中学迁址", "in: 学校开放日", "in: 学校招聘教师",
                "out: 学校开放日", "out: 第3中学迁址", "pattern: 第3中学迁址",
            ],
            rig.Platform.Arrived.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_articles_in_the_chosen_language_or_without_a_language_arrive(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await ChooseAsync(rig, "chinese", new SubscriptionChoice { Language = "zh" });
        await ChooseAsync(rig, "english", new SubscriptionChoice { Language = "en" });
        await rig.PublishAsync("停水", language: "zh-CN");
        await rig.PublishAsync("Water off", language: "en");
        await rig.PublishAsync("通知");

        await rig.RunAsync();

        Assert.Equal(
            ["chinese: 停水", "chinese: 通知", "english: Water off", "english: 通知"],
            rig.Platform.Arrived.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_silently_followed_topic_arrives_without_a_sound(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await ChooseAsync(rig, "silent", new SubscriptionChoice { Silent = true });
        await ChooseAsync(rig, "loud", SubscriptionChoice.Default);
        await rig.PublishAsync("一");

        await rig.RunAsync();

        Assert.Equal([("loud", false), ("silent", true)], rig.Platform.Lines.Select(line => (line.Chat, line.Message.IsSilent)).Order());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_muted_topic_does_not_arrive_through_another_subscription_until_the_mute_ends(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().ChooseAsync(
            chat, new TopicKey(TopicKind.Source, "portal"),
            new SubscriptionChoice { Mode = SubscriptionMode.Muted, Until = rig.Time.GetUtcNow() + TimeSpan.FromHours(1) }, Cancel));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.RunAfterAsync(3700);
        await rig.PublishAsync("二");

        await rig.RunAsync();

        Assert.Equal(["chat: 二"], rig.Platform.Arrived);
        await rig.InScopeAsync(async s => Assert.Equal(["新闻"], (await s.GetRequiredService<Subscriptions>().ListAsync(chat, Cancel)).Select(t => t.Name.Zh)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_followed_topic_that_is_muted_for_an_hour_comes_again_and_the_audit_misses_nothing(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.InScopeAsync(s => s.GetRequiredService<MutedTopics>().MuteAsync(
            chat, AlertsRig.News, rig.Time.GetUtcNow() + TimeSpan.FromHours(1), Cancel));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Arrived);
        await rig.RunAfterAsync(3700);
        await rig.PublishAsync("二");

        await rig.RunAsync();

        Assert.Equal(["chat: 二"], rig.Platform.Arrived);
        await rig.InScopeAsync(async s =>
        {
            var report = await s.GetRequiredService<FeedBot.Alerts.Auditing.AlertAudit>().ReadAsync(
                rig.Time.GetUtcNow().AddDays(-1), rig.Time.GetUtcNow().AddDays(1), Cancel);
            Assert.All(report.Alerts, alert => Assert.Empty(alert.Missing));
        });
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_muted_source_does_not_arrive_through_a_repost(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", new TopicKey(TopicKind.Source, "evening"));
        await rig.FollowerAsync("other", new TopicKey(TopicKind.Source, "evening"));
        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().ChooseAsync(
            chat, new TopicKey(TopicKind.Source, "portal"), new SubscriptionChoice { Mode = SubscriptionMode.Muted }, Cancel));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        var repost = await rig.RepostAsync(original, "一（转）", "evening");

        await rig.RunAsync();

        Assert.Equal(["other: 一"], rig.Platform.Arrived);
        Assert.Equal("运河门户", (await rig.InDbAsync<Explanations, Explanation?>(all => all.FindAsync(chat, repost.PublicId, Cancel)))!.MutedBy?.Name.Zh);
        Assert.True((await rig.InDbAsync<AlertAudit, AuditReport>(
            audit => audit.ReadAsync(rig.Time.GetUtcNow() - TimeSpan.FromHours(1), rig.Time.GetUtcNow() + TimeSpan.FromHours(1), Cancel))).IsBalanced);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_changed_filter_takes_effect_during_a_fan_out(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("first", AlertsRig.News);
        var second = await rig.FollowerAsync("second", AlertsRig.News);
        var third = await rig.FollowerAsync("third", AlertsRig.News);
        await ChooseAsync(rig, third, new SubscriptionChoice { Include = ["别的"] });
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId == "first")
            {
                await ChooseAsync(rig, second, new SubscriptionChoice { Exclude = ["新闻"] });
                await rig.FollowerAsync("fourth", AlertsRig.News);
            }

            return null;
        };
        await rig.PublishAsync("新闻");

        await rig.RunAsync();

        Assert.Equal(["first: 新闻", "fourth: 新闻"], rig.Platform.Arrived);
    }

    [Theory]
    [InlineData("/a(?=b)/")]
    [InlineData("/(a)\\1/")]
    [InlineData("/(/")]
    [InlineData("")]
    public async Task A_pattern_that_is_invalid_or_could_hang_is_refused(string word)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat");
        await rig.InScopeAsync(async s => Assert.Equal(
            FollowResult.BadFilter,
            await s.GetRequiredService<Subscriptions>().ChooseAsync(chat, AlertsRig.News, new SubscriptionChoice { Include = [word] }, Cancel)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_text_full_of_followed_words_reaches_all_who_follow_any(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var words = Enumerable.Range(0, 620).Select(n => $"w{n}").ToList();
        var chats = new[] { await rig.FollowerAsync("a"), await rig.FollowerAsync("b"), await rig.FollowerAsync("c") };
        await rig.InDbAsync<AlertsDb, int>(async db =>
        {
            db.Words.AddRange(words.Select((word, n) => new FollowedWord { Number = n + 1, Text = word }));
            db.Subscriptions.AddRange(words.Select((word, n) =>
                new Subscription { SubscriberId = chats[n % 2].Id, TopicKind = TopicKind.Word, TopicId = word }));
            return await db.SaveChangesAsync(Cancel);
        });
        await FollowWordAsync(rig, chats[2], words[^1]);

        await rig.PublishAsync(string.Join(' ', words));
        await rig.RunAsync();

        Assert.Equal(["a", "b", "c"], rig.Platform.Lines.Select(l => l.Chat));
    }

    [Fact]
    public async Task A_word_that_nobody_follows_any_more_is_no_longer_searched_for()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat");
        foreach (var round in Enumerable.Range(1, 5))
        {
            await FollowWordAsync(rig, chat, "停水");
            await FollowWordAsync(rig, chat, $"词{round}");
            await rig.PublishAsync($"停水{round}");
            await rig.RunAsync();
            Assert.Equal($"chat: 停水{round}", rig.Platform.Arrived.Last());
            await rig.InScopeAsync(async s =>
            {
                await s.GetRequiredService<Subscriptions>().UnfollowAllAsync(chat, Cancel);
                await s.GetRequiredService<AlertRetention>().PruneAsync(Cancel);
            });
        }

        await rig.PublishAsync("又停水");
        await rig.RunAsync();

        Assert.InRange(rig.Services.GetRequiredService<WordIndex>().Count, 0, 1);
        var last = await rig.InDbAsync<AlertsDb, Alert>(db => db.Alerts.OrderByDescending(a => a.Revision).FirstAsync(Cancel));
        Assert.DoesNotContain(new TopicKey(TopicKind.Word, "停水"), last.Topics);
    }

    private static Task FollowWordAsync(AlertsRig rig, Subscriber chat, string word) => rig.InScopeAsync(async s =>
        Assert.Equal(FollowResult.Followed, await s.GetRequiredService<Subscriptions>().FollowWordAsync(chat, word, Cancel)));

    private static async Task ChooseAsync(AlertsRig rig, string chat, SubscriptionChoice choice) =>
        await ChooseAsync(rig, await rig.FollowerAsync(chat), choice);

    private static Task ChooseAsync(AlertsRig rig, Subscriber chat, SubscriptionChoice choice) => rig.InScopeAsync(async s =>
        Assert.Equal(FollowResult.Followed, await s.GetRequiredService<Subscriptions>().ChooseAsync(chat, AlertsRig.News, choice, Cancel)));
}
