using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>For any article, the explanation says what happened for this chat and why.</summary>
public sealed class ExplanationTests(TestDatabases databases)
{
    private static readonly TopicKey Portal = new(TopicKind.Source, "portal");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_sent_alert_is_explained_by_what_it_matched_and_when_it_was_sent_and_corrected(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        var article = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.CorrectAsync(article, "二");
        await rig.RunAfterAsync(60);

        var why = await WhyAsync(rig, chat, article);

        Assert.Equal(["news"], why.Matched.Select(topic => topic.Key.Id));
        Assert.Equal(["新闻: source"], why.Filed.Select(filed => $"{filed.Category}: {filed.What}"));
        Assert.Equal(
            [(AlertKind.New, DeliveryOutcome.Sent), (AlertKind.Corrected, DeliveryOutcome.Sent)],
            why.Steps.Select(step => (step.Kind, step.Outcome!.Value)));
        Assert.Null(why.Silence);
    }

    [Fact]
    public async Task An_alert_that_did_not_arrive_is_explained_by_what_excluded_it()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var stranger = await rig.FollowerAsync("stranger", AlertsRig.Missing);
        var muter = await rig.FollowerAsync("muter", AlertsRig.News);
        var picky = await rig.FollowerAsync("picky", AlertsRig.News);
        var sleeper = await rig.FollowerAsync("sleeper", AlertsRig.News);
        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<MutedTopics>().MuteAsync(muter, Portal, null, Cancel);
            await s.GetRequiredService<Subscriptions>().ChooseAsync(picky, AlertsRig.News, new SubscriptionChoice { Exclude = ["足球"] }, Cancel);
            await s.GetRequiredService<ChatSettings>().SetQuietAsync(sleeper, new TimeOnly(7, 0), new TimeOnly(9, 0), Cancel);
        });
        var article = await rig.PublishAsync("足球赛");
        var old = await rig.PublishAsync("旧闻", age: TimeSpan.FromDays(30));
        var first = await rig.PublishAsync("首次", alerting: false);
        await rig.RunAsync();

        Assert.Empty((await WhyAsync(rig, stranger, article)).Matched);
        Assert.Equal("portal", (await WhyAsync(rig, muter, article)).MutedBy?.Key.Id);
        Assert.Equal("news", (await WhyAsync(rig, picky, article)).FilteredBy?.Key.Id);
        var held = Assert.Single((await WhyAsync(rig, sleeper, article)).Steps);
        Assert.Equal((HoldKind.Quiet, new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero)), (held.Hold!.Value, held.At));
        Assert.Equal(SilentBecause.TooOld, (await WhyAsync(rig, sleeper, old)).Silence);
        Assert.Equal(SilentBecause.FirstPoll, (await WhyAsync(rig, sleeper, first)).Silence);
        Assert.Equal(SilentBecause.NotYet, (await WhyAsync(rig, sleeper, await rig.PublishAsync("刚到"))).Silence);

        await rig.RunAfterAsync(3601);
        Assert.Equal([HoldKind.Quiet, null], (await WhyAsync(rig, sleeper, article)).Steps.Select(step => step.Hold));
    }

    [Fact]
    public async Task A_failed_alert_says_why_and_a_repost_names_its_original()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Rejected("message text is empty"));
        var article = await rig.PublishAsync("一");
        await rig.RunAsync();
        var failed = Assert.Single((await WhyAsync(rig, chat, article)).Steps);
        Assert.Equal((DeliveryOutcome.Rejected, "message text is empty"), (failed.Outcome!.Value, failed.Reason));

        var repost = await rig.RepostAsync(article, "一（转）", "evening", "news");
        await rig.RunAsync();
        Assert.Equal("一", (await WhyAsync(rig, chat, repost)).RepostOf);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_followed_or_unmuted_later_is_told_so_and_not_that_the_alert_is_coming(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var reader = await rig.FollowerAsync("reader", AlertsRig.News);
        var muter = await rig.FollowerAsync("muter", AlertsRig.News);
        var paused = await rig.FollowerAsync("paused", AlertsRig.News);
        var changer = await rig.FollowerAsync("changer", AlertsRig.News);
        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<MutedTopics>().MuteAsync(muter, Portal, null, Cancel);
            await s.GetRequiredService<SubscriberStore>().StopAsync(paused, Cancel);
            await s.GetRequiredService<Subscriptions>().ChooseAsync(changer, AlertsRig.News, new SubscriptionChoice { Exclude = ["足球"] }, Cancel);
        });
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var article = await rig.PublishAsync("足球赛");
        await rig.RunAsync();
        var stopped = await rig.InDbAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(rig.Platform.Chat("paused"), Cancel));
        Assert.Equal(SilentBecause.Stopped, (await WhyAsync(rig, stopped!, article)).Silence);

        rig.Time.Advance(TimeSpan.FromHours(1));
        var late = await rig.FollowerAsync("late", AlertsRig.News);
        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<MutedTopics>().UnmuteAsync(muter, Portal, Cancel);
            paused = await s.GetRequiredService<SubscriberStore>().ArriveAsync(rig.Platform.Chat("paused"), "zh", Cancel);
            await s.GetRequiredService<Subscriptions>().ChooseAsync(changer, AlertsRig.News, SubscriptionChoice.Default, Cancel);
            await s.GetRequiredService<MutedTopics>().MuteAsync(reader, Portal, null, Cancel);
        });

        Assert.Equal(SilentBecause.FollowedLater, (await WhyAsync(rig, late, article)).Silence);
        Assert.Equal(SilentBecause.NotWantedThen, (await WhyAsync(rig, muter, article)).Silence);
        Assert.Equal(SilentBecause.NotWantedThen, (await WhyAsync(rig, paused, article)).Silence);
        Assert.Equal(SilentBecause.NotWantedThen, (await WhyAsync(rig, changer, article)).Silence);
        var sent = await WhyAsync(rig, reader, article);
        Assert.Null(sent.MutedBy);
        Assert.Equal(DeliveryOutcome.Sent, Assert.Single(sent.Steps).Outcome);
    }

    [Fact]
    public async Task A_later_mute_or_filter_is_not_named_as_the_cause()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var article = await rig.PublishAsync("足球赛");
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromHours(1));
        var chat = await rig.FollowerAsync("late", AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<MutedTopics>().MuteAsync(chat, Portal, null, Cancel));

        var why = await WhyAsync(rig, chat, article);

        Assert.Equal((null, SilentBecause.FollowedLater), (why.MutedBy, why.Silence));
    }

    [Fact]
    public async Task An_alert_is_coming_until_the_fan_out_has_reached_the_chat()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var first = await rig.FollowerAsync("first", AlertsRig.News);
        var second = await rig.FollowerAsync("second", AlertsRig.News);
        var article = await rig.PublishAsync("一");
        Explanation? meanwhile = null;
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId == "first")
                meanwhile = await WhyAsync(rig, second, article);
            return null;
        };
        await rig.RunAsync();

        Assert.Equal(SilentBecause.OnItsWay, meanwhile?.Silence);
        Assert.NotEmpty((await WhyAsync(rig, first, article)).Steps);
        Assert.Null((await WhyAsync(rig, second, article)).Silence);
    }

    [Theory]
    [InlineData("quiet", HoldKind.Quiet, 9)]
    [InlineData("digest", HoldKind.Digest, 18)]
    [InlineData("paused", HoldKind.Paused, 12)]
    public async Task A_pending_alert_is_explained_as_the_policy_will_decide(string preference, HoldKind hold, int hour)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        await rig.InScopeAsync(async s =>
        {
            var settings = s.GetRequiredService<ChatSettings>();
            if (preference == "quiet")
                await settings.SetQuietAsync(chat, new TimeOnly(7, 0), new TimeOnly(9, 0), Cancel);
            if (preference == "paused")
                await settings.PauseAsync(chat, new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero), Cancel);
            if (preference != "digest")
                return;
            await settings.SetDigestAsync(chat, new TimeOnly(18, 0), null, Cancel);
            await s.GetRequiredService<Subscriptions>().ChooseAsync(chat, AlertsRig.News, new SubscriptionChoice { Mode = SubscriptionMode.Digest }, Cancel);
        });
        var article = await rig.PublishAsync("一");
        await rig.RaiseAsync();

        var why = await WhyAsync(rig, chat, article);

        var step = Assert.Single(why.Steps);
        Assert.Equal((hold, new DateTimeOffset(2026, 11, 3, hour, 0, 0, TimeSpan.Zero)), (step.Hold, step.At));
        Assert.Null(why.Silence);
    }

    [Fact]
    public async Task An_article_the_raiser_read_too_late_is_explained_as_too_old()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        var article = await rig.PublishAsync("一");
        var gone = await rig.PublishAsync("二");
        await rig.WithdrawAsync(gone);
        await rig.RunAfterAsync(3 * 24 * 3600);

        Assert.Equal(SilentBecause.TooOld, (await WhyAsync(rig, chat, article)).Silence);
        var withdrawn = await WhyAsync(rig, chat, gone);
        Assert.Equal((null, true), (withdrawn.Silence, withdrawn.WasWithdrawn));
    }

    [Fact]
    public async Task A_chat_reached_by_the_original_of_a_repost_is_told_so()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var other = await rig.FollowerAsync("other", AlertsRig.AlertsRoot);
        var article = await rig.PublishAsync("一");
        await rig.RunAsync();
        var repost = await rig.RepostAsync(article, "一（转）", "evening");
        await rig.RunAfterAsync(60);

        foreach (var asked in (Article[])[article, repost])
        {
            var why = await WhyAsync(rig, other, asked);
            Assert.Equal(["alerts"], why.Matched.Select(topic => topic.Key.Id));
            Assert.Contains(why.Steps, step => step.Outcome == DeliveryOutcome.Sent);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_operator_sees_one_alert_over_all_chats(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var sleeper = await rig.FollowerAsync("sleeper", AlertsRig.News);
        foreach (var chat in (string[])["a", "b", "odd"])
            await rig.FollowerAsync(chat, AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().SetQuietAsync(sleeper, new TimeOnly(7, 0), new TimeOnly(9, 0), Cancel));
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(chat.ChatId == "odd" ? new SendResult.Rejected("message text is empty") : null);
        var article = await rig.PublishAsync("一");
        await rig.RunAsync();

        var found = (await rig.InDbAsync<ArticleReader, IReadOnlyList<Article>>(all => all.NamedAsync(article.PublicId.ToString(), Cancel))).Single();
        var alert = Assert.Single(await rig.InDbAsync<AlertTraces, IReadOnlyList<TracedAlert>>(all => all.ReadAsync(found, Cancel)));
        Assert.Equal((2, 1), (alert.Outcomes[DeliveryOutcome.Sent], alert.Outcomes[DeliveryOutcome.Rejected]));
        Assert.Equal(1, alert.Waiting[HoldKind.Quiet]);
        var chats = await rig.InDbAsync<AlertTraces, List<TracedDelivery>>(async all => await all.DeliveriesAsync(alert.Alert, Cancel).ToListAsync(Cancel));
        Assert.Equal(
            ["a Sent Category:news", "b Sent Category:news", "odd Rejected Category:news", "sleeper Quiet Category:news"],
            chats.Select(c => $"{c.Chat.ChatId} {c.Outcome?.ToString() ?? c.Hold.ToString()} {c.Topic}"));
    }

    [Fact]
    public async Task The_private_feed_holds_what_the_chat_follows_and_nothing_it_muted_or_filtered()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        var token = await rig.InDbAsync<PrivateFeedTokens, string>(all => all.GetAsync(chat, Cancel));
        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<Subscriptions>().ChooseAsync(chat, AlertsRig.News, new SubscriptionChoice { Exclude = ["足球"] }, Cancel);
            await s.GetRequiredService<Subscriptions>().FollowWordAsync(chat, "停水", Cancel);
            await s.GetRequiredService<MutedTopics>().MuteAsync(chat, new TopicKey(TopicKind.Source, "evening"), null, Cancel);
        });
        var plain = await rig.PublishAsync("一");
        var football = await rig.PublishAsync("足球赛");
        var evening = await rig.RepostAsync(plain, "晚报", "evening", "news");

        var subscriptions = (await rig.InDbAsync<ChatSubscriptionReader, ChatSubscriptions?>(all => all.FindAsync(token, Cancel)))!.Subscriptions;

        Assert.Equal([("news", null), (null, "停水")], subscriptions.Select(subscription => (subscription.Filter.CategoryId, subscription.Word)));
        Assert.Equal([true, false, false], new[] { plain, football, evening }.Select(subscriptions[0].Accepts));
        Assert.Null(await rig.InDbAsync<ChatSubscriptionReader, ChatSubscriptions?>(all => all.FindAsync(new string('x', 24), Cancel)));
    }

    [Fact]
    public async Task An_article_is_found_by_its_address_too()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        var original = await rig.PublishAsync("一");
        await rig.RepostAsync(original, "abc", "evening");
        var why = await rig.InDbAsync<Explanations, Explanation?>(all => all.FindAsync(chat, "https://evening.example/abc", Cancel));
        Assert.Equal("abc", why?.Article.Title);
        Assert.Null(await rig.InDbAsync<Explanations, Explanation?>(all => all.FindAsync(chat, "https://evening.example/nothing", Cancel)));
    }

    private static async Task<Explanation> WhyAsync(AlertsRig rig, Subscriber chat, Article article) =>
        (await rig.InDbAsync<Explanations, Explanation?>(all => all.FindAsync(chat, article.PublicId, Cancel)))!;
}
