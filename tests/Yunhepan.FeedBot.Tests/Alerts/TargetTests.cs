using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Targets follow what feeds.json states, and receive new messages where other chats receive edits.</summary>
public sealed class TargetTests(TestDatabases databases)
{
    private static readonly PlatformCapabilities OneWay = new() { Serves = TargetKind.Webhook, HasOneServer = false, MaxText = 2000 };

    private SourceCatalogue _catalogue = Stating(Target("robot"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_target_gets_what_feeds_json_says_it_follows_and_nobody_subscribes_by_hand(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await CreateAsync(database.Location);
        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);
        await rig.PublishAsync("通车");

        await rig.RunAsync();

        Assert.Equal(["robot: 寻找老人"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Targets_follow_the_file_when_it_changes(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await CreateAsync(database.Location);
        await rig.RunAsync();

        _catalogue = Stating(Target("robot") with { Follow = new FollowedTopics { Categories = ["news"] }, Exclude = ["广告"] }, Target("second"));
        await rig.RunAsync();
        await rig.PublishAsync("通车");
        await rig.PublishAsync("广告一则");
        await rig.PublishAsync("寻找老人", "alerts/missing");
        await rig.RunAsync();
        Assert.Equal(["robot: 通车", "second: 寻找老人"], rig.Platform.Arrived.Order());

        _catalogue = Stating(Target("second"));
        await rig.RunAsync();
        await rig.PublishAsync("又通车");
        await rig.PublishAsync("寻找孩子", "alerts/missing");
        await rig.RunAsync();
        Assert.Equal(["second: 寻找孩子"], rig.Platform.Arrived.Skip(2));

        _catalogue = Stating(Target("robot"), Target("second"));
        await rig.RunAsync();
        await rig.PublishAsync("寻找家长", "alerts/missing");
        await rig.RunAsync();
        Assert.Equal(["robot: 寻找家长", "second: 寻找家长"], rig.Platform.Arrived.Skip(3).Order());
    }

    [Fact]
    public async Task A_file_with_the_same_content_changes_nothing()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        _catalogue = Stating(Target("robot") with { Follow = new FollowedTopics { Categories = ["alerts"], Words = ["运河"] }, Include = ["老人", "孩子"] });
        await using var rig = await CreateAsync(database.Location);
        await rig.RunAsync();
        var before = await SubscriptionsAsync(rig);

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        _catalogue = _catalogue with { Site = new Site() };
        await rig.RunAsync();

        Assert.Equal(2, before.Count);
        Assert.Equal(before.Select(s => (s.TopicId, s.CreatedAt, s.ChangedAt, s.FilterId)), (await SubscriptionsAsync(rig)).Select(s => (s.TopicId, s.CreatedAt, s.ChangedAt, s.FilterId)));
    }

    [Fact]
    public async Task The_words_digest_and_quiet_hours_of_a_target_apply()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        // The rig's clock shows eight.
        _catalogue = Stating(
            Target("digest") with { Follow = new FollowedTopics { Words = ["运河"] }, Digest = new DigestTime(new TimeOnly(18, 0), null) },
            Target("sleeper") with { Follow = new FollowedTopics { Categories = ["news"] }, Quiet = new QuietHours(new TimeOnly(7, 0), new TimeOnly(9, 0), UrgentToo: true) });
        await using var rig = await CreateAsync(database.Location);
        await rig.RunAsync();
        await rig.PublishAsync("运河涨水");
        await rig.PublishAsync("运河退水");
        await rig.PublishAsync("急事", priority: Priority.Urgent);
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Arrived);

        await rig.RunAfterAsync(3600);
        Assert.Equal(["sleeper: 急事", "sleeper: AfterQuiet 2: 新闻 运河退水、运河涨水"], rig.Platform.Arrived);

        await rig.RunAfterAsync(9 * 3600);
        Assert.Equal("digest: Daily 2: 新闻 运河退水、运河涨水", rig.Platform.Arrived.Last());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Where_nothing_can_be_edited_a_correction_is_a_new_message_that_names_the_old_one(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await CreateAsync(database.Location);
        var article = await rig.PublishAsync("寻找老人", "alerts/missing");
        await rig.RunAsync();
        var sentAt = rig.Time.GetUtcNow();

        await rig.CorrectAsync(article, "寻找走失老人");
        await rig.RunAfterAsync(60);
        await rig.WithdrawAsync(article);
        await rig.RunAfterAsync(60);

        Assert.Equal([AlertKind.New, AlertKind.Corrected, AlertKind.Withdrawn], rig.Platform.Lines.Select(l => l.Kind));
        Assert.All(rig.Platform.Lines, l => Assert.Null(l.EditedId));
        Assert.All(rig.Platform.Lines.Skip(1), l => Assert.Equal(("m1", sentAt), (l.Earlier!.MessageId, l.Earlier.SentAt)));
        Assert.Equal(["原标题：寻找老人"], rig.Platform.Lines[1].Message.Changes);
    }

    [Fact]
    public async Task A_correction_of_an_article_in_a_digest_comes_alone()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        _catalogue = Stating(Target("robot") with { Follow = new FollowedTopics { Categories = ["news"] }, Digest = new DigestTime(new TimeOnly(9, 0), null) });
        await using var rig = await CreateAsync(database.Location);
        await rig.RunAsync();
        var article = await rig.PublishAsync("通车");
        await rig.PublishAsync("涨水");
        await rig.RunAsync();
        await rig.RunAfterAsync(3600);
        Assert.StartsWith("Daily 2", rig.Platform.Lines.Single().Title, StringComparison.Ordinal);

        await rig.CorrectAsync(article, "明日通车");
        await rig.RunAfterAsync(60);

        var correction = rig.Platform.Lines[1];
        Assert.Equal(("明日通车", AlertKind.Corrected, "m1"), (correction.Title, correction.Kind, correction.Earlier!.MessageId));
    }

    [Fact]
    public async Task A_target_gets_no_message_when_another_source_reports_the_story_too()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await CreateAsync(database.Location);
        var original = await rig.PublishAsync("寻找老人", "alerts/missing");
        await rig.RunAsync();

        await rig.RepostAsync(original, "转发", "evening");
        await rig.RunAfterAsync(60);

        Assert.Single(rig.Platform.Lines);
    }

    [Fact]
    public async Task The_message_that_a_person_was_found_does_not_repeat_the_name()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await CreateAsync(database.Location);
        var article = await rig.PublishAsync("寻找老人张某", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();

        await rig.EndAsync(article, AlertEnd.Found);
        await rig.RunAfterAsync(60);
        await rig.ForgetAsync(article, "寻人");
        await rig.RunAfterAsync(60);

        Assert.Single(rig.Platform.Lines);
        var (_, about, message) = Assert.Single(rig.Platform.Announced);
        Assert.Equal(("m1", AlertKind.Ended), (about, message.Kind));
    }

    [Fact]
    public async Task A_correction_waits_for_the_end_of_the_quiet_hours_like_any_message()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        _catalogue = Stating(Target("robot") with { Quiet = new QuietHours(new TimeOnly(9, 0), new TimeOnly(10, 0), UrgentToo: false) });
        await using var rig = await CreateAsync(database.Location);
        await rig.RunAsync();
        var (plain, urgent) = (await rig.PublishAsync("停水", "alerts"), await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent));
        await rig.RunAsync();
        await rig.RunAfterAsync(3600);

        await rig.CorrectAsync(plain, "停水延后");
        await rig.CorrectAsync(urgent, "寻找走失老人");
        await rig.RunAfterAsync(60);
        Assert.Equal(["停水", "寻找老人", "寻找走失老人"], rig.Platform.Lines.Select(l => l.Title).Order(StringComparer.Ordinal));

        await rig.WithdrawAsync(plain);
        await rig.RunAfterAsync(60);
        Assert.Equal(3, rig.Platform.Lines.Count);

        await rig.RunAfterAsync(3600);
        Assert.Equal([AlertKind.Withdrawn], rig.Platform.Lines.Skip(3).Select(l => l.Kind));
    }

    [Fact]
    public async Task Targets_whose_servers_are_down_do_not_hold_up_the_others()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        _catalogue = Stating(Target("a"), Target("b"), Target("c"), Target("d"), Target("well"));
        await using var rig = await CreateAsync(database.Location);
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(chat.ChatId == "well" ? null : new SendResult.Failed("no connection"));
        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);

        await rig.RunAsync();

        Assert.Equal(["well: 寻找老人"], rig.Platform.Arrived);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAfterAsync(60);
        Assert.Equal(5, rig.Platform.Arrived.Count());
    }

    [Fact]
    public async Task A_target_that_was_closed_is_tried_again_when_the_file_changes_and_gets_what_it_missed()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await CreateAsync(database.Location);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.ChatGone("the target answered 410"));
        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        await rig.PublishAsync("寻找孩子", "alerts/missing", Priority.Urgent);
        await rig.RunAfterAsync(60);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        _catalogue = Stating(Target("robot") with { Url = "https://robot.example/new" });
        await rig.RunAfterAsync(60);
        await rig.RunAfterAsync(60);

        Assert.Equal(["robot: 寻找孩子"], rig.Platform.Arrived);
    }

    [Fact]
    public async Task A_resting_target_is_retried_when_the_file_changes()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await CreateAsync(database.Location);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.ChatResting("the target answered 404", 7));
        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAfterAsync(60);
        Assert.Empty(rig.Platform.Arrived);

        _catalogue = Stating(Target("robot") with { Url = "https://robot.example/new" });
        await rig.RunAfterAsync(60);

        Assert.Equal(["robot: 寻找老人"], rig.Platform.Arrived);
    }

    [Fact]
    public async Task An_account_without_targets_gets_no_fan_outs()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        _catalogue = Stating();
        await using var rig = await CreateAsync(database.Location);
        await rig.PublishAsync("寻找老人", "alerts/missing");

        await rig.RunAsync();

        Assert.Equal(0, await rig.InDbAsync<AlertsDb, int>(db => db.FanOuts.CountAsync(Cancel)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_lane_without_targets_does_not_use_the_database(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        _catalogue = Stating(Target("robot"));
        await using var rig = await CreateAsync(database.Location);
        await rig.Worker.StartAsync(Cancel);
        await rig.PublishAsync("寻找老人", "alerts/missing");
        await Eventually.TrueAsync(() => rig.Platform.Arrived.Any(), meanwhile: Tick);

        _catalogue = Stating();
        await Eventually.TrueAsync(async () => await LaneAsync() is { Owner: null }, meanwhile: Tick);
        var resting = await LaneAsync();
        for (var i = 0; i < 100; i++)
            Tick();
        var later = await LaneAsync();
        Assert.Equal((null, resting.Epoch, resting.Beat), (later.Owner, later.Epoch, later.Beat));

        _catalogue = Stating(Target("robot"));
        await Eventually.TrueAsync(async () => await LaneAsync() is { Owner: not null } && await IsActiveAsync(), meanwhile: Tick);
        await rig.PublishAsync("寻找孩子", "alerts/missing");
        await Eventually.TrueAsync(() => rig.Platform.Arrived.Count() == 2, meanwhile: Tick);
        await rig.Worker.StopAsync(Cancel);
        Assert.Equal(["robot: 寻找老人", "robot: 寻找孩子"], rig.Platform.Arrived);

        void Tick() => rig.Time.Advance(TimeSpan.FromSeconds(0.5));
        // An alert from before the target is subscribed again is not for it.
        Task<bool> IsActiveAsync() =>
            rig.InDbAsync<AlertsDb, bool>(db => db.Subscribers.AnyAsync(s => s.State == SubscriberState.Active, Cancel));
        Task<LaneOwner> LaneAsync() => rig.InDbAsync<AlertsDb, LaneOwner>(db => db.Lanes.AsNoTracking().SingleAsync(Cancel));
    }

    private Task<AlertsRig> CreateAsync(FeedBot.Articles.Storage.DatabaseLocation location) =>
        AlertsRig.CreateAsync(location, new RecordingPlatform { Capabilities = OneWay }, catalogue: () => _catalogue);

    private static Task<List<Subscription>> SubscriptionsAsync(AlertsRig rig) =>
        rig.InDbAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.AsNoTracking().OrderBy(s => s.TopicId).ToListAsync(Cancel));

    private static SourceCatalogue Stating(params Target[] targets) => new() { Site = new Site(), Targets = targets };

    private static Target Target(string id) => new()
    {
        Id = id, Kind = TargetKind.Webhook, Url = "https://robot.example/", Follow = new FollowedTopics { Categories = ["alerts"] },
    };
}
