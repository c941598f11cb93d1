using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// What every kind of target promises, each against a server that keeps its platform's rules: nothing is lost, in order, within the
/// limits, with corrections and withdrawals, through faults and restarts.
/// </summary>
public sealed class PromisesTests(TestDatabases databases)
{
    private static readonly ChatTexts Texts = ChatTexts.For("zh");

    public static TheoryData<TargetKind> Kinds => [.. TargetKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_lost_and_all_comes_in_order_through_the_faults_of_the_platform(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind);
        foreach (var fault in new[] { TargetFault.Throttled, TargetFault.ServerError, TargetFault.ClosedWithoutAnswer, TargetFault.AcceptedWithoutAnswer })
            rig.Server.Fail(fault);
        var titles = Enumerable.Range(1, 12).Select(i => $"运河第{i:00}号通知").ToList();
        foreach (var title in titles)
            await rig.Alerts.PublishAsync(title);

        await rig.UntilAsync(() => titles.All(title => IsShown(rig, title)));

        AssertOrder(rig, titles);
        if (TargetKinds.All[kind].RepeatsNothing)
            Assert.All(titles, title => Assert.Single(rig.Server.Shown, text => Has(text, title)));
        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_burst_exceeds_no_limit_and_what_is_urgent_goes_first(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind, target => target with { Follow = new FollowedTopics { Categories = ["alerts"] } });
        var titles = Enumerable.Range(1, 19).Select(i => $"运河第{i:00}号通知").ToList();
        foreach (var title in titles)
            await rig.Alerts.PublishAsync(title, "alerts");
        await rig.Alerts.PublishAsync("寻找走失老人", "alerts/missing", Priority.Urgent);

        await rig.UntilAsync(() => IsShown(rig, "寻找走失老人") && titles.All(title => IsShown(rig, title)));

        AssertOrder(rig, ["寻找走失老人", .. titles]);
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_operators_own_limit_holds_too(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind, target => target with { MessagesPerMinute = 2 });
        string[] titles = ["运河涨水", "大桥通车", "古镇灯会", "公交改线"];
        foreach (var title in titles)
            await rig.Alerts.PublishAsync(title);
        await rig.UntilAsync(() => IsShown(rig, "大桥通车"));
        await rig.Alerts.RunAfterAsync(30);
        Assert.Equal(2, rig.Server.Accepted);

        var since = rig.Time.GetUtcNow();
        await rig.UntilAsync(() => IsShown(rig, "公交改线"));

        Assert.InRange(rig.Time.GetUtcNow() - since, TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(2));
        AssertOrder(rig, titles);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_correction_reaches_the_reader_with_the_old_title(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind);
        var article = await rig.Alerts.PublishAsync("运河大桥明日通车");
        await rig.UntilAsync(() => IsShown(rig, "运河大桥明日通车"));

        await rig.Alerts.CorrectAsync(article, "运河大桥推迟通车");
        await rig.UntilAsync(() => IsShown(rig, "运河大桥推迟通车"));

        Assert.Equal(rig.Platform.Capabilities.CanEdit ? 1 : 2, rig.Server.Shown.Count);
        var corrected = rig.Server.Shown[^1];
        Assert.Contains(Texts.Corrected, corrected, StringComparison.Ordinal);
        Assert.True(Has(corrected, "运河大桥明日通车"), corrected);
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_withdrawn_article_stands_nowhere_without_its_mark(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind);
        var article = await rig.Alerts.PublishAsync("运河大桥明日通车");
        await rig.UntilAsync(() => IsShown(rig, "运河大桥明日通车"));
        var accepted = rig.Server.Accepted;

        await rig.Alerts.WithdrawAsync(article);
        await rig.UntilAsync(() => rig.Server.Accepted > accepted);

        var shown = rig.Server.Shown;
        if (rig.Platform.Capabilities.CanEdit)
            Assert.All(shown, text => Assert.Contains(Texts.Withdrawn, text, StringComparison.Ordinal));
        else
            Assert.True(shown.Count == 2 && shown[1].Contains(Texts.Withdrawn, StringComparison.Ordinal) && Has(shown[1], "运河大桥明日通车"));
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_digest_comes_as_one_message_at_its_hour(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind, target => target with { Digest = new DigestTime(new TimeOnly(18, 0), null) });
        string[] titles = ["运河涨水", "大桥通车", "古镇灯会"];
        foreach (var title in titles)
            await rig.Alerts.PublishAsync(title);
        await rig.Alerts.RunAfterAsync(9 * 3600);
        Assert.Empty(rig.Server.Shown);

        await rig.UntilAsync(() => rig.Server.Shown.Count > 0, hours: 2);

        Assert.InRange(rig.Time.GetUtcNow().TimeOfDay, TimeSpan.FromHours(18), TimeSpan.FromHours(18.6));
        var digest = Assert.Single(rig.Server.Shown);
        Assert.All(titles, title => Assert.True(Has(digest, title), digest));
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Quiet_hours_hold_what_is_not_urgent(TargetKind kind)
    {
        // The rig's clock shows eight.
        await using var rig = await TargetRig.StartAsync(
            databases, kind, target => target with { Quiet = new QuietHours(new TimeOnly(7, 0), new TimeOnly(9, 0), UrgentToo: false) });
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.PublishAsync("寻找走失老人", "alerts/missing", Priority.Urgent);
        await rig.Alerts.RunAsync();
        Assert.True(Has(Assert.Single(rig.Server.Shown), "寻找走失老人"));

        await rig.UntilAsync(() => IsShown(rig, "运河涨水"), hours: 2);

        Assert.InRange(rig.Time.GetUtcNow().TimeOfDay, TimeSpan.FromHours(9), TimeSpan.FromHours(9.6));
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_that_the_platform_refuses_is_a_dead_letter_and_the_next_one_arrives(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind);
        rig.Server.Fail(TargetFault.Refused);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.PublishAsync("大桥通车");

        await rig.UntilAsync(() => IsShown(rig, "大桥通车"));

        var letter = Assert.Single(await rig.DeadLettersAsync());
        Assert.Equal(("运河涨水", DeliveryOutcome.Rejected), (letter.Title, letter.Outcome));
        Assert.DoesNotContain(rig.Target.Secret ?? "no secret", letter.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(rig.Target.Url).Host, letter.Reason, StringComparison.Ordinal);
        Assert.False(IsShown(rig, "运河涨水"));
        Assert.Empty(rig.Server.Violations);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_target_that_is_gone_is_left_alone_and_what_it_missed_is_known(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind);
        rig.Server.Fail(TargetFault.Gone);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.PublishAsync("大桥通车");
        await rig.Alerts.RunAsync();
        await rig.Alerts.RunAfterAsync(60);

        Assert.Empty(rig.Server.Shown);
        Assert.Empty(rig.Server.Violations);
        Assert.NotEmpty(await rig.DeadLettersAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_process_that_ends_in_the_middle_loses_nothing(TargetKind kind)
    {
        await using var rig = await TargetRig.StartAsync(databases, kind);
        var titles = Enumerable.Range(1, 8).Select(i => $"运河第{i:00}号通知").ToList();
        foreach (var title in titles.Take(4))
            await rig.Alerts.PublishAsync(title);
        // The first arrives, but its receipt is not written: the answer was lost, and then the process.
        rig.Server.Fail(TargetFault.AcceptedWithoutAnswer);
        await rig.Alerts.RunAsync();
        foreach (var title in titles.Skip(4))
            await rig.Alerts.PublishAsync(title);

        await rig.RestartAsync();
        await rig.UntilAsync(() => titles.All(title => IsShown(rig, title)));

        AssertOrder(rig, titles);
        var repeats = titles.Sum(title => rig.Server.Shown.Count(text => Has(text, title)) - 1);
        Assert.InRange(repeats, 0, TargetKinds.All[kind].RepeatsNothing ? 0 : 1);
        Assert.Empty(rig.Server.Violations);
    }

    private static bool IsShown(TargetRig rig, string title) => rig.Server.Shown.Any(text => Has(text, title));

    private static bool Has(string text, string title) => text.Contains(title, StringComparison.Ordinal);

    // A digest brings several in one message.
    private static void AssertOrder(TargetRig rig, IReadOnlyList<string> titles)
    {
        var shown = rig.Server.Shown.ToList();
        var places = titles.Select(title => shown.FindIndex(text => Has(text, title))).ToList();
        Assert.Equal(places.Order(), places);
    }
}
