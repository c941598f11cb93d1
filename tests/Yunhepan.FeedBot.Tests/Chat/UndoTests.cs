using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>What cannot be given back at the moment is named with the reason, and is not lost.</summary>
public sealed class UndoTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Without_room_the_topic_is_kept_and_comes_back_with_its_filter_when_there_is_room()
    {
        Options.MaxSubscriptionsPerChat = 1;
        await _app.SayAsync("关注 健康 +疫苗");
        var undo = (await _app.SayAsync("取消关注 健康")).ActionOf("撤销");
        await _app.SayAsync("关注 新闻");

        var refused = await _app.SayAsync(undo, button: true);
        Assert.Contains("没有恢复：“健康”", refused.Text, StringComparison.Ordinal);
        Assert.Contains("已经达到上限", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("已经没有了", refused.Text, StringComparison.Ordinal);

        await _app.SayAsync("取消关注 新闻");
        Assert.Contains("已恢复：“健康”", (await _app.SayAsync(refused.ActionOf("撤销"), button: true)).Text, StringComparison.Ordinal);
        Assert.Equal(["疫苗"], Assert.Single(await ChoicesAsync()).Choice.Include);
        Assert.Contains("已经撤销过", (await _app.SayAsync(undo, button: true)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_topics_those_that_stay_away_are_named_and_kept()
    {
        foreach (var words in new[] { "关注 健康", "关注 新闻", "word 灯会" })
            await _app.SayAsync(words, button: words.StartsWith("word", StringComparison.Ordinal));
        var undo = (await _app.SayAsync((await _app.SayAsync("取消关注 全部")).Buttons[0].Action!, button: true)).ActionOf("撤销");
        Options.MaxSubscriptionsPerChat = 2;

        var some = await _app.SayAsync(undo, button: true);
        Assert.Contains("等 2 个主题，和原来的设置一样。", some.Text, StringComparison.Ordinal);
        Assert.Contains("没有恢复：“灯会”。", some.Text, StringComparison.Ordinal);

        Options.MaxSubscriptionsPerChat = 3;
        await _app.SayAsync(undo, button: true);
        Assert.Equal(3, (await ChoicesAsync()).Count);
    }

    [Theory]
    [InlineData(true, "筛选条件现在不能用")]
    [InlineData(false, "式的筛选条件太多了")]
    public async Task A_filter_that_is_not_allowed_at_the_moment_is_named_and_kept(bool forbids, string reason)
    {
        await _app.SayAsync("关注 健康 +/疫.|门诊/");
        var undo = (await _app.SayAsync("取消关注 健康")).ActionOf("撤销");
        (Options.AllowPatterns, Options.MaxPatternsPerChat) = (!forbids, 0);

        Assert.Contains(reason, (await _app.SayAsync(undo, button: true)).Text, StringComparison.Ordinal);

        (Options.AllowPatterns, Options.MaxPatternsPerChat) = (true, 10);
        await _app.SayAsync(undo, button: true);
        Assert.Equal(["/疫.|门诊/"], Assert.Single(await ChoicesAsync()).Choice.Include);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_word_is_asked_for_only_where_it_is_heard(bool isGroup)
    {
        var input = new ChatInput(Person, "/mydata erase") { LanguageCode = "zh", IsGroup = isGroup };
        var reply = await _app.AskAsync<Conversation, CommandReply?>(conversation => conversation.AnswerAsync(input, ChatApp.Cancel));
        Assert.Equal(!isGroup, reply!.Text.Plain.Contains("回复“删除”", StringComparison.Ordinal));
        Assert.Contains("请按按钮", reply.Text.Plain, StringComparison.Ordinal);
    }

    private AlertsOptions Options => _app.Services.GetRequiredService<IOptions<AlertsOptions>>().Value;

    private async Task<IReadOnlyList<(Subscription Row, SubscriptionChoice Choice)>> ChoicesAsync()
    {
        var chat = (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;
        return await _app.AskAsync<Subscriptions, IReadOnlyList<(Subscription Row, SubscriptionChoice Choice)>>(
            all => all.ChoicesAsync(chat, ChatApp.Cancel));
    }
}
