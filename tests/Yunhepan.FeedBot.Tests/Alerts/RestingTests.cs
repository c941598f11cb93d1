using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Unreachable chats rest, are then closed, and come back; nothing is given up silently.</summary>
public sealed class RestingTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_takes_no_messages_for_a_while_gets_them_all_in_order_afterwards(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("barred", AlertsRig.News);
        await rig.FollowerAsync("other", AlertsRig.News);
        Bar(rig, tries: 7);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.PublishAsync("二");
        await rig.RunAfterAsync(600);
        Assert.Equal(["other: 一", "other: 二"], rig.Platform.Arrived);

        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAfterAsync(3600);

        Assert.Equal(["barred: 一", "barred: 二"], rig.Platform.Arrived.Skip(2));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_the_last_failed_attempt_the_chat_is_closed_and_its_queue_becomes_dead_letters(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("barred", AlertsRig.News);
        Bar(rig, tries: 3);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.PublishAsync("二");
        foreach (var hours in (double[])[1.1, 6.1, 24.1, 24.1])
            await rig.RunAfterAsync(hours * 3600);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.PublishAsync("三");
        await rig.RunAfterAsync(48 * 3600);
        Assert.Empty(rig.Platform.Lines);

        var letters = await rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter(), 10, Cancel));
        Assert.Equal(["一", "二"], letters.Select(l => l.Title).Order());
        Assert.All(letters, letter => Assert.Equal((DeliveryOutcome.Unreachable, "chat not found"), (letter.Outcome, letter.Reason)));

        await rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().BackAsync(chat.Address, Cancel));
        Assert.Equal(new RequeuedLetters(2, 0), await rig.InDbAsync<DeadLetters, RequeuedLetters>(all => all.RequeueAsync(new DeadLetterFilter { Subscriber = chat.Id }, Cancel)));
        await rig.RunAsync();
        Assert.Equal(["barred: 一", "barred: 二"], rig.Platform.Arrived.Take(2));
        Assert.Empty(await rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter(), 10, Cancel)));
    }

    [Fact]
    public async Task A_chat_whose_rights_return_gets_its_waiting_alerts_at_once()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("barred", AlertsRig.News);
        Bar(rig, tries: 7);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        await rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().BackAsync(chat.Address, Cancel));
        await rig.RunAsync();

        Assert.Equal(["barred: 一"], rig.Platform.Arrived);
    }

    [Fact]
    public async Task All_forum_topics_of_a_chat_are_lost_and_found_together()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var address = rig.Platform.Chat("g-forum");
        await rig.InScopeAsync(async s =>
        {
            foreach (var thread in (string[])["7", "8"])
            {
                var topic = await s.GetRequiredService<SubscriberStore>().ArriveAsync(address with { ThreadId = thread }, "zh", Cancel);
                await s.GetRequiredService<Subscriptions>().FollowAsync(topic, AlertsRig.News, Cancel);
            }

            await s.GetRequiredService<ChatReach>().LostAsync(address, "kicked", Cancel);
        });
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Lines);

        await rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().BackAsync(address, Cancel));
        await rig.PublishAsync("二");
        await rig.RunAsync();
        Assert.Equal(["g-forum: 二", "g-forum: 二"], rig.Platform.Arrived.Where(line => line.EndsWith('二')));
    }

    [Fact]
    public async Task A_deleted_forum_topic_is_forgotten_and_the_next_alert_goes_to_the_chat_itself()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var address = rig.Platform.Chat("g-forum") with { ThreadId = "7" };
        await rig.InScopeAsync(async s =>
        {
            var topic = await s.GetRequiredService<SubscriberStore>().ArriveAsync(address, "zh", Cancel);
            await s.GetRequiredService<Subscriptions>().FollowAsync(topic, AlertsRig.News, Cancel);
        });
        List<string?> threads = [];
        rig.Platform.Answer = (chat, _) =>
        {
            threads.Add(chat.ThreadId);
            return Task.FromResult<SendResult?>(chat.ThreadId is null ? null : new SendResult.Sent("m") { ThreadGone = true });
        };
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.PublishAsync("二");
        await rig.RunAsync();

        Assert.Equal(["7", null], threads);
    }

    private static void Bar(AlertsRig rig, int tries) => rig.Platform.Answer = (chat, _) =>
        Task.FromResult<SendResult?>(chat.ChatId == "barred" ? new SendResult.ChatResting("chat not found", tries) : null);
}
