using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A change after the send changes the sent message.</summary>
public sealed class CorrectionTests(TestDatabases databases)
{
    private static readonly TopicKey Evening = new(TopicKind.Source, "evening");

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_story_alerts_once_and_its_reposts_are_appended_to_the_sent_message(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News, AlertsRig.AlertsRoot);
        await rig.FollowerAsync("evening reader", Evening);
        var original = await rig.PublishAsync("运河大桥通车");
        await rig.RunAsync();

        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.RepostAsync(original, "【转载】运河大桥通车", "evening");
        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(["reader: 运河大桥通车", "evening reader: 运河大桥通车", "reader: 运河大桥通车"], rig.Platform.Arrived);
        var edit = rig.Platform.Lines[2];
        Assert.Equal("m1", edit.EditedId);
        Assert.Equal(["运河晚报"], edit.Message.AlsoAt.Select(also => also.Name));
        // Chats that get the alert now see the correction at once.
        Assert.Equal(["运河晚报"], rig.Platform.Lines[1].Message.AlsoAt.Select(also => also.Name));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_edit_shows_the_current_state_so_that_no_edit_reverts_another(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var original = await rig.PublishAsync("寻找老人", priority: Priority.Urgent);
        await rig.RunAsync();
        await rig.CorrectAsync(original, "寻找走失老人");
        await rig.RunAsync();

        await rig.RepostAsync(original, "转发", "evening");
        await rig.RunAfterAsync(1);

        var last = rig.Platform.Lines[^1].Message;
        Assert.Equal((AlertKind.Corrected, Priority.Urgent), (last.Kind, last.Priority));
        Assert.Equal(["原标题：寻找老人"], last.Changes);
        Assert.Equal(["运河晚报"], last.AlsoAt.Select(also => also.Name));
    }

    [Fact]
    public async Task Several_corrections_at_once_need_one_edit_that_shows_them_all()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();

        await rig.CorrectAsync(original, "二");
        await rig.CorrectAsync(original, "三");
        await rig.RunAsync();

        Assert.Equal(["一", "三"], rig.Platform.Lines.Select(line => line.Title));
        Assert.Equal(2, rig.Platform.Lines[^1].Message.Changes.Count);
    }

    [Fact]
    public async Task Edits_of_one_article_are_limited_per_day_except_for_urgent_ones()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxCorrectionEdits = 2);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var plain = await rig.PublishAsync("一");
        var urgent = await rig.PublishAsync("急", priority: Priority.Urgent);
        await rig.RunAsync();

        foreach (var number in Enumerable.Range(1, 4))
        {
            await rig.CorrectAsync(plain, $"一{number}");
            await rig.CorrectAsync(urgent, $"急{number}");
            await rig.RunAfterAsync(60);
        }

        Assert.Equal(["急1", "一1", "急2", "一2", "急3", "急4"], rig.Platform.Lines.Skip(2).Select(line => line.Title));
        await rig.WithdrawAsync(plain);
        await rig.RunAfterAsync(60);
        Assert.Equal(AlertKind.Withdrawn, rig.Platform.Lines[^1].Kind);
    }

    [Fact]
    public async Task A_correction_that_arrives_too_late_does_not_change_the_message()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.CorrectWithin = TimeSpan.FromDays(2));
        await rig.FollowerAsync("reader", AlertsRig.News);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromDays(3));

        await rig.CorrectAsync(original, "二");
        await rig.RunAsync();

        Assert.Single(rig.Platform.Lines);
    }

    [Fact]
    public async Task A_correction_waits_for_new_alerts_unless_its_alert_was_urgent()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var plain = await rig.PublishAsync("普通");
        var urgent = await rig.PublishAsync("紧急", priority: Priority.Urgent);
        await rig.RunAsync();

        await rig.CorrectAsync(plain, "普通（改）");
        await rig.PublishAsync("新的");
        await rig.CorrectAsync(urgent, "紧急（改）");
        await rig.RunAsync();

        Assert.Equal(["紧急（改）", "新的", "普通（改）"], rig.Platform.Lines.Skip(2).Select(line => line.Title));
    }

    [Fact]
    public async Task A_story_whose_alerted_article_was_withdrawn_is_alerted_again_with_another_article()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.WithdrawAsync(original);
        await rig.RunAsync();

        await rig.RepostAsync(original, "一（晚报）", "evening", "news");
        await rig.RunAsync();

        Assert.Equal("reader: 一（晚报）", rig.Platform.Arrived.Last());
    }
}
