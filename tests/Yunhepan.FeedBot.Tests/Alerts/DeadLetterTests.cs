using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A dead letter stays until it is sent.</summary>
public sealed class DeadLetterTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Dead_letters_of_closed_and_stopped_chats_are_requeued_only_when_the_chats_return(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("open", AlertsRig.News);
        await rig.FollowerAsync("closed", AlertsRig.News);
        var stopped = await rig.FollowerAsync("stopped", AlertsRig.News);
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(
            chat.ChatId == "closed" ? new SendResult.ChatGone("blocked") : new SendResult.Rejected("not so"));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.InScopeAsync(s => s.GetRequiredService<SubscriberStore>().StopAsync(stopped, Cancel));
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        Assert.Equal(new RequeuedLetters(1, 2), await RequeueAsync(rig));
        await rig.RunAsync();
        Assert.Equal(["open: 一"], rig.Platform.Arrived);
        Assert.Equal(["closed", "stopped"], (await LettersAsync(rig)).Select(letter => letter.Chat.ChatId).Order());

        await rig.FollowerAsync("closed");
        await rig.FollowerAsync("stopped");
        Assert.Equal(new RequeuedLetters(2, 0), await RequeueAsync(rig));
        await rig.RunAsync();
        Assert.Equal(["closed: 一", "open: 一", "stopped: 一"], rig.Platform.Arrived.Order(StringComparer.Ordinal));
        Assert.Empty(await LettersAsync(rig));
    }

    [Theory]
    [InlineData(DeliveryOutcome.Sent)]
    [InlineData(DeliveryOutcome.Digested)]
    [InlineData(DeliveryOutcome.Dropped)]
    public async Task Delivered_or_unwanted_alerts_are_not_dead_letters_and_cannot_be_requeued(DeliveryOutcome outcome)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.InDbAsync<AlertsDb, int>(db => db.Receipts.ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, outcome), Cancel));

        var only = new DeadLetterFilter { Outcome = outcome };
        await rig.InScopeAsync(async s =>
        {
            var letters = s.GetRequiredService<DeadLetters>();
            Assert.Equal(0, await letters.CountAsync(only, Cancel));
            Assert.Empty(await letters.ListAsync(only, 10, Cancel));
            Assert.Equal(new RequeuedLetters(0, 0), await letters.RequeueAsync(only, Cancel));
        });
        await rig.RunAfterAsync(60);
        Assert.Equal(["chat: 一"], rig.Platform.Arrived);
    }

    [Fact]
    public async Task A_dead_letter_that_fails_again_during_requeueing_waits_for_the_next_requeue()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Rejected("not so"));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        var later = rig.Time.GetUtcNow().AddSeconds(1);
        await rig.InDbAsync<AlertsDb, int>(db => db.Receipts.ExecuteUpdateAsync(set => set.SetProperty(r => r.SentAt, later), Cancel));

        Assert.Equal(new RequeuedLetters(0, 0), await RequeueAsync(rig));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new RequeuedLetters(1, 0), await RequeueAsync(rig));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Alerts_waiting_for_a_chat_that_stopped_get_a_receipt_that_says_so(bool inDigest)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        if (inDigest)
            await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().PauseAsync(chat, rig.Time.GetUtcNow().AddMinutes(30), Cancel));
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromMinutes(30), WholeAccount: false));
        await rig.PublishAsync("一");
        await rig.PublishAsync("二");
        await rig.RunAsync();
        await rig.InScopeAsync(s => s.GetRequiredService<SubscriberStore>().StopAsync(chat, Cancel));

        await rig.RunAfterAsync(3600);

        Assert.Empty(rig.Platform.Lines);
        var receipts = await rig.InDbAsync<AlertsDb, List<Receipt>>(db => db.Receipts.ToListAsync(Cancel));
        Assert.Equal(2, receipts.Count);
        Assert.All(receipts, receipt => Assert.Equal((DeliveryOutcome.Dropped, "the chat had stopped"), (receipt.Outcome, receipt.Reason)));
    }

    [Fact]
    public async Task A_send_that_fails_after_its_chat_was_closed_becomes_a_dead_letter()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Platform.Answer = async (_, _) =>
        {
            await rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().LostAsync(chat.Address, "blocked", Cancel));
            return new SendResult.Throttled(TimeSpan.FromMinutes(1), WholeAccount: false);
        };
        await rig.PublishAsync("一");
        await rig.RunAsync();

        await rig.RunAfterAsync(120);

        var letter = Assert.Single(await LettersAsync(rig));
        Assert.Equal((DeliveryOutcome.Unreachable, "blocked", "一"), (letter.Outcome, letter.Reason, letter.Title));
    }

    private static Task<RequeuedLetters> RequeueAsync(AlertsRig rig) =>
        rig.InDbAsync<DeadLetters, RequeuedLetters>(all => all.RequeueAsync(new DeadLetterFilter(), Cancel));

    private static Task<IReadOnlyList<DeadLetter>> LettersAsync(AlertsRig rig) =>
        rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter(), 10, Cancel));
}
