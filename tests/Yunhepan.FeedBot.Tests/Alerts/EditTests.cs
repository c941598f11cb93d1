using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Articles change while messages and edits are in flight.</summary>
public sealed class EditTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_that_arrives_while_the_message_is_in_flight_still_changes_it(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var article = await rig.PublishAsync("微薄");
        OnceAt(rig, "reader", async () =>
        {
            await rig.CorrectAsync(article, "微博");
            await rig.RaiseAsync();
            rig.Time.Advance(TimeSpan.FromSeconds(2));
        });

        await rig.RunAsync();
        await rig.RunAfterAsync(1);

        Assert.Equal(["reader: 微薄", "reader: 微博"], rig.Platform.Arrived);
        Assert.Equal("m1", rig.Platform.Lines[1].EditedId);
    }

    [Fact]
    public async Task Chats_reached_after_a_correction_during_a_fan_out_get_the_corrected_text_and_no_edit()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("first", AlertsRig.News);
        await rig.FollowerAsync("second", AlertsRig.News);
        var article = await rig.PublishAsync("微薄");
        OnceAt(rig, "first", async () =>
        {
            await rig.CorrectAsync(article, "微博");
            await rig.RaiseAsync();
        });

        await rig.RunAsync();
        await rig.RunAfterAsync(1);

        Assert.Equal(["first: 微薄", "second: 微博", "first: 微博"], rig.Platform.Arrived);
        Assert.Equal([null, null, "m1"], rig.Platform.Lines.Select(line => line.EditedId));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_waits_for_a_digest_that_is_on_its_way_and_changes_it(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 2);
        var reader = await rig.FollowerAsync("reader", AlertsRig.News);
        await rig.FollowerAsync("quick", AlertsRig.AlertsRoot);
        await rig.InDbAsync<ChatSettings, int>(async settings =>
        {
            await settings.PauseAsync(reader, rig.Time.GetUtcNow().AddHours(1), Cancel);
            return 0;
        });
        var article = await rig.PublishAsync("微薄");
        await rig.PublishAsync("另一条");
        await rig.RunAsync();
        var land = new TaskCompletionSource<SendResult?>();
        rig.Platform.Answer = async (chat, message) =>
        {
            if (chat.ChatId == "reader" && !land.Task.IsCompleted)
                return await land.Task;
            if (message.Title == "快讯")
            {
                await rig.CorrectAsync(article, "微博");
                await rig.PublishAsync("之后", "alerts", Priority.Low);
                await rig.RaiseAsync();
            }
            else if (message.Title == "之后")
            {
                land.SetResult(null);
            }

            return null;
        };
        await rig.PublishAsync("快讯", "alerts");

        await rig.RunAfterAsync(3601);
        await rig.RunAfterAsync(1);

        Assert.Equal(
            ["AfterQuiet 2: 新闻 另一条、微薄", "AfterQuiet 2: 新闻 另一条、微博"],
            rig.Platform.Lines.Where(line => line.Chat == "reader").Select(line => line.Title));
    }

    [Fact]
    public async Task A_second_correction_replaces_the_first_even_if_that_has_started()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        foreach (var chat in (string[])["a", "b", "c"])
            await rig.FollowerAsync(chat, AlertsRig.News);
        var article = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.CorrectAsync(article, "二");
        OnceAt(rig, "a", async () =>
        {
            await rig.CorrectAsync(article, "三");
            await rig.RaiseAsync();
        });

        await rig.RunAsync();

        Assert.Equal(["a: 二", "a: 三", "b: 三", "c: 三"], rig.Platform.Arrived.Skip(3));
    }

    [Fact]
    public async Task An_urgent_retraction_does_not_wait_until_a_repost_is_appended_everywhere()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        foreach (var chat in (string[])["a", "b", "c"])
            await rig.FollowerAsync(chat, AlertsRig.News);
        var article = await rig.PublishAsync("一", priority: Priority.Urgent);
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.RepostAsync(article, "一（转）", "evening");
        OnceAt(rig, "a", async () =>
        {
            await rig.WithdrawAsync(article);
            await rig.RaiseAsync();
        });

        await rig.RunAsync();

        Assert.Equal(
            ["a New", "a Withdrawn", "b Withdrawn", "c Withdrawn"],
            rig.Platform.Lines.Skip(3).Select(line => $"{line.Chat} {line.Kind}"));
    }

    /// <summary>Runs an action while the next message to a chat is in flight.</summary>
    private static void OnceAt(AlertsRig rig, string chat, Func<Task> happens)
    {
        var happened = false;
        rig.Platform.Answer = async (address, _) =>
        {
            if (address.ChatId == chat && !happened)
            {
                happened = true;
                await happens();
            }

            return null;
        };
    }
}
