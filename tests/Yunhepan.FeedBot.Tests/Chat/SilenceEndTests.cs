using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A mute or a pause ends by the words that people have for it, and what was followed comes back as it was.</summary>
public sealed class SilenceEndTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/unmute 健康")]
    [InlineData("unmute health")]
    [InlineData("/UNMUTE 健康")]
    [InlineData("取消静音 健康")]
    [InlineData("取消静音健康")]
    [InlineData("解除静音　健康")]
    [InlineData("取消屏蔽健康")]
    [InlineData("/resume 健康")]
    [InlineData("resume c_health")]
    [InlineData("恢复 健康")]
    [InlineData("继续 健康")]
    [InlineData("恢复")]
    [InlineData("继续")]
    [InlineData("/resume")]
    [InlineData("/unmute")]
    [InlineData("取消静音")]
    public async Task A_muted_topic_comes_again_by_many_words(string words)
    {
        await _app.SayAsync("/mute 健康");

        Assert.Contains("“健康”已解除静音", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        Assert.Empty(await MutedAsync());
    }

    [Theory]
    [InlineData("/resume")]
    [InlineData("恢复")]
    [InlineData("继续")]
    [InlineData("／ＲＥＳＵＭＥ")]
    [InlineData("unmute")]
    [InlineData("取消静音")]
    [InlineData("马上恢复")]
    [InlineData("设置 恢复")]
    [InlineData("settings resume")]
    public async Task A_pause_ends_by_many_words(string words)
    {
        await _app.SayAsync("/mute 2h");

        Assert.Contains("已恢复", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        Assert.Null((await ChatAsync()).PausedUntil);
    }

    [Theory]
    [InlineData("/resume")]
    [InlineData("恢复")]
    public async Task A_chat_that_stopped_gets_alerts_again(string words)
    {
        await _app.SayAsync("/follow 健康");
        await _app.SayAsync("stop yes", button: true);

        Assert.Contains("提醒已恢复", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        Assert.Equal(SubscriberState.Active, (await ChatAsync()).State);
    }

    [Fact]
    public async Task The_end_of_a_pause_leaves_what_is_muted_muted_and_shows_it()
    {
        await _app.SayAsync("/mute 健康");
        await _app.SayAsync("/mute 2h");

        var said = await _app.SayAsync("恢复");

        Assert.Contains("已恢复", said.Text, StringComparison.Ordinal);
        Assert.Contains(said.Buttons, button => button.Label == "✕ 健康");
        Assert.Single(await MutedAsync());
    }

    [Theory]
    [InlineData("恢复", "没有静音任何主题或来源，也没有暂停")]
    [InlineData("/unmute", "没有静音任何主题或来源，也没有暂停")]
    [InlineData("/unmute 健康", "“健康”现在没有静音")]
    [InlineData("取消静音 月球", "“月球”现在没有静音")]
    public async Task Where_nothing_is_silent_that_is_said(string words, string said) =>
        Assert.Contains(said, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("恢复供水")]
    [InlineData("继续教育")]
    [InlineData("停止供暖")]
    [InlineData("新闻发布会")]
    public async Task A_phrase_that_begins_like_a_command_is_none(string words)
    {
        var answer = await _app.SayAsync(words);

        Assert.DoesNotContain("静音", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("暂停", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "/unmute 取消静音：")]
    [InlineData("zh", "/resume 恢复提醒：")]
    [InlineData("zh", "/follow 关注：")]
    [InlineData("en", "/unmute – End a mute")]
    [InlineData("en", "/resume – End a pause")]
    public async Task The_help_names_these_words(string language, string line) =>
        Assert.Contains(line, (await _app.SayAsync("/help", language: language)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("/mute 健康 1h")]
    [InlineData("静音 健康 两小时")]
    [InlineData("静音健康3天")]
    [InlineData("mute health for 2 days")]
    [InlineData("/mute health a week")]
    [InlineData("静音 健康 半小时")]
    public async Task A_time_for_a_topic_that_is_followed_is_kept_and_it_comes_back_as_it_was(string words)
    {
        await _app.SayAsync("关注 健康 +高考 静音");
        var filter = (await RowAsync()).FilterId;

        Assert.Contains("已静音“健康”到", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        var row = await RowAsync();
        Assert.True(row.Until > TimeProvider.System.GetUtcNow());
        Assert.Equal((SubscriptionMode.Instant, true, filter), (row.Mode, row.Silent, row.FilterId));
        Assert.Contains("🔕 静音到", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);
        Assert.Contains("“健康”已解除静音，照常发给您", (await _app.SayAsync("取消静音 健康")).Text, StringComparison.Ordinal);
        Assert.Equal(["health"], await _app.FollowedAsync(Person));
        Assert.Contains("只看提到“高考”的", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_followed_topic_that_is_muted_for_good_is_followed_again_when_it_is_unmuted()
    {
        await _app.SayAsync("关注 健康 -广告");
        await _app.SayAsync("/mute 健康");
        Assert.Empty(await _app.FollowedAsync(Person));

        await _app.SayAsync("/unmute 健康");

        Assert.Equal(["health"], await _app.FollowedAsync(Person));
        Assert.Contains("不看提到“广告”的", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_last_can_be_taken_back()
    {
        Assert.Contains("没有可以撤销的", (await _app.SayAsync("撤销")).Text, StringComparison.Ordinal);
        await _app.SayAsync("/follow 健康");
        await _app.SayAsync("/mute 新闻");

        var offered = await _app.SayAsync("/undo");
        await _app.SayAsync(offered.ActionOf("解除静音“新闻”"), button: true);
        await _app.SayAsync(offered.ActionOf("取消关注“健康”"), button: true);

        Assert.Empty(await _app.FollowedAsync(Person));
        Assert.Empty(await MutedAsync());
    }

    private async Task<Subscriber> ChatAsync() => (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;

    private async Task<Subscription> RowAsync()
    {
        var chat = await ChatAsync();
        return (await _app.AskAsync<Subscriptions, Subscription?>(all => all.FindAsync(chat, new TopicKey(TopicKind.Category, "health"), ChatApp.Cancel)))!;
    }

    private async Task<IReadOnlyList<MutedTopic>> MutedAsync()
    {
        var chat = await ChatAsync();
        return await _app.AskAsync<MutedTopics, IReadOnlyList<MutedTopic>>(all => all.ListAsync(chat, ChatApp.Cancel));
    }
}
